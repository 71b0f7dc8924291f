import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A stretch of network that can break, in front of a server that may be another one later. */
export interface Gate {
  readonly port: number;
  /** Where new connections are led; null: they are cut. */
  readonly aim: (port: number | null) => void;
  /** Cuts every connection that is there now, and new ones until `open`. */
  readonly shut: () => void;
  readonly open: () => void;
  /** Nothing passes in either direction, and nobody is told. */
  readonly stall: () => void;
  /** Cuts what was stalled: whoever was on it comes again. */
  readonly unstall: () => void;
  /** How often it was broken so far. */
  readonly troubles: () => number;
  readonly close: () => Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Passes bytes on as fast as they are taken and no faster, so that a client that does not read is felt by the server. */
export const openGate = async (target: number | null = null): Promise<Gate> => {
  const pairs = new Set<Pair>();
  let aimed = target;
  let shut = false;
  let stalled = false;
  let troubles = 0;

  const end = (pair: Pair) => {
    pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  };
  const listener = createServer((client) => {
    client.on('error', () => { client.destroy(); });
    if (shut || aimed === null) {
      client.destroy();
      return;
    }
    const pair = { client, server: connect(aimed, '127.0.0.1') };
    pairs.add(pair);
    for (const socket of [client, pair.server]) {
      socket.on('error', () => { end(pair); });
      // A server that dies while the line is stalled is not noticed on the other side before it is over.
      socket.on('close', () => { if (!stalled) end(pair); });
    }
    pair.client.pipe(pair.server);
    pair.server.pipe(pair.client);
    if (stalled) hold(pair);
  });
  const hold = ({ client, server }: Pair) => {
    client.unpipe(server);
    server.unpipe(client);
    client.pause();
    server.pause();
  };
  const cut = () => {
    troubles += 1;
    for (const pair of pairs) end(pair);
  };
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    aim: (port) => { aimed = port; },
    shut: () => {
      shut = true;
      cut();
    },
    open: () => { shut = false; },
    stall: () => {
      stalled = true;
      troubles += 1;
      for (const pair of pairs) hold(pair);
    },
    unstall: () => {
      stalled = false;
      cut();
    },
    troubles: () => troubles,
    close: async () => {
      const closed = once(listener, 'close');
      listener.close();
      cut();
      await closed;
    },
  };
};
