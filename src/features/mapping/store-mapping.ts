import { isDeepStrictEqual } from 'node:util';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { actorFacts } from '../../shared/actor.ts';
import { newId } from '../../shared/ids.ts';
import { FieldMapping, type FieldMappingRow } from './field-mapping.entity.ts';
import { latestMapping } from './latest-mapping.ts';
import { lockVersions } from './lock-versions.ts';
import type { MappingRule } from './mapping-rule.ts';
import { settleIssues } from './settle-issues.ts';

export interface NewMapping {
  provider: CrmProviderName;
  object: string;
  rules: MappingRule[];
}

/**
 * Puts rules in force as the next version; the same rules as those in force make none. They were checked a moment ago,
 * so what was open about the mapping is settled.
 */
export const storeMapping = async (tx: Tx, mapping: NewMapping): Promise<FieldMappingRow> => {
  await lockVersions(tx, mapping);
  const inForce = await latestMapping(tx, mapping.provider, mapping.object);
  const isSame = inForce !== null && isDeepStrictEqual(inForce.rules, mapping.rules);
  const stored = isSame ? inForce : tx.em.create(FieldMapping, {
    id: newId('mapping'), teamId: tx.actor.teamId, ...mapping, version: (inForce?.version ?? 0) + 1,
    createdAt: tx.clock.now(), createdBy: actorFacts(tx.actor),
  });
  await settleIssues(tx, stored, []);
  return stored;
};
