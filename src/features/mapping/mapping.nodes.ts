import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { canReadIntegrations } from '../integration/index.ts';
import { FieldMapping, type FieldMappingRow } from './field-mapping.entity.ts';

/** How `node(id)` reads what is here, by the kind in the id. @throws AppError NOT_FOUND, also for what the caller may not see */
export const mappingNodes = {
  mapping: async (ctx: TeamContext, id: string): Promise<FieldMappingRow> => {
    const mapping = canReadIntegrations(ctx.actor) ? await inSnapshot(ctx, ({ em }) => em.findOne(FieldMapping, { id })) : null;
    if (mapping === null) throw notFound('Field mapping');
    return mapping;
  },
};
