import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export interface UpgradeRefusal {
  status: number;
  message: string;
}

/** Judges an upgrade before there is a socket; null lets it pass. The allow-list of origins is one more of these. */
export type UpgradeCheck = (request: IncomingMessage) => UpgradeRefusal | null;

export const onlyPath = (path: string): UpgradeCheck => ({ url = '' }) =>
  url.split('?', 1)[0] === path ? null : { status: 404, message: `WebSockets are served at ${path}.` };

/** Answers an upgrade that is not wanted as plain HTTP, and ends the connection. */
export const refuseUpgrade = (socket: Duplex, { status, message }: UpgradeRefusal): void => {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(message)}`,
  ];
  socket.once('finish', () => { socket.destroy(); });
  socket.end(`${head.join('\r\n')}\r\n\r\n${message}`);
};
