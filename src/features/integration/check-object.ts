import type { CrmProvider } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { connectedIntegration } from './active-integrations.ts';
import { askFields } from './ask-fields.ts';

/**
 * Whether an account has an object that leads may become. Asked only where something is connected; the default object
 * every account has. @throws AppError BAD_USER_INPUT where it has not, or as the provider failed
 */
export const checkObject = async (ctx: TeamContext, provider: CrmProvider, object: string): Promise<void> => {
  if (object === provider.defaultObject) return;
  const connection = await inSnapshot(ctx, (snapshot) => connectedIntegration(snapshot, provider.name));
  if (connection !== undefined && connection.settings.object !== object) await askFields(ctx, provider, object);
};
