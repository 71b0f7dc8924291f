import type { CrmProvider } from '../../crm/crm-provider.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { providerNames, type ProviderName } from '../credential/index.ts';

/** What this release can speak to, given a client id. A test may hand it others all the same. */
const built: ReadonlySet<ProviderName> = new Set<ProviderName>(['HUBSPOT', 'SALESFORCE']);

/** The provider, where this installation is configured for it. */
export const installedProvider = ({ parts }: Pick<Context, 'parts'>, name: ProviderName): CrmProvider | undefined =>
  name === 'SLACK' ? undefined : parts.crm.providers[name];

/** @throws AppError PROVIDER_NOT_SUPPORTED for what is not built, PROVIDER_NOT_CONFIGURED for what lacks its client id */
export const requireProvider = (ctx: Pick<Context, 'parts'>, name: ProviderName): CrmProvider => {
  const provider = installedProvider(ctx, name);
  if (provider) return provider;
  const label = providerNames[name];
  if (name === 'SLACK') throw new AppError('PROVIDER_NOT_SUPPORTED', 'Slack takes no leads: set it up with configureSlack, and try it with testSlack.');
  if (!built.has(name)) throw new AppError('PROVIDER_NOT_SUPPORTED', `${label} cannot be connected yet.`);
  throw new AppError('PROVIDER_NOT_CONFIGURED', `This server has no client for ${label}: its operator sets ${name}_CLIENT_ID and ${name}_CLIENT_SECRET.`);
};
