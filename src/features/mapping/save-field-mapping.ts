import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { requireProvider } from '../integration/index.ts';
import { canChangeMappings } from './mapping.policy.ts';
import { putInForce, type SavedMapping } from './put-in-force.ts';
import { readRules, type MappingInput } from './read-rules.ts';

export interface SaveFieldMappingInput {
  provider: CrmProviderName;
  object?: string | null;
  mapping: MappingInput;
}

/**
 * Checks a mapping against the lead's fields and the CRM's own properties, and puts it in force as the next version
 * unless a problem is an ERROR: then nothing is saved.
 * @throws AppError FORBIDDEN, RECONNECT_REQUIRED, BAD_USER_INPUT for what is no mapping, or as the provider failed
 */
export const saveFieldMapping = async (ctx: TeamContext, input: SaveFieldMappingInput): Promise<SavedMapping> => {
  if (!canChangeMappings(ctx.actor)) throw refuse(ctx.actor, 'change mappings', 'integrations:manage', 'leads:read');
  return putInForce(ctx, requireProvider(ctx, input.provider), input.object, readRules(input.mapping));
};
