import type { SyncFaultCode } from '../../../crm/crm-provider.ts';
import { usualHints } from './usual-hints.ts';

/** Failures of one kind. */
export interface SyncErrorGroup {
  code: SyncFaultCode;
  count: number;
  affectedLeads: number;
  hint: string;
  firstSeen: Date;
  lastSeen: Date;
}

/** A group as SQL counts it; `hint` where all failures have the same. */
export interface CountedGroup {
  code: SyncFaultCode;
  count: number;
  leads: number;
  hint: string | null;
  first: Date | string;
  last: Date | string;
}

/** What all rows of a group say, if they say the same, else null; `hint` is a column or an expression. */
export const sharedHint = (hint: string): string => `case when count(${hint}) = count(*) and min(${hint}) = max(${hint}) then min(${hint}) end`;

export const groupOf = ({ code, count, leads, hint, first, last }: CountedGroup): SyncErrorGroup => ({
  code, count, affectedLeads: leads, hint: hint ?? usualHints[code], firstSeen: new Date(first), lastSeen: new Date(last),
});
