import type { Client } from 'graphql-ws';

/** Gives a connection up that is not greeted after `timeoutMs`; the client then tries anew. */
export const watchOpening = (client: Client, timeoutMs: number): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = () => { clearTimeout(timer); };
  client.on('connecting', () => {
    rest();
    timer = setTimeout(() => { client.terminate(); }, timeoutMs);
  });
  client.on('connected', rest);
  client.on('closed', rest);
};
