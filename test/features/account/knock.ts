import WebSocket from 'ws';
import type { Json } from '../../support/app.ts';

/** What a socket shows of itself: in its upgrade request, and in `connection_init`. */
export interface Knock {
  headers?: Record<string, string>;
  payload?: object;
}

export interface Knocked {
  /** The payload of the ack; null where the server closed the socket instead. */
  readonly ack: Json | null;
  /** How the server has closed it; null while it is open. */
  readonly closed: () => { code: number; reason: string } | null;
  readonly leave: () => void;
}

/** Opens a socket by hand, and waits until the server has let it in or closed it. */
export const knock = (url: string, { headers = {}, payload }: Knock): Promise<Knocked> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    let closed: { code: number; reason: string } | null = null;
    const settle = (ack: Json | null) => { resolve({ ack, closed: () => closed, leave: () => { socket.close(); } }); };
    socket.on('open', () => { socket.send(JSON.stringify({ type: 'connection_init', ...(payload ? { payload } : {}) })); });
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Json;
      if (message['type'] === 'connection_ack') settle(message['payload'] as Json);
    });
    socket.on('close', (code, reason) => {
      closed = { code, reason: reason.toString() };
      settle(null);
    });
    socket.on('error', reject);
  });
