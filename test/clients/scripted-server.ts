import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Json } from '../support/app.ts';

/** One connection of a client, as the server sees it. */
export interface Visit {
  readonly socket: WebSocket;
  /** The payload of `connection_init`. */
  readonly init: Json;
  /** All that came after it. */
  readonly messages: Json[];
  readonly say: (message: Json) => void;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  /** Those that were greeted, in order. */
  readonly visits: Visit[];
}

/** A server that greets, and otherwise says only what the test says: pongs are the test's matter too. */
export const scriptedServer = async (greeting: () => Json = () => ({}), onMessage: (visit: Visit, message: Json) => void = () => undefined): Promise<ScriptedServer> => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const visits: Visit[] = [];
  server.on('connection', (socket) => {
    let visit: Visit | undefined;
    const say = (message: Json) => { socket.send(JSON.stringify(message)); };
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Json;
      if (visit !== undefined) {
        visit.messages.push(message);
        onMessage(visit, message);
        return;
      }
      visit = { socket, init: (message.payload ?? {}) as Json, messages: [], say };
      visits.push(visit);
      say({ type: 'connection_ack', payload: greeting() });
    });
  });
  return {
    url: `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    visits,
    [Symbol.asyncDispose]: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
};
