import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readRefusal } from '../../graphql/read-refusal.ts';
import { AppError, badField } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { pageHeaders } from '../../shared/page/page.ts';
import { findPublicForm } from './find-public-form.ts';
import { BODY_BYTES_MAX } from './form.limits.ts';
import { formUrls } from './form-urls.ts';
import { formPage } from './page/form-page.ts';
import { refusalPage } from './page/refusal-page.ts';
import { thanksPage } from './page/thanks-page.ts';
import { prefersHtml } from './prefers-html.ts';
import { submitForm, THANKS } from './submit-form.ts';

const SUBMISSIONS = '/forms/:publicId/submissions';
const PAGE = '/f/:publicId';
/** How long a browser need not ask again whether it may post. */
const PREFLIGHT_SECONDS = 86_400;

interface OfForm {
  Params: { publicId: string };
}

type ContextOf = (request: FastifyRequest) => Context;

const sendPage = (reply: FastifyReply, status: number, page: string) => reply.code(status).headers(pageHeaders).send(page);

const readBody = (body: unknown): Record<string, unknown> => {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw badField('data', 'TYPE_MISMATCH', 'Send one JSON object with the answers by field name.');
};

const idempotencyKey = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
};

const postSubmission = (contextOf: ContextOf) => async (request: FastifyRequest<OfForm>, reply: FastifyReply) => {
  const ctx = contextOf(request);
  const form = await findPublicForm(ctx, request.params.publicId);
  const data = readBody(request.body);
  const { submitPath, thanksPath } = formUrls(ctx.parts.site, form.publicId);
  const isBrowser = prefersHtml(request.headers.accept);
  try {
    const receipt = await submitForm(ctx, form, { data, idempotencyKey: idempotencyKey(request) });
    return await (isBrowser ? reply.redirect(thanksPath, 303) : reply.send(receipt));
  } catch (error) {
    if (!(isBrowser && error instanceof AppError && error.code === 'BAD_USER_INPUT')) throw error;
    return sendPage(reply, 422, formPage(form, submitPath, { data, faults: error.details }));
  }
};

const getPage = (contextOf: ContextOf) => async (request: FastifyRequest<OfForm>, reply: FastifyReply) => {
  const ctx = contextOf(request);
  const form = await findPublicForm(ctx, request.params.publicId);
  return sendPage(reply, 200, formPage(form, formUrls(ctx.parts.site, form.publicId).submitPath));
};

const getThanks = (contextOf: ContextOf) => async (request: FastifyRequest<OfForm>, reply: FastifyReply) => {
  const ctx = contextOf(request);
  const { publicId } = await findPublicForm(ctx, request.params.publicId);
  return sendPage(reply, 200, thanksPage(THANKS, formUrls(ctx.parts.site, publicId).pagePath));
};

const answerRefusal = (contextOf: ContextOf) => (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const { status, headers, body } = readRefusal(error, contextOf(request), { bytesMax: BODY_BYTES_MAX, bodies: 'one well-formed JSON object as application/json, or the fields of an HTML form as application/x-www-form-urlencoded' });
  reply.headers(headers);
  const wantsPage = request.method === 'GET' || prefersHtml(request.headers.accept);
  if (wantsPage) return sendPage(reply, status, refusalPage(status === 404 ? 'There is no such form' : 'This did not work', body.message));
  return reply.code(status).send(body);
};

/**
 * Any website may post, as it may with a plain HTML form: the form is public, and a caller's cookies mean nothing here.
 * A list of origins per form would narrow what scripts may do, and is a setting that forms do not have yet.
 */
const submissions = (http: FastifyInstance, contextOf: ContextOf): void => {
  http.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'access-control-allow-origin': '*', vary: 'accept' });
  });
  http.options(SUBMISSIONS, (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type, idempotency-key',
        'access-control-max-age': String(PREFLIGHT_SECONDS),
      })
      .code(204)
      .send(),
  );
  http.post(SUBMISSIONS, { bodyLimit: BODY_BYTES_MAX }, postSubmission(contextOf));
};

/** The public side of forms: where pages and programs post to, and each form as a page of its own. */
export const formRoutes = (http: FastifyInstance, contextOf: ContextOf): void => {
  http.removeContentTypeParser('text/plain');
  http.register(formbody);
  http.setErrorHandler(answerRefusal(contextOf));
  http.register(async (scope) => { submissions(scope, contextOf); });
  http.get(PAGE, getPage(contextOf));
  http.get(`${PAGE}/thanks`, getThanks(contextOf));
};
