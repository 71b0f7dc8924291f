/**
 * The access token of the last sign-in, for as long as the page lives. GraphiQL keeps headers per tab;
 * without this everyone would have to copy the token into each of the example tabs.
 */
export const createSession = () => {
  let token: string | null = null;
  const listeners = new Set<() => void>();

  const change = (next: string | null) => {
    token = next;
    for (const listener of listeners) listener();
  };

  return {
    token: () => token,
    forget: () => change(null),
    /** Looks through the root fields of an answer for an `accessToken`: `signIn`, `signUp`, `switchTeam` and aliases. */
    learnFrom: (data: Record<string, unknown>) => {
      for (const payload of Object.values(data)) {
        if (typeof payload !== 'object' || payload === null || !('accessToken' in payload)) continue;
        if (typeof payload.accessToken === 'string') change(payload.accessToken);
      }
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export type Session = ReturnType<typeof createSession>;
