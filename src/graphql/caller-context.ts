import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context, RequestOrigin } from '../shared/context.ts';
import { credentialsIn, type Authenticate } from './authenticate.ts';
import { keyedContext } from './limits/keyed-context.ts';
import { makeContext, type ContextBase } from './make-context.ts';

export interface CallerParts {
  base: ContextBase;
  requestOrigin: (request: IncomingMessage) => RequestOrigin;
  authenticate: Authenticate;
}

/** Aborted when the caller goes away before it has its answer. */
const goneSignal = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  raw.once('close', () => { if (!raw.writableFinished) gone.abort(); });
  return gone.signal;
};

/**
 * The context of whoever sends a request, with its `Idempotency-Key`; a stranger's where it shows no credentials.
 * @throws AppError UNAUTHENTICATED and what else `authenticate` throws; BAD_USER_INPUT for a key that is none
 */
export const callerContext = async ({ base, requestOrigin, authenticate }: CallerParts, request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
  const facts = { requestId: request.id, signal: goneSignal(reply), origin: requestOrigin(request.raw) };
  const credentials = credentialsIn(request.headers);
  const stranger = makeContext(base, { ...facts, actor: { kind: 'STRANGER' } });
  const ctx: Context = credentials === null ? stranger : makeContext(base, { ...facts, actor: (await authenticate(stranger, credentials)).actor });
  return keyedContext(ctx, request.headers['idempotency-key'], 'Idempotency-Key');
};
