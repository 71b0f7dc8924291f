import type { CrmField, CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { allLeadFields } from '../lead/index.ts';
import { findDrift, type Drift } from './find-drift.ts';
import { latestMapping } from './latest-mapping.ts';
import { lockVersions } from './lock-versions.ts';
import { openIssues, settleIssues } from './settle-issues.ts';

interface ReadFields {
  provider: CrmProviderName;
  object: string;
  /** As they were read before, from the same account; null: for the first time. */
  before: readonly CrmField[] | null;
  now: readonly CrmField[];
}

const isAmong = ({ field, code, message }: Drift, others: readonly Drift[]): boolean =>
  others.some((other) => other.field === field && other.code === code && other.message === message);

/**
 * Compares the mapping in force with properties that were just read. What keeps leads from being synced is an issue;
 * what is only to be minded is one if it has come with these properties: its author was told all the rest.
 */
export const noteDrift = async (tx: Tx, { provider, object, before, now }: ReadFields): Promise<void> => {
  await lockVersions(tx, { provider, object });
  const mapping = await latestMapping(tx, provider, object);
  if (!mapping) return;
  const leadFields = await allLeadFields(tx);
  const found = findDrift(mapping.rules, { leadFields, crmFields: now });
  const known = before && findDrift(mapping.rules, { leadFields, crmFields: before });
  const open = await openIssues(tx, mapping);
  const isOpen = (drift: Drift) => open.some(({ field, code }) => field === drift.field && code === drift.code);
  await settleIssues(tx, mapping, found.filter((drift) => drift.severity === 'ERROR' || isOpen(drift) || (known !== null && !isAmong(drift, known))));
};
