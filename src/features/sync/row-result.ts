import type { CrmExchange, CrmProperties, SyncFault } from '../../crm/crm-provider.ts';
import type { ClaimedRow } from './claim-rows.ts';
import type { SyncAction } from './sync-attempt.entity.ts';

/** What became of one row. */
export type Outcome =
  | { action: Exclude<SyncAction, 'FAILED'>; externalId: string }
  | { action: 'FAILED'; externalId?: string; fault: SyncFault };

export interface RowResult {
  row: ClaimedRow;
  outcome: Outcome;
  payload: CrmProperties | null;
  hash: string | null;
  mappingVersion: number | null;
  requests: CrmExchange[];
}
