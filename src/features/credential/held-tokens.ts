import type { CrmProviderName, CrmTokens } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import { openTokens } from './open-tokens.ts';
import { readCredential } from './read-credential.ts';

/** What the team holds for a provider, to end it there; null where that is nothing. @throws as `openTokens` */
export const heldTokens = async (ctx: TeamContext, provider: CrmProviderName): Promise<CrmTokens | null> => {
  const row = await readCredential(ctx, provider);
  return row && openTokens(ctx, row);
};
