import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CallerOf } from '../../../graphql/create-http.ts';
import { readRefusal } from '../../../graphql/read-refusal.ts';
import type { StrangerActor } from '../../../shared/actor.ts';
import { badField } from '../../../shared/app-error.ts';
import type { Context } from '../../../shared/context.ts';
import { requireTeam } from '../../../shared/require-team.ts';
import { syncStatuses, type SyncStatus } from '../sync-attempt.entity.ts';
import { getSyncRun } from './get-sync-run.ts';
import { writeRunCsv } from './write-run-csv.ts';

interface OfRun {
  Params: { id: string };
}

/** Where the rows of a run are fetched as CSV. */
export const csvPathOf = (runId: string): string => `/sync-runs/${runId}/rows.csv`;

const readStatus = (query: unknown): SyncStatus[] | null => {
  const { status } = query as { status?: unknown };
  if (status === undefined) return null;
  const read = z.array(z.enum(syncStatuses)).min(1).safeParse([status].flat());
  if (!read.success) throw badField('status', 'UNKNOWN', `status must be one of ${syncStatuses.join(', ')}; give it several times for several.`);
  return read.data;
};

const getCsv = (callerOf: CallerOf) => async (request: FastifyRequest<OfRun>, reply: FastifyReply) => {
  const ctx = requireTeam(await callerOf(request, reply));
  const status = readStatus(request.query);
  const { id } = await getSyncRun(ctx, request.params.id);
  void reply.headers({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${id}.csv"`, 'cache-control': 'no-store' });
  return reply.send(writeRunCsv(ctx, { runId: id, status }));
};

/** `GET /sync-runs/:id/rows.csv`: for whoever may read the run over GraphQL, with the same credentials. */
export const runRoutes = (http: FastifyInstance, strangerOf: (request: FastifyRequest) => Context<StrangerActor>, callerOf: CallerOf): void => {
  http.setErrorHandler((error, request, reply) => {
    const { status, headers, body } = readRefusal(error, strangerOf(request), { bytesMax: 0, bodies: 'nothing' });
    return reply.headers(headers).code(status).send({ success: false, ...body });
  });
  http.get(csvPathOf(':id'), { exposeHeadRoute: false }, getCsv(callerOf));
};
