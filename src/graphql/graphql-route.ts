import { HeaderMap, type ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { databaseFault } from '../database/database-fault.ts';
import { AppError } from '../shared/app-error.ts';
import type { Context } from '../shared/context.ts';
import { credentialsIn, type Authenticate } from './authenticate.ts';
import { errorCodes } from './error-codes.ts';
import { errorScope, makeContext, type ContextBase } from './make-context.ts';
import { requestScope } from './request-scope.ts';

export interface GraphqlRouteOptions {
  base: ContextBase;
  authenticate: Authenticate;
  path: string;
  /** Where a browser is sent that opens the endpoint like a page. */
  landing: string | null;
}

/** Aborted when the caller goes away before it has its answer. */
const goneSignal = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  raw.once('close', () => { if (!raw.writableFinished) gone.abort(); });
  return gone.signal;
};

const contextOf = async ({ base, authenticate }: GraphqlRouteOptions, request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
  const facts = { requestId: request.id, signal: goneSignal(reply) };
  const credentials = credentialsIn(request.headers);
  const stranger = makeContext(base, { ...facts, actor: { kind: 'STRANGER' } });
  if (credentials === null) return stranger;
  const { actor } = await authenticate(stranger, credentials);
  return makeContext(base, { ...facts, actor });
};

/** Apollo answers 500 to whatever a context function throws, unless the error brings status and headers along. */
const withStatus = (cause: unknown): GraphQLError => {
  const answer = cause instanceof AppError ? cause : databaseFault(cause);
  const originalError = answer ?? (cause instanceof Error ? cause : new Error(String(cause)));
  const wait = answer?.retryAfter === undefined ? [] : [['retry-after', String(Math.ceil(answer.retryAfter / 1_000))] as const];
  const http = { status: answer ? errorCodes[answer.code].httpStatus : 500, headers: new HeaderMap(wait) };
  return new GraphQLError('The caller could not be established.', { originalError, extensions: { http } });
};

const opensPage = ({ method, headers, query }: FastifyRequest): boolean =>
  method === 'GET' && Object.keys(query as object).length === 0 && (headers.accept?.includes('text/html') ?? false);

/** `GET` and `POST` on the GraphQL endpoint. */
export const graphqlRoute = (http: FastifyInstance, apollo: ApolloServer<Context>, options: GraphqlRouteOptions): void => {
  const { base, path, landing } = options;
  const answer = fastifyApolloHandler(apollo, {
    context: (request, reply) => contextOf(options, request, reply).catch((error: unknown) => { throw withStatus(error); }),
  });
  http.route({
    method: ['GET', 'POST'],
    url: path,
    handler: async function handleGraphql(request, reply) {
      if (landing !== null && opensPage(request)) return reply.redirect(landing);
      void reply.header('cache-control', 'no-store');
      return requestScope.run(errorScope(base, request.id), async () => answer.call(http, request, reply));
    },
  });
};
