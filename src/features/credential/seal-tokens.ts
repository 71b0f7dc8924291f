import type { CrmProviderName, CrmTokens } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';

/** Tokens as they are stored, with what may be shown of them. */
export interface SealedTokens {
  provider: CrmProviderName;
  encrypted: SealedSecret;
  scopes: string[];
  fingerprint: string;
  keyId: string;
  expiresAt: Date | null;
}

/** Seals tokens for the team of `ctx`. Derives a key, some 0.1 s on another thread, so it comes before the transaction. */
export const sealTokens = async (ctx: TeamContext, provider: CrmProviderName, tokens: CrmTokens): Promise<SealedTokens> => {
  const { vault } = ctx.parts;
  const encrypted = await vault.seal(tokens, { teamId: ctx.actor.teamId, provider });
  return {
    provider,
    encrypted,
    scopes: tokens.scopes,
    fingerprint: vault.fingerprint(tokens.refreshToken ?? tokens.accessToken),
    keyId: encrypted.kid,
    expiresAt: tokens.expiresAt === undefined ? null : new Date(tokens.expiresAt),
  };
};
