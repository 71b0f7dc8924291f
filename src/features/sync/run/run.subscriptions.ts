import { defineSubscription } from '../../../realtime/subscription.ts';
import { badField, forbidden } from '../../../shared/app-error.ts';
import { kindOfId } from '../../../shared/ids.ts';
import { seesSyncs } from '../sync.policy.ts';
import { SyncRunProgressed } from './run.events.ts';

/** One run, from batch to batch. */
export const syncRunProgress = defineSubscription<{ id: string }>({
  kinds: [SyncRunProgressed.kind],
  resourceId: ({ id }) => id,
  match: () => 'MATCHES',
  authorize: (actor, { id }) => {
    if (!seesSyncs(actor)) throw forbidden('follow sync runs');
    if (kindOfId(id) !== 'run') throw badField('id', 'ID_INVALID', 'id is not the id of a sync run: those begin with run_');
  },
});
