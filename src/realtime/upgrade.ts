import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Gate } from '../graphql/gate/gate.ts';
import { plainStatusOf } from '../graphql/http-status.ts';

export interface UpgradeRefusal {
  status: number;
  message: string;
}

/** Judges an upgrade before there is a socket; null lets it pass. */
export type UpgradeCheck = (request: IncomingMessage) => UpgradeRefusal | null;

export const onlyPath = (path: string): UpgradeCheck => ({ url = '' }) =>
  url.split('?', 1)[0] === path ? null : { status: 404, message: `WebSockets are served at ${path}.` };

/** TLS where it is required, and pages of no foreign origin: a browser asks nobody before it opens a socket. */
export const passGate = ({ refusePlain, refuseForeign }: Gate): UpgradeCheck => (request) => {
  const refusal = refusePlain(request) ?? refuseForeign(request);
  return refusal && { status: plainStatusOf(refusal.code), message: refusal.message };
};

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
