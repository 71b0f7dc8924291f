import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { IntegrationView } from './integration.entity.ts';
import { canReadIntegrations } from './integration.policy.ts';
import { listIntegrations } from './list-integrations.ts';

/** How `node(id)` reads what is here, by the kind in the id. @throws AppError NOT_FOUND, also for what the caller may not see */
export const integrationNodes = {
  integration: async (ctx: TeamContext, id: string): Promise<IntegrationView> => {
    const integrations = canReadIntegrations(ctx.actor) ? await listIntegrations(ctx) : [];
    const found = integrations.find((integration) => integration.id === id);
    if (!found) throw notFound('Integration');
    return found;
  },
};
