import type { Client } from 'graphql-ws';

/**
 * Gives a socket up when `timeoutMs` after a ping nothing has come: a phone was locked, a network has changed, and no
 * one says so. The client then connects anew. Any message is a sign of life, for a pong waits behind what is before it.
 */
export const watchSilence = (client: Client, timeoutMs: number): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heard = false;
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const wait = () => {
    heard = false;
    timer = setTimeout(() => {
      if (heard) wait();
      else client.terminate();
    }, timeoutMs);
  };
  client.on('ping', (received) => {
    if (received) return;
    rest();
    wait();
  });
  client.on('message', () => { heard = true; });
  client.on('pong', (received) => { if (received) rest(); });
  client.on('closed', rest);
};
