import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/app-error.ts';
import { formatError } from '../format-error.ts';
import { errorScope, type ContextBase } from '../make-context.ts';
import type { Gate } from './gate.ts';

const ALLOW = 'GET, HEAD, OPTIONS, POST';

/** How long a browser need not ask again whether it may call. */
const PREFLIGHT_SECONDS = 86_400;

/** What scripts of other origins may read beside the body. */
const exposedHeaders = ['X-Request-Id', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

const answerOtherMethods = (http: FastifyInstance, base: ContextBase): void => {
  http.options('', (_request, reply) => reply.code(204).header('allow', ALLOW).send());
  http.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '',
    // Before the body is read, which may be of any kind.
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      const error = new AppError('BAD_USER_INPUT', 'GraphQL is asked with POST, or with GET for queries.');
      return reply.code(405).header('allow', ALLOW).send({ errors: [formatError(error, errorScope(base, request.id)).toJSON()] });
    },
    handler: () => undefined,
  });
};

/**
 * What stands before the GraphQL endpoint, on an instance whose prefix is its path: CORS for the origins of the gate,
 * 403 for pages of any other, 405 for methods that it has no use for. No cookie ever counts, so credentials stay off.
 */
export const guardEndpoint = async (http: FastifyInstance, base: ContextBase, { allowsOrigin, refuseForeign }: Gate): Promise<void> => {
  await http.register(cors, {
    delegator: (request, done) => {
      const isForeign = request.headers.origin === undefined || !allowsOrigin(request.raw);
      done(null, { origin: !isForeign, methods: ['GET', 'POST'], exposedHeaders, maxAge: PREFLIGHT_SECONDS });
    },
  });
  http.addHook('onRequest', async (request) => {
    const refusal = request.method === 'OPTIONS' ? null : refuseForeign(request.raw);
    if (refusal) throw refusal;
  });
  answerOtherMethods(http, base);
};
