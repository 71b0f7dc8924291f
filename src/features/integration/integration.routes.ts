import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StrangerActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { pageHeaders } from '../../shared/page/page.ts';
import { crmProviderNames } from './crm-provider-names.ts';
import { answerCallback, type CallbackOutcome } from './answer-callback.ts';
import { callbackPage } from './callback-page.ts';

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
  const { 'content-type': html, 'content-security-policy': policy, ...everywhere } = pageHeaders;
  reply.headers(everywhere);
  const address = addressOf(outcome);
  // Who has connected an account is told whose it is now, whatever address somebody else has chosen for afterwards.
  if (address !== null && outcome.status !== 'connected') return reply.redirect(address);
  return reply.code(outcome.httpStatus).headers({ 'content-type': html, 'content-security-policy': policy }).send(callbackPage(outcome, address));
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
