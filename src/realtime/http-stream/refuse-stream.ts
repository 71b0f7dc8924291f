import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatError, type ErrorScope } from '../../graphql/format-error.ts';
import { plainStatusOf, prefersGraphqlResponse, retryAfterOf } from '../../graphql/http-status.ts';
import type { AppError } from '../../shared/app-error.ts';

/** Answers a request whose stream has not begun with plain JSON, and with the status of its first error. */
export const refuseStream = (request: FastifyRequest, reply: FastifyReply, scope: ErrorScope, refused: readonly unknown[]): void => {
  const errors = refused.map((error) => formatError(error, scope).toJSON());
  const wait = retryAfterOf(errors);
  if (wait !== null) void reply.header('retry-after', wait);
  const type = prefersGraphqlResponse(request.headers.accept) ? 'application/graphql-response+json' : 'application/json';
  void reply
    .code(plainStatusOf(errors[0]?.extensions?.['code'] as AppError['code']))
    .type(`${type}; charset=utf-8`)
    .send(JSON.stringify({ errors }));
};
