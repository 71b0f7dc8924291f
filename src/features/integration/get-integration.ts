import { inSnapshot } from '../../database/in-snapshot.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { ProviderName } from '../credential/index.ts';
import { absentIntegration } from './absent-integration.ts';
import { Integration, type IntegrationView } from './integration.entity.ts';
import { canReadIntegrations } from './integration.policy.ts';

/** The team's integration with one provider, also where it was never connected. @throws AppError FORBIDDEN */
export const getIntegration = async (ctx: TeamContext, provider: ProviderName): Promise<IntegrationView> => {
  if (!canReadIntegrations(ctx.actor)) throw forbidden('see integrations');
  const row = await inSnapshot(ctx, ({ em, actor }) => em.findOne(Integration, { teamId: actor.teamId, provider }));
  return row ?? absentIntegration(ctx, provider);
};
