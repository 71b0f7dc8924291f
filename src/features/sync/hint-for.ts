import type { SyncFault } from '../../crm/crm-provider.ts';
import type { SyncSubject } from './sync-subject.ts';

const adviceOnField = (field: string, { code, property }: SyncFault): string => {
  if (property === 'REQUIRED') return `Give ${field} a value: the CRM takes no contact without one.`;
  return code === 'MAPPING' ? `Leave ${field} out, or name and spell it as crmFields tells.` : `Correct the value that you give for ${field}.`;
};

/** Faults that providers explain by the lead and its mapping; a contact that was given directly has neither. */
const aboutValues: ReadonlySet<SyncFault['code']> = new Set<SyncFault['code']>(['MAPPING', 'VALIDATION']);

/** The fault with what a person can do about it who has given the subject. */
export const hintFor = ({ isLead }: Pick<SyncSubject, 'isLead'>, fault: SyncFault): SyncFault => {
  if (isLead || !aboutValues.has(fault.code)) return fault;
  return { ...fault, hint: fault.field === undefined ? 'Compare what you give with the rules of the account.' : adviceOnField(fault.field, fault) };
};
