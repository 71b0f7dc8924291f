import { inSnapshot } from '../../database/in-snapshot.ts';
import { readPage } from '../../graphql/connection.ts';
import type { TeamContext } from '../../shared/context.ts';
import { FieldMapping, type FieldMappingRow } from './field-mapping.entity.ts';

/** The versions of a mapping, newest first; whoever has the mapping may see them. @throws AppError BAD_USER_INPUT for a size out of range */
export const listVersions = async (ctx: TeamContext, { provider, object }: FieldMappingRow, { first }: { first?: number | null | undefined }): Promise<FieldMappingRow[]> => {
  const { limit } = readPage({ first }, { keyLength: 1 });
  return inSnapshot(ctx, ({ em, actor }) => em.find(FieldMapping, { teamId: actor.teamId, provider, object }, { orderBy: { version: 'desc' }, limit }));
};
