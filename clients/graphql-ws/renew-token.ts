import type { Client } from 'graphql-ws';

/** Longest delay of a timer, in milliseconds; a longer one would fire at once. */
const TIMER_MAX_MS = 2_147_483_647;
const OPEN = 1;

/** What is needed of a WebSocket, whichever implementation it is. */
interface Sendable {
  readonly readyState: number;
  send: (message: string) => void;
}

/** A greeting, and the `auth` of a hint or of the answer to a renewal. Only tokens that end have an `expiresAt`. */
interface Facts {
  readonly expiresAt?: string | null;
  readonly timestamp?: string;
}

export interface Renewal {
  /** A token newer than the last. */
  readonly freshToken: () => Promise<string>;
  /** Told when there was none to be had; the socket then lives until its token ends. */
  readonly onError: (error: unknown) => void;
}

/**
 * Renews the token inside the socket, ahead of its end: after about four fifths of its life, and when the server reminds.
 * A server that does not know this closes with 4403 when the token ends, and the client connects anew.
 */
export const renewToken = (client: Client, { freshToken, onError }: Renewal): void => {
  let socket: Sendable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let renewing = false;
  /** When the token of the socket ends, and how far our clock is behind the server's, in milliseconds. */
  let end = 0;
  let behind = 0;

  const renew = async (): Promise<void> => {
    if (renewing) return;
    renewing = true;
    const asking = socket;
    try {
      const auth = await freshToken();
      if (asking === socket && asking?.readyState === OPEN) asking.send(JSON.stringify({ type: 'ping', payload: { auth } }));
    } catch (error) {
      onError(error);
    } finally {
      renewing = false;
    }
  };

  const plan = (expiresAt: Facts['expiresAt']): void => {
    const newEnd = Date.parse(expiresAt ?? '');
    // The same end again: there is no newer token, and asking for it ever faster would not help.
    if (!(newEnd > end)) return;
    end = newEnd;
    clearTimeout(timer);
    const delay = (end - Date.now() - behind) * (0.75 + 0.1 * Math.random());
    // `renew` tells of its failures by itself.
    if (delay <= TIMER_MAX_MS) timer = setTimeout(() => { renew().catch(() => undefined); }, delay);
  };

  client.on('connected', (connected, payload) => {
    const { expiresAt, timestamp } = (payload ?? {}) as Facts;
    socket = connected as Sendable;
    end = 0;
    behind = timestamp === undefined ? 0 : Date.parse(timestamp) - Date.now();
    plan(expiresAt);
  });
  client.on('pong', (received, payload) => { if (received) plan((payload?.['auth'] as Facts | undefined)?.expiresAt); });
  client.on('ping', (received, payload) => { if (received && payload?.['auth'] !== undefined) renew().catch(() => undefined); });
  client.on('closed', () => {
    clearTimeout(timer);
    socket = undefined;
  });
};
