import { z } from 'zod';
import { inSnapshot } from '../../../database/in-snapshot.ts';
import { inTransaction } from '../../../database/in-transaction.ts';
import { retryDelay } from '../../../shared/retry-delay.ts';
import type { CrmProvider, SyncFault } from '../../../crm/crm-provider.ts';
import { defineJob, type JobContext } from '../../../jobs/define-job.ts';
import { bulkRoom, holdIntegration, matchesRule, requireProvider, type IntegrationStatus } from '../../integration/index.ts';
import { Lead } from '../../lead/index.ts';
import { judgeAll, judgeLeftOut, keepDryRun, type Judged } from '../dry-run.ts';
import { SyncState } from '../sync-state.entity.ts';
import { announcePreview } from '../sync.events.ts';
import { leadSubject } from '../sync-subject.ts';
import { beginRun } from './begin-run.ts';
import { countInRuns } from './count-in-runs.ts';
import { lockRuns } from './lock-runs.ts';
import { announceRun } from './run.events.ts';
import { leadsLeft } from './selection.ts';
import { SyncRun, type SyncRunRow } from './sync-run.entity.ts';

/** Dry runs that one worker does at once. */
const CONCURRENCY = 2;

/** The next leads of a run, and what they are known as in the CRM; null where it is not to go on. */
const readBatch = (ctx: JobContext, runId: string, limit: number) =>
  inSnapshot(ctx, async (snapshot) => {
    const { em, actor, clock } = snapshot;
    const run = await em.findOne(SyncRun, { id: runId });
    if (!run || run.dueAt === null || run.dueAt > clock.now()) return null;
    const room = await bulkRoom(snapshot, run.provider);
    const leads = await em.find(Lead, leadsLeft(actor, run), { orderBy: { id: 'asc' }, limit });
    const states = await em.find(SyncState, { teamId: actor.teamId, provider: run.provider, subjectId: { $in: leads.map(({ id }) => id) } });
    const known = new Map(states.map(({ subjectId, externalId }) => [subjectId, externalId]));
    return { run, room, leads, judge: (provider: CrmProvider) => {
      const rows = leads.map((lead) => ({ match: matchesRule(run.selection.rule, lead), row: { subject: leadSubject(lead), externalId: known.get(lead.id) ?? null, duplicatePolicy: run.duplicatePolicy } }));
      const leftOut = rows.flatMap(({ match, row }) => (match.matches ? [] : [judgeLeftOut(ctx, provider, row, match.because)]));
      const taken = rows.filter(({ match }) => match.matches).map(({ row }) => row);
      return { leftOut, taken };
    } };
  });

const change = (ctx: JobContext, { id, provider }: SyncRunRow, apply: (run: SyncRunRow, connection: IntegrationStatus | null) => void, keep: readonly Judged[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const connection = await holdIntegration(tx, provider);
    const [run] = await lockRuns(tx, [id]);
    // Paused or called off meanwhile: what was found is found again, or not wanted any more.
    if (run?.dueAt == null) return;
    beginRun(tx, run);
    apply(run, connection);
    const attempts = keep.map((judged) => keepDryRun(tx, requireProvider(tx, run.provider), judged, run.id));
    await tx.em.flush();
    for (const attempt of attempts) announcePreview(tx, attempt);
    if (attempts.length > 0 || run.allTaken) await countInRuns(tx, [run], attempts);
    else announceRun(tx, run);
  });

/** The fault of the way to the CRM, which is the same for all of a batch. */
const whyOutOfReach = (judged: readonly Judged[]): SyncFault | null => {
  const [fault] = judged.flatMap(({ finding }) => finding.fault ?? []);
  const isOfTheWay = (one: SyncFault | null) => one !== null && (one.retryable || one.ofConnection === true || one.code === 'AUTH_EXPIRED');
  return fault && judged.every(({ finding }) => isOfTheWay(finding.fault)) ? fault : null;
};

/** It goes on when the CRM can be asked again: after a while, or when somebody has connected it. */
const hold = (ctx: JobContext, run: SyncRunRow, { message, retryable, retryAfter, ofConnection }: SyncFault): Promise<void> => {
  const { parts, clock } = ctx;
  return change(ctx, run, (row, connection) => {
    row.note = message;
    row.measuredAt = null;
    // Somebody may have connected it meanwhile.
    const passes = retryable || ofConnection === true || connection === 'CONNECTED';
    row.dueAt = passes ? new Date(clock.now().getTime() + retryDelay(0, retryAfter, parts.sync)) : null;
  }, []);
};

const dryRunLeads = async (ctx: JobContext, runId: string): Promise<void> => {
  while (!ctx.signal.aborted) {
    const begun = await inSnapshot(ctx, ({ em }) => em.findOne(SyncRun, { id: runId }));
    if (!begun) return;
    const provider = requireProvider(ctx, begun.provider);
    const batch = await readBatch(ctx, runId, provider.batchSize);
    if (batch === null) return;
    const { run, room, leads, judge } = batch;
    if (room.because !== null) {
      await change(ctx, run, (row) => { Object.assign(row, { note: room.because, dueAt: room.until, measuredAt: null }); }, []);
      return;
    }
    if (run.status === 'QUEUED') await change(ctx, run, () => undefined, []);
    const { leftOut, taken } = judge(provider);
    const judged = taken.length === 0 ? [] : await judgeAll(ctx, provider, taken);
    const outOfReach = whyOutOfReach(judged);
    if (outOfReach) {
      await hold(ctx, run, outOfReach);
      return;
    }
    await change(ctx, run, (row) => {
      row.position = leads.at(-1)?.id ?? row.position;
      row.allTaken = leads.length < provider.batchSize;
    }, [...leftOut, ...judged]);
  }
};

/** Tells of many leads what a sync would do with each, batch after batch; begun again, it goes on where it was. */
export const DryRunLeads = defineJob({
  name: 'sync.dry_run',
  payload: z.object({ teamId: z.string(), runId: z.string() }),
  key: ({ runId }) => runId,
  concurrency: CONCURRENCY,
  run: (ctx, { runId }) => dryRunLeads(ctx, runId),
});
