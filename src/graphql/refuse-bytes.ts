import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '../shared/app-error.ts';
import { newId } from '../shared/ids.ts';
import { formatError } from './format-error.ts';
import { errorScope, type ContextBase } from './make-context.ts';

interface Refusal {
  status: number;
  message: string;
}

/** By the code of Node's parser; everything else is no HTTP. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: 'The address and the headers together are too large. Send long operations with POST.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'The request did not arrive in time. Send it again.' },
};

const malformed: Refusal = { status: 400, message: 'This is not an HTTP request. Send it again as HTTP/1.1 says.' };

/** Answers bytes from which no request has come, in the shape of every other error, and ends the connection. */
export const refuseBytes = (base: ContextBase) => ({ code = '' }: NodeJS.ErrnoException, socket: Socket): void => {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, message } = refusals[code] ?? malformed;
  const requestId = newId('request');
  const body = JSON.stringify({ errors: [formatError(new AppError('BAD_USER_INPUT', message), errorScope(base, requestId)).toJSON()] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
  ];
  socket.once('finish', () => { socket.destroy(); });
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};
