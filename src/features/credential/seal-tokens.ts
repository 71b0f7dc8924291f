import type { CrmProviderName, CrmTokens } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';
import { nextRenewal } from './next-renewal.ts';

/** Tokens as they are stored, with what may be shown of them. */
export interface SealedTokens {
  provider: CrmProviderName;
  encrypted: SealedSecret;
  scopes: string[];
  fingerprint: string;
  keyId: string;
  instanceUrl: string | null;
  expiresAt: Date | null;
  /** By our own clock: the database's tells another moment (database-clock.ts). */
  renewAt: Date | null;
}

/** Seals tokens for the team of `ctx`. May derive a key, some 0.1 s on another thread, so it comes before the transaction. */
export const sealTokens = async (ctx: TeamContext, provider: CrmProviderName, tokens: CrmTokens): Promise<SealedTokens> => {
  const { vault, credentials } = ctx.parts;
  const encrypted = await vault.seal(tokens, { teamId: ctx.actor.teamId, provider });
  const expiresAt = tokens.expiresAt === undefined ? null : new Date(tokens.expiresAt);
  return {
    provider,
    encrypted,
    scopes: tokens.scopes,
    fingerprint: vault.fingerprint(tokens.refreshToken ?? tokens.accessToken),
    keyId: encrypted.kid,
    instanceUrl: tokens.instanceUrl ?? null,
    expiresAt,
    renewAt: tokens.refreshToken === undefined ? null : nextRenewal(expiresAt, ctx.clock.now(), credentials.keepAliveMs),
  };
};
