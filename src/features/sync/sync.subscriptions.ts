import { defineSubscription } from '../../realtime/subscription.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';
import { syncEvents, type SyncEventPayload } from './sync.events.ts';
import { seesSyncs } from './sync.policy.ts';

interface CrmSyncArgs {
  filter?: { leadId?: string | null; provider?: string | null; status?: readonly SyncStatus[] | null } | null;
}

/** Every state that an attempt reaches; a dry run announces nothing. */
export const crmSync = defineSubscription<CrmSyncArgs>({
  kinds: Object.values(syncEvents).map(({ kind }) => kind),
  resourceId: ({ filter }) => filter?.leadId ?? null,
  match: ({ filter }, { payload }) => {
    const { provider, status } = payload as SyncEventPayload;
    return (filter?.provider ?? provider) === provider && (filter?.status ?? [status]).includes(status) ? 'MATCHES' : null;
  },
  authorize: (actor) => {
    if (!seesSyncs(actor)) throw forbidden('see syncs');
  },
});
