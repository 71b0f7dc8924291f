import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Disturbances, Fault } from './disturbances.ts';
import { takeFault } from './faults.ts';
import { isOwnPath } from './record-requests.ts';

/** The foreign system's own words for a status: the body, after setting whatever headers go with it. */
export type SpeakError = (status: number, request: FastifyRequest, reply: FastifyReply) => string;

const MEGABYTE = 1_048_576;

/**
 * Lets calls fail as ordered: before the work, as if the call never arrived, or with `after` once the work is done,
 * as if the answer were lost. A fault that only delays lets the call go on.
 */
export function applyFaults(app: FastifyInstance, disturbances: Disturbances, speak: SpeakError): void {
  const later = new WeakMap<FastifyRequest, Fault>();
  app.addHook('preHandler', async (request, reply) => {
    if (isOwnPath(request.url)) return undefined;
    const fault = takeFault(disturbances, request.method, request.url);
    if (fault?.after) later.set(request, fault);
    if (fault?.headers) reply.headers(fault.headers);
    if (!fault || fault.after) return undefined;
    await delay(fault);
    if (breaksOff(fault)) {
      reply.hijack();
      breakOff(fault, reply);
      return reply;
    }
    return answersItself(fault) ? reply.send(prepareAnswer(fault, request, reply, speak)) : undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const fault = later.get(request);
    if (!fault) return payload;
    await delay(fault);
    if (breaksOff(fault)) {
      breakOff(fault, reply);
      return nothing();
    }
    return answersItself(fault) ? prepareAnswer(fault, request, reply, speak) : payload;
  });
}

/** What has no end, or no beginning, is not for the server to send. */
const nothing = () => new Promise<never>(() => undefined);

const breaksOff = ({ dropConnection, hang }: Fault) => dropConnection || hang !== undefined;

const answersItself = ({ status, body, redirect, gzipBytes }: Fault) =>
  [status, body, redirect, gzipBytes].some((each) => each !== undefined);

/** Sends the beginning of an answer, or nothing, and then is silent or hangs up. */
function breakOff({ dropConnection, hang, status = 200, body = hang === 'BODY' ? '[' : undefined }: Fault, { raw }: FastifyReply): void {
  const end = () => {
    if (dropConnection) raw.socket?.destroy();
  };
  if (hang === 'HEADERS' || body === undefined) {
    end();
    return;
  }
  raw.writeHead(status, { 'Content-Type': 'application/json' });
  raw.write(body, end);
}

async function delay({ delayMs = 0 }: Fault): Promise<void> {
  if (delayMs > 0) await wait(delayMs);
}

/** Sets status and headers; what to answer. */
function prepareAnswer(fault: Fault, request: FastifyRequest, reply: FastifyReply, speak: SpeakError): string | Buffer {
  const { body, redirect, status = redirect === undefined ? 200 : 302, retryAfter, gzipBytes } = fault;
  reply.code(status).type(body?.trimStart().startsWith('<') ? 'text/html' : 'application/json');
  if (retryAfter !== undefined) reply.header('Retry-After', String(retryAfter));
  if (redirect !== undefined) reply.header('Location', redirect);
  if (gzipBytes !== undefined) {
    reply.header('Content-Encoding', 'gzip');
    return gzipBomb(gzipBytes);
  }
  return body ?? (redirect === undefined ? speak(status, request, reply) : '');
}

/** Spaces, which JSON allows between anything. Members of gzip may stand one after the other. */
function gzipBomb(bytes: number): Buffer {
  const member = gzipSync(Buffer.alloc(Math.min(bytes, MEGABYTE), ' '));
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / MEGABYTE) }, () => member));
}
