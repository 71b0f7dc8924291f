import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { StrangerActor } from '../shared/actor.ts';
import type { Context } from '../shared/context.ts';
import { newId } from '../shared/ids.ts';
import type { Authenticate } from './authenticate.ts';
import { callerContext } from './caller-context.ts';
import type { Door } from './door.ts';
import type { Gate } from './gate/gate.ts';
import { guardEndpoint } from './gate/guard-endpoint.ts';
import { requireTls } from './gate/require-tls.ts';
import { graphqlRoute, type AnswerStream } from './graphql-route.ts';
import { healthRoutes, type ReadinessCheck } from './health-routes.ts';
import { httpErrors } from './http-errors.ts';
import { makeContext, type ContextBase } from './make-context.ts';
import { refuseBytes } from './refuse-bytes.ts';
import { startApollo } from './start-apollo.ts';
import { stopHttp } from './stop-http.ts';

/** Plain HTTP of a feature; each set is on its own, so that a parser of one is not a parser of all. */
export type Routes = (http: FastifyInstance, strangerOf: (request: FastifyRequest) => Context<StrangerActor>, callerOf: CallerOf) => void | Promise<void>;

/** The context of whoever sends a request. @throws AppError UNAUTHENTICATED for credentials that are wrong */
export type CallerOf = (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;

export interface HttpOptions {
  base: ContextBase;
  gate: Gate;
  door: Door;
  authenticate: Authenticate;
  /** `/graphql` */
  path: string;
  /** What must answer for this process to be ready, by name. */
  readiness: Readonly<Record<string, ReadinessCheck>>;
  /** Largest request body; above it 413. */
  bodyLimitBytes: number;
  /** How long a request may take to arrive; `REQUEST_MS` where it is left out. */
  requestMs?: number;
  /** Where browsers are sent that open `/` or the endpoint; null where there is no such page. */
  landing: string | null;
  /** Answers requests for streams on the endpoint; without it there are none. */
  answerStream?: AnswerStream;
  routes: readonly Routes[];
}

export interface HttpDoor {
  /** Ready to listen. */
  readonly http: FastifyInstance;
  /** Refuses new connections, lets running requests finish, then closes; what hangs is cut after 10 s. */
  /** Answers what is under way, for `graceMs` at the longest. */
  readonly stop: (graceMs: number) => Promise<void>;
}

/** How long a request may take to arrive, with its body, and how long of it the headers: above it 408. A megabyte takes 30 s at 280 kbit/s. */
const REQUEST_MS = 60_000;
const HEADERS_MS = 20_000;
/** How often connections are looked at that are slow. */
const LOOK_MS = 5_000;

const neverAborted = new AbortController().signal;

/** The HTTP door: GraphQL on one path, probes, and the features' own routes. */
export const createHttp = async ({ base, gate, door, authenticate, path, readiness, bodyLimitBytes, requestMs = REQUEST_MS, landing, answerStream, routes }: HttpOptions): Promise<HttpDoor> => {
  const http = fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    genReqId: () => newId('request'),
    forceCloseConnections: 'idle',
    // Fastify by itself waits without end, so that a few hundred slow callers would hold all connections.
    requestTimeout: requestMs,
    clientErrorHandler: refuseBytes(base),
    // Of two Authorization headers Node would take the first and say nothing; a proxy may have judged the other.
    http: { joinDuplicateHeaders: true, headersTimeout: Math.min(requestMs, HEADERS_MS), connectionsCheckingInterval: Math.min(requestMs, LOOK_MS) },
  });
  http.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (reply.statusCode === 401) void reply.header('www-authenticate', 'Bearer');
  });
  httpErrors(http, base, bodyLimitBytes);
  requireTls(http, gate);
  healthRoutes(http, readiness, base.log);
  const apollo = await startApollo(door, http, base.log);
  const { requestOrigin } = gate;
  await http.register(async (endpoint) => {
    await guardEndpoint(endpoint, base, gate);
    graphqlRoute(endpoint, apollo, { base, requestOrigin, authenticate, path: '', landing, batchMax: door.limits.batch, answerStream: answerStream ?? null });
  }, { prefix: path });
  if (landing !== null) http.get('/', (_request, reply) => reply.redirect(landing));

  const strangerOf = (request: FastifyRequest) => makeContext(base, { actor: { kind: 'STRANGER' }, requestId: request.id, signal: neverAborted, origin: requestOrigin(request.raw) });
  const callerOf: CallerOf = (request, reply) => callerContext({ base, requestOrigin, authenticate }, request, reply);
  for (const add of routes) await http.register(async (scope) => { await add(scope, strangerOf, callerOf); });
  await http.ready();
  return { http, stop: stopHttp(http.server, () => apollo.stop()) };
};
