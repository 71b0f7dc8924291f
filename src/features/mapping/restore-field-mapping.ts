import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { requireProvider } from '../integration/index.ts';
import { FieldMapping } from './field-mapping.entity.ts';
import { nameObject } from './get-field-mapping.ts';
import { canChangeMappings } from './mapping.policy.ts';
import { putInForce, type SavedMapping } from './put-in-force.ts';

export interface RestoreFieldMappingInput {
  provider: CrmProviderName;
  object?: string | null;
  version: number;
}

/**
 * Puts the rules of an earlier version in force again, as the next version. They are checked against what the CRM has
 * today: what was in order then may be an ERROR now, and then nothing is saved.
 * @throws AppError FORBIDDEN, NOT_FOUND for a version that never was, RECONNECT_REQUIRED, or as the provider failed
 */
export const restoreFieldMapping = async (ctx: TeamContext, input: RestoreFieldMappingInput): Promise<SavedMapping> => {
  if (!canChangeMappings(ctx.actor)) throw refuse(ctx.actor, 'change mappings', 'integrations:manage', 'leads:read');
  const provider = requireProvider(ctx, input.provider);
  const object = await nameObject(ctx, input);
  const { version } = input;
  const old = await inSnapshot(ctx, ({ em, actor }) => em.findOne(FieldMapping, { teamId: actor.teamId, provider: provider.name, object, version }));
  if (old === null) throw notFound('Version of the mapping');
  return putInForce(ctx, provider, object, old.rules.map(({ type: _, ...rule }) => rule));
};
