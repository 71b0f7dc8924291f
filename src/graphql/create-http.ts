import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { StrangerActor } from '../shared/actor.ts';
import type { Context } from '../shared/context.ts';
import { newId } from '../shared/ids.ts';
import type { Authenticate } from './authenticate.ts';
import type { Door } from './door.ts';
import { graphqlRoute } from './graphql-route.ts';
import { healthRoutes, type ReadinessCheck } from './health-routes.ts';
import { httpErrors } from './http-errors.ts';
import { makeContext, type ContextBase } from './make-context.ts';
import { startApollo } from './start-apollo.ts';

/** Plain HTTP of a feature; each set is on its own, so that a parser of one is not a parser of all. */
export type Routes = (http: FastifyInstance, strangerOf: (request: FastifyRequest) => Context<StrangerActor>) => void | Promise<void>;

export interface HttpOptions {
  base: ContextBase;
  door: Door;
  authenticate: Authenticate;
  /** `/graphql` */
  path: string;
  /** What must answer for this process to be ready, by name. */
  readiness: Readonly<Record<string, ReadinessCheck>>;
  /** Largest request body; above it 413. */
  bodyLimitBytes: number;
  /** Where browsers are sent that open `/` or the endpoint; null where there is no such page. */
  landing: string | null;
  routes: readonly Routes[];
}

export interface HttpDoor {
  /** Ready to listen. */
  readonly http: FastifyInstance;
  /** Refuses new connections, lets running requests finish, then closes; what hangs is cut after 10 s. */
  readonly stop: () => Promise<void>;
}

const neverAborted = new AbortController().signal;

/** The HTTP door: GraphQL on one path, probes, and the features' own routes. */
export const createHttp = async ({ base, door, authenticate, path, readiness, bodyLimitBytes, landing, routes }: HttpOptions): Promise<HttpDoor> => {
  const http = fastify({ logger: false, bodyLimit: bodyLimitBytes, genReqId: () => newId('request'), forceCloseConnections: 'idle' });
  http.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (reply.statusCode === 401) void reply.header('www-authenticate', 'Bearer');
  });
  httpErrors(http, base, bodyLimitBytes);
  healthRoutes(http, readiness, base.log);
  const apollo = await startApollo(door, http, base.log);
  graphqlRoute(http, apollo, { base, authenticate, path, landing });
  if (landing !== null) http.get('/', (_request, reply) => reply.redirect(landing));

  const strangerOf = (request: FastifyRequest) => makeContext(base, { actor: { kind: 'STRANGER' }, requestId: request.id, signal: neverAborted });
  for (const add of routes) await http.register(async (scope) => { await add(scope, strangerOf); });
  await http.ready();
  return { http, stop: () => apollo.stop() };
};
