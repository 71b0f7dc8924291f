import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Snapshot } from '../../database/in-snapshot.ts';
import { providerNames } from '../credential/index.ts';
import { isUsedUp, reserveOf } from './call-reserve.ts';
import { Integration, type StoredQuota } from './integration.entity.ts';

declare module '../../shared/context.ts' {
  interface Parts {
    /** `quotaCheckMs`: how old what a provider told of its quota may be, before somebody asks anew. */
    readonly bulk: { readonly quotaCheckMs: number };
  }
}

/** Whether work in bulk may call a CRM. `because` says to people why not; null: it may. `until`: when to ask again; null: when it is connected again. */
export interface BulkRoom {
  because: string | null;
  until: Date | null;
}

const open: BulkRoom = { because: null, until: null };

/** Without a moment at which the quota begins anew it is believed for a while; then the next batch learns how it stands. */
const believedUntil = ({ resetsAt, at }: StoredQuota, checkMs: number): Date => (resetsAt === null ? new Date(Date.parse(at) + checkMs) : new Date(resetsAt));

/** Judged by what the provider last told of the account's calls, of which some are kept back for people. Also called with a `Tx`. */
export const bulkRoom = async ({ em, actor, clock, parts }: Snapshot, provider: CrmProviderName): Promise<BulkRoom> => {
  const row = await em.findOne(Integration, { teamId: actor.teamId, provider });
  const name = providerNames[provider];
  if (row?.status === 'RECONNECT_REQUIRED') return { because: `It goes on when ${name} is connected again.`, until: null };
  if (!row || row.status === 'DISCONNECTED') return { because: `${name} is not connected.`, until: null };
  if (!row.quota) return open;
  const reserve = reserveOf(row, row.quota);
  const until = believedUntil(row.quota, parts.bulk.quotaCheckMs);
  if (!isUsedUp(row.quota, reserve) || until <= clock.now()) return open;
  return { because: `${name} has ${String(Math.max((row.quota.limit ?? 0) - (row.quota.used ?? 0), 0))} calls left, and ${String(reserve)} are kept back for people and single changes. It goes on when there are more.`, until };
};
