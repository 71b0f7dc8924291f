import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';

interface Sending {
  asked: boolean;
  begun: boolean;
}

const current = new AsyncLocalStorage<Sending>();
const sendings = new WeakMap<object, Sending>();

/** Its own words, as undici documents them (DiagnosticsChannel): the same object in both. */
const requestIn = (message: unknown): object => (message as { request: object }).request;

subscribe('undici:request:create', (message) => {
  const sending = current.getStore();
  if (sending === undefined) return;
  sending.asked = true;
  sendings.set(requestIn(message), sending);
});

// Told before the first byte of a request is handed to its connection.
subscribe('undici:client:sendHeaders', (message) => {
  const sending = sendings.get(requestIn(message));
  if (sending !== undefined) sending.begun = true;
});

/** What is watched of one call of fetch. */
export interface WatchedSending {
  /** Calls `send`, which calls fetch once. */
  readonly run: <T>(send: () => Promise<T>) => Promise<T>;
  /** No byte of it has left, as while no connection opens. False as well where nothing was heard of it. */
  readonly isUnsent: () => boolean;
}

/**
 * Whether a request has begun to leave. An error of fetch does not tell: once our own time is over it is the same whether
 * the connection never opened, and nothing was done, or the answer is what is missing.
 */
export const watchSending = (): WatchedSending => {
  const sending: Sending = { asked: false, begun: false };
  return { run: (send) => current.run(sending, send), isUnsent: () => sending.asked && !sending.begun };
};
