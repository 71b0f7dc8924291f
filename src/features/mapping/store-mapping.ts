import { isDeepStrictEqual } from 'node:util';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { actorFacts } from '../../shared/actor.ts';
import { newId } from '../../shared/ids.ts';
import { FieldMapping, type FieldMappingRow } from './field-mapping.entity.ts';
import { latestMapping } from './latest-mapping.ts';
import type { MappingRule } from './mapping-rule.ts';

export interface NewMapping {
  provider: CrmProviderName;
  object: string;
  rules: MappingRule[];
}

/** Lets one transaction at a time find the number of the next version. */
const lockVersions = async ({ em, actor }: Tx, { provider, object }: NewMapping): Promise<void> => {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`mapping ${actor.teamId} ${provider} ${object}`]);
};

/** Puts rules in force as the next version; the same rules as those in force make none. */
export const storeMapping = async (tx: Tx, mapping: NewMapping): Promise<FieldMappingRow> => {
  await lockVersions(tx, mapping);
  const inForce = await latestMapping(tx, mapping.provider, mapping.object);
  if (inForce && isDeepStrictEqual(inForce.rules, mapping.rules)) return inForce;
  return tx.em.create(FieldMapping, {
    id: newId('mapping'), teamId: tx.actor.teamId, ...mapping, version: (inForce?.version ?? 0) + 1,
    createdAt: tx.clock.now(), createdBy: actorFacts(tx.actor),
  });
};
