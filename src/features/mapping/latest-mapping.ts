import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Snapshot } from '../../database/in-snapshot.ts';
import { FieldMapping, type FieldMappingRow } from './field-mapping.entity.ts';

/** The newest version that the team has saved for an object, if any. Also called with a `Tx`. */
export const latestMapping = ({ em, actor }: Pick<Snapshot, 'em' | 'actor'>, provider: CrmProviderName, object: string): Promise<FieldMappingRow | null> =>
  em.findOne(FieldMapping, { teamId: actor.teamId, provider, object }, { orderBy: { version: 'desc' } });
