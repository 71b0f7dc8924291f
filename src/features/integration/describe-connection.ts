import { accountLoaders } from '../account/index.ts';
import type { TeamContext } from '../../shared/context.ts';
import { providerNames, type ProviderName } from '../credential/index.ts';

/** Whose account is connected to which team, as people read it: a browser that was led here by another's link shall notice. */
export const describeConnection = async (ctx: TeamContext, { provider, accountName }: { provider: ProviderName; accountName: string | null }): Promise<string> => {
  const team = await accountLoaders(ctx).teamName.load(ctx.actor.teamId);
  const account = accountName === null ? providerNames[provider] : `The ${providerNames[provider]} account ${accountName}`;
  return `${account} is connected to the team “${team ?? ctx.actor.teamId}” of Leadwire.`;
};
