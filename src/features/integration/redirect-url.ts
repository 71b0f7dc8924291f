import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Parts } from '../../shared/context.ts';

/** Redirect addresses that operators have registered with a provider's app, where they are not ours. */
export interface OAuthSettings {
  readonly redirectUrls: Partial<Record<CrmProviderName, string>>;
}

declare module '../../shared/context.ts' {
  interface Parts {
    readonly oauth: OAuthSettings;
  }
}

/** Where a provider sends the browser back to; it must be the same, to the letter, when the code is exchanged. */
export const redirectUrlFor = ({ oauth, site }: Pick<Parts, 'oauth' | 'site'>, provider: CrmProviderName): string =>
  oauth.redirectUrls[provider] ?? `${site.publicUrl}/oauth/${provider.toLowerCase()}/callback`;
