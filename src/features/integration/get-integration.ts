import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import type { ProviderName } from '../credential/index.ts';
import { absentIntegration } from './absent-integration.ts';
import { Integration, type IntegrationView } from './integration.entity.ts';
import { canReadIntegrations } from './integration.policy.ts';

/** The team's integration with one provider, also where it was never connected, whoever asks. */
export const readIntegration = async (ctx: TeamContext, provider: ProviderName): Promise<IntegrationView> =>
  (await inSnapshot(ctx, ({ em, actor }) => em.findOne(Integration, { teamId: actor.teamId, provider }))) ?? absentIntegration(ctx, provider);

/** The same for who may see it. @throws AppError FORBIDDEN */
export const getIntegration = (ctx: TeamContext, provider: ProviderName): Promise<IntegrationView> => {
  if (!canReadIntegrations(ctx.actor)) throw refuse(ctx.actor, 'see integrations', 'integrations:read');
  return readIntegration(ctx, provider);
};
