import type { CrmField, CrmProviderName } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { canReadIntegrations, requireProvider } from '../integration/index.ts';
import { readCrmFields } from './read-crm-fields.ts';

export interface CrmFieldsQuery {
  provider: CrmProviderName;
  object?: string | null;
  refresh?: boolean | null;
}

/** The properties that leads can be mapped to. @throws AppError FORBIDDEN, PROVIDER_NOT_CONFIGURED, and as `readCrmFields` */
export const listCrmFields = async (ctx: TeamContext, { provider, object, refresh }: CrmFieldsQuery): Promise<CrmField[]> => {
  if (!canReadIntegrations(ctx.actor)) throw refuse(ctx.actor, 'see integrations', 'integrations:read');
  return (await readCrmFields(ctx, requireProvider(ctx, provider), object, refresh === true)).fields;
};
