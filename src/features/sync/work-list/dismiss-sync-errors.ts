import { inSnapshot } from '../../../database/in-snapshot.ts';
import { actorFacts } from '../../../shared/actor.ts';
import { forbidden } from '../../../shared/app-error.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { audit } from '../../account/index.ts';
import { canSyncContact } from '../sync.policy.ts';
import { checkAttempts, readSelection } from './error-selection.ts';
import { onChosenErrors } from './on-chosen-errors.ts';
import type { SyncErrorsInput } from './retry-sync-errors.ts';

/**
 * Takes failures off the list, and writes down who did: on each row until it fails again, in the audit log for good.
 * Needs no connection: a CRM that was given up leaves a list as well.
 * @throws AppError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND
 */
export const dismissSyncErrors = async (ctx: TeamContext, { provider, errors }: SyncErrorsInput): Promise<number> => {
  if (!canSyncContact(ctx.actor)) throw forbidden('dismiss failed syncs');
  const chosen = readSelection(errors);
  const { attemptIds, code } = chosen;
  if (attemptIds) await inSnapshot(ctx, (snapshot) => checkAttempts(snapshot, provider, attemptIds));
  return onChosenErrors(ctx, provider, chosen, {
    where: 'true',
    run: async (tx, states) => {
      const put = { dismissedAt: tx.clock.now(), dismissedBy: actorFacts(tx.actor) };
      for (const state of states) Object.assign(state, put);
      const attempts = states.map(({ attemptId }) => attemptId);
      await audit(tx, { action: 'sync_errors.dismissed', data: { provider, code, count: states.length, attemptIds: attempts } });
    },
  });
};
