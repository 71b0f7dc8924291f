import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { credentialsIn } from '../../graphql/authenticate.ts';
import { countRefusal } from '../../graphql/count-refusal.ts';
import { formatError } from '../../graphql/format-error.ts';
import type { Gate } from '../../graphql/gate/gate.ts';
import type { AnswerStream } from '../../graphql/graphql-route.ts';
import { errorScope, makeContext } from '../../graphql/make-context.ts';
import { AppError, unauthenticated } from '../../shared/app-error.ts';
import { payerOf } from '../../graphql/limits/payer-of.ts';
import type { Budget } from '../../limits/budgets.ts';
import type { Context } from '../../shared/context.ts';
import type { Admission } from '../admission.ts';
import { admit, type AdmitParts } from '../admit.ts';
import { openOperation, type OpenedOperation, type OperationParts, type OperationRequest } from '../open-operation.ts';
import { Body } from '../body.ts';
import { Outlet } from '../outlet.ts';
import { kindOfRequest } from './kind-of-request.ts';
import { multipart } from './multipart.ts';
import { negotiate, type Wish } from './negotiate.ts';
import type { OpenStreams } from './open-streams.ts';
import { readRequest } from './read-request.ts';
import { refuseStream } from './refuse-stream.ts';
import { requirePreflight } from './require-preflight.ts';
import { onlyResult } from './only-result.ts';
import { sendStream } from './send-stream.ts';
import { sse } from './sse.ts';

export interface StreamParts extends AdmitParts, OperationParts {
  readonly gate: Pick<Gate, 'requestOrigin'>;
  readonly streams: OpenStreams;
  readonly admission: Admission;
  /** Messages a second of one person or key: a stream that begins is one. */
  readonly messages: Budget;
  /** Whether this process takes another socket or stream. */
  readonly hasRoom: () => boolean;
  /** Between heartbeats of a stream. */
  readonly heartbeatMs: number;
}

/** One request that is answered by a stream. */
interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly transport: Wish['transport'];
  readonly operation: OperationRequest;
  readonly kind: OperationTypeNode | null;
  /** Ends with the response, with the access, with the token and with the process; its reason is the error. */
  readonly over: AbortController;
}

/** Multipart carries subscriptions only: its clients read everything else as plain JSON. */
const takes = ({ transport, isPreferred }: Wish, kind: OperationTypeNode | null): boolean =>
  kind === OperationTypeNode.SUBSCRIPTION || (isPreferred && (kind === null || transport === 'sse'));

/** An EventSource repeats its first request word for word; where it has come to meanwhile, it says in a header. */
const resumed = ({ request, transport, operation, kind }: Call): OperationRequest => {
  if (transport !== 'sse' || kind !== OperationTypeNode.SUBSCRIPTION) return operation;
  const last = request.headers['last-event-id'];
  return { ...operation, extensions: { ...operation.extensions, resume: true, ...(typeof last === 'string' && last !== '' ? { after: last } : {}) } };
};

const tooMany = (why: string) => new AppError('SERVICE_UNAVAILABLE', `${why} Try again, or connect to another instance.`, { retryAfter: 5_000 });

/** Streams are held to the limits of sockets. */
const viewerContext = async (parts: StreamParts, { request, over }: Call): Promise<Context> => {
  const origin = parts.gate.requestOrigin(request.raw);
  if (!parts.hasRoom()) throw tooMany('No more sockets and streams are taken here.');
  if (!(await parts.admission.wait())) throw tooMany('Too many connect at once.');
  const end = (reason: string) => { over.abort(unauthenticated(reason)); };
  const admitted = await admit(parts, { requestId: request.id, origin, credentials: () => credentialsIn(request.headers), gone: over.signal, holder: { end } });
  over.signal.addEventListener('abort', () => { admitted.leave(); }, { once: true });
  if (over.signal.aborted) admitted.leave();
  const { actor } = admitted;
  await parts.messages.take(payerOf({ actor, origin }).key);
  return makeContext(parts.base, { actor, requestId: request.id, signal: over.signal, origin });
};

const open = async (parts: StreamParts, call: Call, contextOf: () => Promise<Context>): Promise<OpenedOperation | readonly unknown[]> => {
  const { request, transport, kind, over } = call;
  try {
    requirePreflight(request.headers);
    if (kind === OperationTypeNode.MUTATION && request.method === 'GET') throw new AppError('BAD_USER_INPUT', 'A mutation is asked for with POST.');
    const ctx = kind === OperationTypeNode.SUBSCRIPTION ? await viewerContext(parts, call) : await contextOf();
    const opened = await openOperation(parts, { transport, ctx }, resumed(call));
    if (!('discard' in opened) || !over.signal.aborted) return opened;
    opened.discard();
    return [over.signal.reason as AppError];
  } catch (error) {
    // Who it is has not been established, or does not matter any more.
    countRefusal(parts.door, { actor: { kind: 'STRANGER' }, origin: parts.gate.requestOrigin(request.raw) }, { transport, kind, error });
    return [error];
  }
};

const writeHead = (response: ServerResponse, reply: FastifyReply, requestId: string, contentType: string): void => {
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) response.setHeader(name, value);
  response.writeHead(200, { 'x-request-id': requestId, 'content-type': contentType, 'cache-control': 'no-cache', 'x-accel-buffering': 'no' });
};

const answer = async (parts: StreamParts, call: Call, contextOf: () => Promise<Context>): Promise<void> => {
  const { request, reply, transport, operation, over } = call;
  const scope = errorScope(parts.base, request.id, parts.gate.requestOrigin(request.raw));
  const opened = await open(parts, call, contextOf);
  if (!('document' in opened)) {
    refuseStream(request, reply, scope, opened);
    return;
  }
  const results = 'run' in opened ? onlyResult(new Body(await opened.run())) : new Outlet(opened);
  const framing = transport === 'sse' ? sse(operation.extensions?.['resume'] === true) : multipart;
  reply.hijack();
  writeHead(reply.raw, reply, request.id, framing.contentType);
  const format = (error: unknown) => formatError(error, scope).toJSON();
  await sendStream({ response: reply.raw, framing, results, over: over.signal, heartbeatMs: parts.heartbeatMs, format });
};

const closed = () => new AppError('SERVICE_UNAVAILABLE', 'The connection was closed.');

/**
 * Answers with a stream what is asked for as one: subscriptions as `multipart/mixed;subscriptionSpec=1.0`, operations
 * of every kind as `text/event-stream`. Everything else, arrays and malformed requests too, is left to the HTTP door.
 * What is refused before the stream begins is refused in plain JSON.
 */
export const serveStream = (parts: StreamParts): AnswerStream => async (request, reply, contextOf) => {
  const wish = negotiate(request.headers.accept);
  const operation = wish && readRequest(request);
  if (!operation) return false;
  const kind = await kindOfRequest(parts.door, operation);
  if (!takes(wish, kind)) return false;
  const over = new AbortController();
  parts.streams.enter(reply.raw, (error) => { over.abort(error); });
  reply.raw.once('close', () => { over.abort(closed()); });
  await answer(parts, { request, reply, transport: wish.transport, operation, kind, over }, contextOf);
  return true;
};
