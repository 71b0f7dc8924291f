import type { LeadRow } from '../lead/index.ts';
import { applyMapping, type AppliedMapping, type MappingInForce } from '../mapping/index.ts';
import type { CrmProperties } from '../../crm/crm-provider.ts';
import type { GivenContact } from './sync-state.entity.ts';

/** What is brought to a CRM: a lead, as the mapping says, or a contact, as it was given. */
export interface SyncSubject {
  readonly id: string;
  /** What finds it in the CRM where its record is not known. */
  readonly emailKey: string | null;
  /** What it becomes; `current` is the CRM's record where there is one. */
  readonly apply: (rules: MappingInForce['rules'], current: CrmProperties | null) => AppliedMapping;
  /** The CRM's object that it can become; absent: whichever the mapping says. */
  readonly object?: string;
  /** Only leads are mapped, and only they teach us about the mapping. */
  readonly isLead: boolean;
}

export const leadSubject = (lead: LeadRow): SyncSubject => ({
  id: lead.id,
  emailKey: lead.emailKey,
  apply: (rules, current) => applyMapping({ rules, lead, current }),
  isLead: true,
});

export const contactSubject = (id: string, { emailKey, object, properties }: GivenContact): SyncSubject => ({
  id,
  emailKey,
  ...(object !== undefined && { object }),
  apply: () => ({ properties, rules: {}, fault: null, faults: [] }),
  isLead: false,
});
