import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../shared/app-error.ts';
import { formatError } from './format-error.ts';
import { plainStatusOf, retryAfterOf } from './http-status.ts';
import { errorScope, type ContextBase } from './make-context.ts';

/** What Fastify itself refuses, in words of ours; null for everything else. */
const refusedByFastify = (error: Partial<FastifyError>, bodyLimitBytes: number): { status: number; answer: AppError } | null => {
  const { statusCode: status = 500, message = '' } = error;
  if (status < 400 || status > 499) return null;
  const text = status === 413 ? `The request is larger than ${bodyLimitBytes} bytes. Send less at once.` : message;
  return { status, answer: new AppError('BAD_USER_INPUT', text) };
};

/** Every error of the HTTP door is a GraphQL error in JSON, also where no operation was reached. */
export const httpErrors = (http: FastifyInstance, base: ContextBase, bodyLimitBytes: number): void => {
  const send = (request: FastifyRequest, reply: FastifyReply, error: unknown, status?: number) => {
    const formatted = formatError(error, errorScope(base, request.id)).toJSON();
    const code = formatted.extensions?.['code'];
    const wait = retryAfterOf([formatted]);
    if (wait !== null) void reply.header('retry-after', wait);
    return reply.code(status ?? plainStatusOf(code as AppError['code'])).type('application/json; charset=utf-8').send({ errors: [formatted] });
  };
  http.setErrorHandler((error, request, reply) => {
    if (error instanceof AppError) return send(request, reply, error);
    const refused = error instanceof Error ? refusedByFastify(error, bodyLimitBytes) : null;
    return refused ? send(request, reply, refused.answer, refused.status) : send(request, reply, error);
  });
  http.setNotFoundHandler((request, reply) => send(request, reply, new AppError('NOT_FOUND', 'Nothing is served at this address.')));
};
