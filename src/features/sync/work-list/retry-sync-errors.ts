import type { CrmProviderName, DuplicatePolicy } from '../../../crm/crm-provider.ts';
import { inSnapshot } from '../../../database/in-snapshot.ts';
import type { Tx } from '../../../database/in-transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { forbidden } from '../../../shared/app-error.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { requireConnected, requireProvider } from '../../integration/index.ts';
import { DrainConnection } from '../drain-connection.ts';
import { openAttempt } from '../open-attempt.ts';
import type { SyncStateRow } from '../sync-state.entity.ts';
import { canSyncContact } from '../sync.policy.ts';
import { checkAttempts, readSelection, type SyncErrorSelection } from './error-selection.ts';
import { onChosenErrors } from './on-chosen-errors.ts';

export interface SyncErrorsInput {
  provider: CrmProviderName;
  errors: SyncErrorSelection;
}

/** A drain has it already. */
const idle = "status <> 'RUNNING'";

/** No create was lost: where one was, somebody looks into the CRM and retries that attempt alone. */
const certain = `(external_id is not null or not exists (
  select 1 from sync_attempts as attempt
  where attempt.team_id = sync_states.team_id and attempt.id = sync_states.attempt_id and attempt.errors @> '[{"uncertain": true}]'))`;

/** As the row was wanted; what its CRM allows for nobody is done as the connection is set now, since that is what people change. */
const policyOf = ({ faultCode, duplicatePolicy }: SyncStateRow, set: DuplicatePolicy): DuplicatePolicy =>
  faultCode === 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER' ? set : duplicatePolicy;

const retry = (tx: Tx, state: SyncStateRow, set: DuplicatePolicy, byHand: boolean): void => {
  Object.assign(state, { wanted: state.wanted + 1, sentHash: null, byHand: byHand || state.byHand, pastRule: byHand || state.pastRule });
  if (state.status === 'FAILED') {
    state.duplicatePolicy = policyOf(state, set);
    openAttempt(tx, state);
  } else {
    // Its attempt is open: it goes on with that one, also when its run is called off, and its pauses begin anew.
    Object.assign(state, { runId: null, dueAt: tx.clock.now(), tries: 0 });
  }
};

/**
 * Wants again what failed, as if a person had asked for each. Only what is chosen one by one goes before all else: a
 * thousand at once must not keep a person waiting who syncs one lead.
 * @throws AppError FORBIDDEN, RECONNECT_REQUIRED, BAD_USER_INPUT, NOT_FOUND
 */
export const retrySyncErrors = async (ctx: TeamContext, { provider, errors }: SyncErrorsInput): Promise<number> => {
  if (!canSyncContact(ctx.actor)) throw forbidden('retry syncs');
  requireProvider(ctx, provider);
  const chosen = readSelection(errors);
  await inSnapshot(ctx, async (snapshot) => {
    await requireConnected(snapshot, provider);
    if (chosen.attemptIds) await checkAttempts(snapshot, provider, chosen.attemptIds);
  });
  const oneByOne = chosen.attemptIds !== null;
  return onChosenErrors(ctx, provider, chosen, {
    where: oneByOne ? idle : `${idle} and ${certain}`,
    run: async (tx, states) => {
      const { settings } = await requireConnected(tx, provider);
      for (const state of states) retry(tx, state, settings.duplicatePolicy, oneByOne);
      enqueue(tx, DrainConnection, { teamId: tx.actor.teamId, provider });
    },
  });
};
