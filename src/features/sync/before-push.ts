import type { CreateMarks, CrmProperties, CrmProvider, SyncFault } from '../../crm/crm-provider.ts';
import { uncertainFault } from '../../crm/uncertain-fault.ts';
import { providerNames } from '../credential/index.ts';
import type { AppliedMapping, MappingInForce } from '../mapping/index.ts';
import { isFoundAgain } from './create-marks.ts';
import type { PushSource } from './to-push-row.ts';

/** What decides whether a row may be pushed at all. */
interface Candidate extends PushSource {
  /** Another drain had it and gave nothing back. */
  takenOver?: boolean;
}

interface Place {
  provider: CrmProvider;
  mapping: Pick<MappingInForce, 'object'>;
  marks: CreateMarks;
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

/** A contact that was given for one object, while its connection was set to another. */
const otherObject = (crm: string, given: string, now: string): SyncFault => ({
  code: 'MAPPING',
  message: `This contact was given for ${given}, and what goes to ${crm} becomes ${now} by now.`,
  hint: 'Give the contact once more.',
  retryable: false,
});

/**
 * Why a row is not sent although it is wanted; null for what may be. A create may have been done by the drain that died
 * over it: where a repeat would not know that record again, it is not sent again.
 */
export const beforePush = (candidate: Candidate, { properties, fault }: Mapped, place: Place): SyncFault | null => {
  const { subject, state, takenOver = false } = candidate;
  const crm = providerNames[place.provider.name];
  if (takenOver && state.externalId === null && !isFoundAgain(candidate, place)) return uncertainFault(crm);
  if (subject.object !== undefined && subject.object !== place.mapping.object) return otherObject(crm, subject.object, place.mapping.object);
  const known = state.externalId !== null || subject.emailKey !== null;
  return fault ?? (!known && isBlank(properties) ? nothingMapped(crm) : null);
};
