import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { providerNames, type ProviderName } from '../credential/index.ts';
import { absentIntegration } from './absent-integration.ts';
import { Integration, type IntegrationView } from './integration.entity.ts';
import { canReadIntegrations } from './integration.policy.ts';

/** Every provider of the enum, in its order, also those that were never connected. @throws AppError FORBIDDEN */
export const listIntegrations = async (ctx: TeamContext): Promise<IntegrationView[]> => {
  if (!canReadIntegrations(ctx.actor)) throw refuse(ctx.actor, 'see integrations', 'integrations:read');
  const rows = await inSnapshot(ctx, ({ em, actor }) => em.find(Integration, { teamId: actor.teamId }));
  const providers = Object.keys(providerNames) as ProviderName[];
  return providers.map((provider) => rows.find((row) => row.provider === provider) ?? absentIntegration(ctx, provider));
};
