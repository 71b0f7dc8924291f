import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Gate } from '../graphql/gate/gate.ts';
import { plainStatusOf } from '../graphql/http-status.ts';

export interface UpgradeRefusal {
  status: number;
  message: string;
  /** When to try again, in seconds. */
  retryAfter?: number;
}

/** Judges an upgrade before there is a socket; null lets it pass. */
export type UpgradeCheck = (request: IncomingMessage) => UpgradeRefusal | null;

export const onlyPath = (path: string): UpgradeCheck => ({ url = '' }) =>
  url.split('?', 1)[0] === path ? null : { status: 404, message: `WebSockets are served at ${path}.` };

/** A stopping process leaves its clients to the others. */
export const unlessStopping = (isStopping: () => boolean): UpgradeCheck => () =>
  isStopping() ? { status: 503, message: 'The server is stopping.', retryAfter: 1 } : null;

export const unlessFull = (open: () => number, max: number): UpgradeCheck => () =>
  open() >= max ? { status: 503, message: `${String(max)} sockets are open here, and no more are taken. Try again, or connect to another instance.`, retryAfter: 5 } : null;

/** TLS where it is required, and pages of no foreign origin: a browser asks nobody before it opens a socket. */
export const passGate = ({ refusePlain, refuseForeign }: Gate): UpgradeCheck => (request) => {
  const refusal = refusePlain(request) ?? refuseForeign(request);
  return refusal && { status: plainStatusOf(refusal.code), message: refusal.message };
};

/** Answers an upgrade that is not wanted as plain HTTP, and ends the connection. */
export const refuseUpgrade = (socket: Duplex, { status, message, retryAfter }: UpgradeRefusal): void => {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(message)}`,
    ...(retryAfter === undefined ? [] : [`Retry-After: ${String(retryAfter)}`]),
  ];
  socket.on('error', () => { socket.destroy(); });
  socket.once('finish', () => { socket.destroy(); });
  socket.end(`${head.join('\r\n')}\r\n\r\n${message}`);
};
