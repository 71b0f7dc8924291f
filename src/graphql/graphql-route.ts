import { HeaderMap, type ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { databaseFault } from '../database/database-fault.ts';
import { AppError } from '../shared/app-error.ts';
import type { Context } from '../shared/context.ts';
import { callerContext, type CallerParts } from './caller-context.ts';
import { plainStatusOf } from './http-status.ts';
import { openBatch } from './limits/open-batch.ts';
import { errorScope } from './make-context.ts';
import { requestScope } from './request-scope.ts';

/**
 * Answers a request that asks for a stream. Gets the caller's context where it needs it, which fails where the
 * credentials do. @returns false for a request that is not its own; nothing has been done to it
 */
export type AnswerStream = (request: FastifyRequest, reply: FastifyReply, contextOf: () => Promise<Context>) => Promise<boolean>;

export interface GraphqlRouteOptions extends CallerParts {
  /** Below the prefix of the instance. */
  path: string;
  /** Where a browser is sent that opens the endpoint like a page. */
  landing: string | null;
  /** Operations that one request may carry as an array; 0 refuses arrays. */
  batchMax: number;
  /** Asked first; null where nothing is streamed. */
  answerStream: AnswerStream | null;
}

/** Apollo answers 500 to whatever a context function throws, unless the error brings status and headers along. */
const withStatus = (cause: unknown): GraphQLError => {
  const answer = cause instanceof AppError ? cause : databaseFault(cause);
  const originalError = answer ?? (cause instanceof Error ? cause : new Error(String(cause)));
  const wait = answer?.retryAfter === undefined ? [] : [['retry-after', String(Math.ceil(answer.retryAfter / 1_000))] as const];
  const http = { status: answer ? plainStatusOf(answer.code) : 500, headers: new HeaderMap(wait) };
  return new GraphQLError('The caller could not be established.', { originalError, extensions: { http } });
};

const opensPage = ({ method, headers, query }: FastifyRequest): boolean =>
  method === 'GET' && Object.keys(query as object).length === 0 && (headers.accept?.includes('text/html') ?? false);

/** `GET` and `POST` on the GraphQL endpoint. */
export const graphqlRoute = (http: FastifyInstance, apollo: ApolloServer<Context>, options: GraphqlRouteOptions): void => {
  const { base, requestOrigin, path, landing, batchMax, answerStream } = options;
  const context = (request: FastifyRequest, reply: FastifyReply) => callerContext(options, request, reply);
  const answer = fastifyApolloHandler(apollo, {
    context: (request, reply) => context(request, reply).catch((error: unknown) => { throw withStatus(error); }),
  });
  http.route({
    method: ['GET', 'POST'],
    url: path,
    handler: async function handleGraphql(request, reply) {
      if (landing !== null && opensPage(request)) return reply.redirect(landing);
      void reply.header('cache-control', 'no-store');
      if (answerStream !== null && (await answerStream(request, reply, () => context(request, reply)))) return reply;
      const batch = openBatch(request.body, request.headers, batchMax);
      return requestScope.run({ ...errorScope(base, request.id, requestOrigin(request.raw)), ...(batch === null ? {} : { batch }) }, async () => answer.call(http, request, reply));
    },
  });
};
