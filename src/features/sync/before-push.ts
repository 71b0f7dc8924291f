import type { CrmProperties, CrmProviderName, SyncFault } from '../../crm/crm-provider.ts';
import { uncertainFault } from '../../crm/uncertain-fault.ts';
import { providerNames } from '../credential/index.ts';
import type { LeadRow } from '../lead/index.ts';
import type { AppliedMapping } from '../mapping/index.ts';
import type { SyncStateRow } from './sync-state.entity.ts';

/** What decides whether a row may be pushed at all. */
interface Candidate {
  lead: Pick<LeadRow, 'emailKey'>;
  state: Pick<SyncStateRow, 'externalId'>;
  /** Another drain had it and gave nothing back. */
  takenOver?: boolean;
}

type Mapped = Pick<AppliedMapping, 'properties' | 'fault'>;

const isBlank = (properties: CrmProperties): boolean => Object.values(properties).every((value) => value === null);

/**
 * FAILED and not SKIPPED: somebody wanted this lead in the CRM, and it is not there; only a change of the mapping or of
 * the lead brings it.
 */
const nothingMapped = (crm: string): SyncFault => ({
  code: 'MAPPING',
  message: `Nothing of this lead is mapped to ${crm}, so the contact would be empty.`,
  hint: 'Map a field that this lead has, or give the lead an e-mail address.',
  retryable: false,
});

/**
 * Why a row is not sent although it is wanted; null for what may be. A create without an e-mail may have been done by
 * the drain that died over it: nothing would find that record, so it is not sent again.
 */
export const beforePush = ({ lead, state, takenOver = false }: Candidate, { properties, fault }: Mapped, provider: CrmProviderName): SyncFault | null => {
  const known = state.externalId !== null || lead.emailKey !== null;
  if (takenOver && !known) return uncertainFault(providerNames[provider]);
  return fault ?? (!known && isBlank(properties) ? nothingMapped(providerNames[provider]) : null);
};
