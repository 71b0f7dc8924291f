import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Ends a server within a given time. Connections that never asked for anything, which browsers and load balancers keep
 * ready, are cut at once: Node counts them as busy.
 * @param stop stops taking requests, and resolves when those under way are answered
 */
export const stopHttp = (server: Server, stop: () => Promise<void>): ((graceMs: number) => Promise<void>) => {
  const silent = new Set<Socket>();
  const forget = function (this: Socket) { silent.delete(this); };
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.on('close', forget);
  });
  server.on('request', ({ socket }) => { silent.delete(socket); });
  server.on('upgrade', (_request, socket: Socket) => { silent.delete(socket); });
  return async (graceMs) => {
    const cut = setTimeout(() => { server.closeAllConnections(); }, graceMs);
    const stopping = stop();
    for (const socket of silent) socket.destroy();
    await stopping;
    clearTimeout(cut);
  };
};
