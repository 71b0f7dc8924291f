import type { CrmProviderName } from '../../../crm/crm-provider.ts';
import { inSnapshot } from '../../../database/in-snapshot.ts';
import { forbidden } from '../../../shared/app-error.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { isFailing } from '../sync-state.entity.ts';
import { seesSyncs } from '../sync.policy.ts';
import { groupOf, sharedHint, type CountedGroup, type SyncErrorGroup } from './sync-error-group.ts';

const groups = `
  select coalesce(fault_code, 'UNKNOWN') as code, count(*)::int as count, count(lead_id)::int as leads, ${sharedHint('fault_hint')} as hint,
    coalesce(min(failing_since), min(failed_at), now()) as first, coalesce(max(failed_at), now()) as last
  from sync_states where team_id = ? and provider = ? and ${isFailing}
  group by 1 order by 2 desc, 1`;

/** What fails now at a CRM, by code, the most frequent first. @throws AppError FORBIDDEN */
export const listSyncErrors = async (ctx: TeamContext, provider: CrmProviderName): Promise<SyncErrorGroup[]> => {
  if (!seesSyncs(ctx.actor)) throw forbidden('see syncs');
  return (await inSnapshot(ctx, ({ em, actor }) => em.execute<CountedGroup[]>(groups, [actor.teamId, provider]))).map(groupOf);
};
