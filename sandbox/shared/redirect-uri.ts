const LOCAL_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether an app may send people there; without a list any address on this machine is good. */
export function isAllowedRedirect(registered: readonly string[] | null, redirectUri: string): boolean {
  if (registered) return registered.includes(redirectUri);
  const url = URL.parse(redirectUri);
  return url !== null && /^https?:$/.test(url.protocol) && LOCAL_HOSTS.includes(url.hostname);
}

/** The redirect URI with these answers in its query. */
export function backTo(redirectUri: string, answers: Record<string, string | undefined>): string {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(answers)) {
    if (value !== undefined) target.searchParams.set(name, value);
  }
  return target.href;
}
