import { defineSubscription } from '../../realtime/subscription.ts';
import { badField } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { refuse } from '../account/index.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';
import { syncEvents, type SyncEventPayload } from './sync.events.ts';
import { seesSyncs } from './sync.policy.ts';

interface CrmSyncArgs {
  filter?: { leadId?: string | null; provider?: string | null; status?: readonly SyncStatus[] | null; runId?: string | null } | null;
}

/** Refuses what could never match, instead of a stream that is silent for ever. */
const checkFilter = ({ filter }: CrmSyncArgs): void => {
  if (filter?.status?.length === 0) throw badField('filter.status', 'REQUIRED', 'filter.status is empty: name at least one, or leave it out for all');
  if (filter?.leadId?.trim() === '') throw badField('filter.leadId', 'REQUIRED', 'Lead ID is required');
  if (filter?.leadId != null && kindOfId(filter.leadId) !== 'lead')
    throw badField('filter.leadId', 'ID_INVALID', 'filter.leadId is not the id of a lead: those begin with lead_');
  if (filter?.runId != null && kindOfId(filter.runId) !== 'run') throw badField('filter.runId', 'ID_INVALID', 'filter.runId is not the id of a sync run: those begin with run_');
};

/** Every state that an attempt reaches; a dry run is announced to its lead's timeline alone. */
export const crmSync = defineSubscription<CrmSyncArgs>({
  kinds: Object.values(syncEvents).map(({ kind }) => kind),
  resourceId: ({ filter }) => filter?.leadId ?? null,
  match: ({ filter }, { payload }) => {
    const { provider, status, attempt: { runId } } = payload as SyncEventPayload;
    return (filter?.provider ?? provider) === provider && (filter?.status ?? [status]).includes(status) && (filter?.runId ?? runId) === runId ? 'MATCHES' : null;
  },
  authorize: (actor, args) => {
    if (!seesSyncs(actor)) throw refuse(actor, 'see syncs', 'leads:read');
    checkFilter(args);
  },
});
