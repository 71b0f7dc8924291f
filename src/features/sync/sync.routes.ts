import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallerOf } from '../../graphql/create-http.ts';
import { readRefusal } from '../../graphql/read-refusal.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { StrangerActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { readSyncReport } from './read-sync-report.ts';
import { reportCrmSync } from './report-crm-sync.ts';
import { canReportSync } from './sync.policy.ts';

/** Bytes of a report; above it 413. */
const BODY_BYTES_MAX = 64 * 1024;

const postReport = (callerOf: CallerOf) => async (request: FastifyRequest, reply: FastifyReply) => {
  const ctx = requireTeam(await callerOf(request, reply));
  // Who may not is told so, and nothing about the body.
  if (!canReportSync(ctx.actor)) throw forbidden('state what became of a sync');
  const { id: attemptId, leadId, provider, status, action, contactId, message } = await reportCrmSync(ctx, readSyncReport(request.body));
  return { success: true, data: { attemptId, leadId, provider, status, action, contactId, message } };
};

/** `POST /api/ws/crm-sync`: what `reportCrmSync` does, for services that speak no GraphQL. */
export const syncRoutes = (http: FastifyInstance, strangerOf: (request: FastifyRequest) => Context<StrangerActor>, callerOf: CallerOf): void => {
  http.removeContentTypeParser('text/plain');
  http.setErrorHandler((error, request, reply) => {
    const { status, headers, body } = readRefusal(error, strangerOf(request), { bytesMax: BODY_BYTES_MAX, bodies: 'one well-formed JSON object as application/json' });
    return reply.headers(headers).code(status).send({ success: false, ...body });
  });
  http.post('/api/ws/crm-sync', { bodyLimit: BODY_BYTES_MAX }, postReport(callerOf));
};
