import type { Context } from '../../shared/context.ts';
import type { IdentityProvider } from './account-settings.ts';
import { createKeySet } from './key-set.ts';

/** Where an identity provider is described; all three or none. */
export interface IdentityProviderConfig {
  readonly jwksUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
}

/** The identity provider of the configuration; null where there is none. It is not called before its first token. */
export const openIdentityProvider = ({ jwksUrl, issuer, audience }: IdentityProviderConfig, surroundings: Pick<Context, 'clock' | 'log'>): IdentityProvider | null =>
  jwksUrl === undefined || issuer === undefined || audience === undefined ? null : { issuer, audience, keys: createKeySet(jwksUrl, surroundings) };
