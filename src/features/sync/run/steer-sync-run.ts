import { inTransaction, type Tx } from '../../../database/in-transaction.ts';
import { AppError, forbidden, notFound } from '../../../shared/app-error.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { kindOfId } from '../../../shared/ids.ts';
import { rightsOf } from '../../account/index.ts';
import { holdIntegration } from '../../integration/index.ts';
import { canSyncContact, seesSyncs } from '../sync.policy.ts';
import { lockRuns } from './lock-runs.ts';
import { runView } from './run-view.ts';
import { SyncRun, type SyncRunRow, type SyncRunView } from './sync-run.entity.ts';

/** Runs that take leads of others are for whoever may sync those. */
const maySteer = ({ actor }: TeamContext, { selection }: SyncRunRow): boolean =>
  canSyncContact(actor) && (rightsOf(actor).changes === 'TEAM' || (actor.kind === 'USER' && selection.ownedBy === actor.id));

const lockRun = async (tx: Tx, id: string): Promise<SyncRunRow> => {
  const known = seesSyncs(tx.actor) && kindOfId(id) === 'run' ? await tx.em.findOne(SyncRun, { id }) : null;
  if (known) await holdIntegration(tx, known.provider);
  const [run] = known ? await lockRuns(tx, [id]) : [];
  if (!run) throw notFound('Sync run');
  return run;
};

/**
 * Changes how a run goes on, in one transaction that holds its connection and the run. Asked for once more, what already
 * is so stays so. @throws AppError NOT_FOUND; FORBIDDEN; CONFLICT for a run that has ended
 */
export const steerSyncRun = (ctx: TeamContext, id: string, { deed, already, change }: { deed: string; already: (run: SyncRunRow) => boolean; change: (tx: Tx, run: SyncRunRow) => Promise<void> }): Promise<SyncRunView> =>
  inTransaction(ctx, async (tx) => {
    const run = await lockRun(tx, id);
    if (!maySteer(ctx, run)) throw forbidden(`${deed} this sync run`);
    if (!already(run)) {
      if (run.status === 'SUCCEEDED' || run.status === 'CANCELLED') throw new AppError('CONFLICT', `This sync run has ended (${run.status}), so there is nothing to ${deed}. Start a new one with syncLeads.`);
      await change(tx, run);
    }
    return runView(run, tx.clock.now());
  });
