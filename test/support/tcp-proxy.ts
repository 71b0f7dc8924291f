import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Stands between a client and a server; `onData` sees what the client sends before the server does. */
export interface TcpProxy {
  readonly port: number;
  /** Forwards nothing more and cuts every connection; new ones are refused. */
  readonly cut: () => Promise<void>;
  /** Listens again on the same port. */
  readonly restore: () => Promise<void>;
  /** Keeps every connection, and takes new ones, and nothing passes. */
  readonly hang: () => void;
  /** What was held back passes. */
  readonly resume: () => void;
  readonly close: () => Promise<void>;
}

/**
 * A proxy to a port of this machine. `onData` may return false: the bytes are dropped and the connection is cut,
 * as if the client had died before it could send them. `onAnswer` sees what the server says.
 */
export const startTcpProxy = async (
  target: number,
  onData: (chunk: Buffer) => boolean = () => true,
  onAnswer: (chunk: Buffer) => void = () => undefined,
): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  let isHanging = false;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      if (isHanging) socket.pause();
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (onData(chunk)) upstream.write(chunk);
      else client.destroy();
    });
    upstream.on('data', (chunk) => {
      onAnswer(chunk);
      client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const { port } = server.address() as AddressInfo;
  const restore = async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const hang = () => {
    isHanging = true;
    for (const socket of sockets) socket.pause();
  };
  const resume = () => {
    isHanging = false;
    for (const socket of sockets) socket.resume();
  };
  return { port, cut, restore, hang, resume, close: () => (server.listening ? cut() : Promise.resolve()) };
};
