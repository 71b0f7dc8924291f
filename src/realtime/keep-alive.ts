import type { WebSocketServer } from 'ws';

/**
 * Pings every socket each `intervalMs` and ends those that have not answered the last ping: a peer that vanished
 * without a word is gone within two intervals. Browsers answer these pings by themselves. Returns how it stops.
 */
export const keepAlive = (server: WebSocketServer, intervalMs: number): (() => void) => {
  const silent = new WeakSet<object>();
  server.on('connection', (socket) => { socket.on('pong', () => { silent.delete(socket); }); });
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        silent.add(socket);
        socket.ping();
      }
    }
  }, intervalMs);
  timer.unref();
  return () => { clearInterval(timer); };
};
