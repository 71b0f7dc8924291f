import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { oneAtATime, type Token } from './ask-for-token.ts';
import { fullJitter, type BackOff } from './full-jitter.ts';
import { renewToken } from './renew-token.ts';
import { watchOpening } from './watch-opening.ts';
import { watchSilence } from './watch-silence.ts';

/** The server closes so when a token has ended or is refused, or when the access has changed. */
const FORBIDDEN = 4403;

/** Those of graphql-ws, whose names and units are kept, and ours. */
export interface LeadwireClientOptions extends Omit<ClientOptions, 'connectionParams' | 'retryWait'>, Partial<BackOff> {
  readonly token: Token;
  /** What your client is called in our metrics: `{ clientName: 'web', clientVersion: '1.4.0' }`. */
  readonly names?: Readonly<Record<string, string>>;
  /** How long a connection may take until it is greeted. */
  readonly connectTimeoutMs?: number;
  /** How long after a ping a socket may stay silent. */
  readonly pongTimeoutMs?: number;
  /** Told what `token` has thrown. The client goes on trying: `dispose()` it once the person has to sign in again. */
  readonly onTokenError?: (error: unknown) => void;
}

/** A client of graphql-ws that comes back from whatever cuts it, never in step with the others, and renews its token. */
export const leadwireClient = ({
  token,
  names = {},
  firstDelayMs = 1_000,
  maxDelayMs = 30_000,
  connectTimeoutMs = 20_000,
  pongTimeoutMs = 5_000,
  onTokenError = () => undefined,
  ...options
}: LeadwireClientOptions): Client => {
  const ask = oneAtATime(token);
  let refused = false;
  const client = createClient({
    retryAttempts: Infinity,
    shouldRetry: () => true,
    keepAlive: 10_000,
    connectionAckWaitTimeout: connectTimeoutMs,
    ...options,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, fullJitter(retries, { firstDelayMs, maxDelayMs }))),
    connectionParams: async () => {
      try {
        return { ...names, token: await ask(refused) };
      } catch (error) {
        onTokenError(error);
        // Thrown from here it could end the subscriptions. Without a token the server refuses us, and we wait and try again.
        return { ...names };
      }
    },
  });
  client.on('connected', () => { refused = false; });
  client.on('closed', (event) => { refused ||= (event as { code?: unknown }).code === FORBIDDEN; });
  // The package `ws` throws when it is given up before it is open; it has `handshakeTimeout` for that.
  if (options.webSocketImpl === undefined) watchOpening(client, connectTimeoutMs);
  watchSilence(client, pongTimeoutMs);
  renewToken(client, { freshToken: () => ask(true), onError: onTokenError });
  return client;
};
