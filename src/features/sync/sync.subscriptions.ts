import { defineSubscription } from '../../realtime/subscription.ts';
import { badField, forbidden } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';
import { syncEvents, type SyncEventPayload } from './sync.events.ts';
import { seesSyncs } from './sync.policy.ts';

interface CrmSyncArgs {
  filter?: { leadId?: string | null; provider?: string | null; status?: readonly SyncStatus[] | null } | null;
}

/** Refuses what could never match, instead of a stream that is silent for ever. */
const checkFilter = ({ filter }: CrmSyncArgs): void => {
  if (filter?.status?.length === 0) throw badField('filter.status', 'REQUIRED', 'filter.status is empty: name at least one, or leave it out for all');
  if (filter?.leadId?.trim() === '') throw badField('filter.leadId', 'REQUIRED', 'Lead ID is required');
  if (filter?.leadId != null && kindOfId(filter.leadId) !== 'lead')
    throw badField('filter.leadId', 'ID_INVALID', 'filter.leadId is not the id of a lead: those begin with lead_');
};

/** Every state that an attempt reaches; a dry run announces nothing. */
export const crmSync = defineSubscription<CrmSyncArgs>({
  kinds: Object.values(syncEvents).map(({ kind }) => kind),
  resourceId: ({ filter }) => filter?.leadId ?? null,
  match: ({ filter }, { payload }) => {
    const { provider, status } = payload as SyncEventPayload;
    return (filter?.provider ?? provider) === provider && (filter?.status ?? [status]).includes(status) ? 'MATCHES' : null;
  },
  authorize: (actor, args) => {
    if (!seesSyncs(actor)) throw forbidden('see syncs');
    checkFilter(args);
  },
});
