import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { requireProvider } from '../integration/index.ts';
import { listLeadFields } from '../lead/index.ts';
import type { FieldMappingQuery } from './get-field-mapping.ts';
import type { MappingRule } from './mapping-rule.ts';
import { canTryMappings } from './mapping.policy.ts';
import { matchFields } from './match-fields.ts';
import { readCrmFields } from './read-crm-fields.ts';

/** Rules to begin with, from the fields of both sides; nothing is saved. @throws AppError FORBIDDEN, and as `readCrmFields` */
export const suggestFieldMapping = async (ctx: TeamContext, { provider, object }: FieldMappingQuery): Promise<MappingRule[]> => {
  if (!canTryMappings(ctx.actor)) throw refuse(ctx.actor, 'try mappings', 'integrations:read', 'leads:read');
  const { fields } = await readCrmFields(ctx, requireProvider(ctx, provider), object, false);
  return matchFields(await listLeadFields(ctx), fields);
};
