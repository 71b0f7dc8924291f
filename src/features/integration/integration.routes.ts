import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StrangerActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { crmProviderNames } from './crm-provider-names.ts';
import { answerCallback, type CallbackOutcome } from './answer-callback.ts';
import { callbackPage, pageSecurityPolicy } from './callback-page.ts';

const addressOf = ({ returnTo, provider, status, reason }: CallbackOutcome): string | null => {
  if (returnTo === null) return null;
  const url = new URL(returnTo);
  url.searchParams.set('integration', provider);
  url.searchParams.set('status', status);
  if (reason !== null) url.searchParams.set('reason', reason);
  return url.href;
};

const show = (reply: FastifyReply, outcome: CallbackOutcome) => {
  // The address that leads here holds a code and a state: neither goes on to the next page.
  reply.headers({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  const address = addressOf(outcome);
  if (address !== null) return reply.redirect(address);
  return reply
    .code(outcome.httpStatus)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', pageSecurityPolicy)
    .send(callbackPage(outcome));
};

/**
 * `GET /oauth/:provider/callback`: where a provider sends the browser back to. Not for HEAD, which would use up the
 * state, and without a line in the request log, which would hold the code.
 */
export const integrationRoutes = (http: FastifyInstance, strangerOf: (request: FastifyRequest) => Context<StrangerActor>): void => {
  for (const provider of crmProviderNames)
    http.get(`/oauth/${provider.toLowerCase()}/callback`, { exposeHeadRoute: false, logLevel: 'silent' }, async (request, reply) =>
      show(reply, await answerCallback(strangerOf(request), provider, request.query)),
    );
};
