import { CrmError, type CrmExchange, type CrmProvider, type CrmSession, type CrmTokens } from '../../crm/crm-provider.ts';
import { outsideSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { accessLost, isAccessLost } from './access-lost.ts';
import type { CredentialRow } from './credential.entity.ts';
import { openTokens } from './open-tokens.ts';
import { readCredential } from './read-credential.ts';
import { renewalDue } from './renewal-due.ts';
import { renewTokens } from './renew-tokens.ts';

export interface TokenUse {
  /** Gets every exchange with the provider, in order. */
  record: (exchange: CrmExchange) => void;
  /** How the session keeps the provider's pace, and who hears what answers tell beside their bodies. */
  pacing: (ctx: TeamContext, tokens: CrmTokens) => Pick<CrmSession, 'turn' | 'notice'>;
}

const isPast = (moment: Date | null, now: Date) => moment !== null && moment <= now;

/** The row with tokens that will last for a call; renewed ahead of their end, and not for want of a renewal while they last. */
const freshCredential = async (ctx: TeamContext, provider: CrmProvider): Promise<CredentialRow> => {
  const row = await readCredential(ctx, provider.name);
  if (row === null) throw accessLost(provider.name, 'absent');
  if (row.revokedAt !== null) throw accessLost(provider.name, 'revoked');
  const now = ctx.clock.now();
  if (!isPast(renewalDue(row), now)) return row;
  try {
    return await renewTokens(ctx, provider, row);
  } catch (error) {
    if (isAccessLost(error) || isPast(row.expiresAt, now)) throw error;
    return row;
  }
};

const sessionWith = async (ctx: TeamContext, row: CredentialRow, { record, pacing }: Omit<TokenUse, 'onRevoked'>): Promise<CrmSession> => {
  const tokens = await openTokens(ctx, row);
  return { tokens, signal: ctx.signal, record, ...pacing(ctx, tokens) };
};

/**
 * Runs work against a provider with the team's tokens, renewed when due. Where the provider refuses them all the
 * same they are renewed once and the work runs once more, so it must bear repeating. Never called inside a unit; the
 * work reads nothing of ours, since the operation's other reads wait for it.
 * @throws CrmError of the work or of a renewal; AUTH_EXPIRED, not retryable, where only connecting again helps
 */
export const withTokens = <T>(
  ctx: TeamContext,
  provider: CrmProvider,
  use: TokenUse,
  work: (session: CrmSession) => Promise<T>,
): Promise<T> =>
  outsideSnapshot(ctx, async (own) => {
    const row = await freshCredential(own, provider);
    try {
      return await work(await sessionWith(own, row, use));
    } catch (error) {
      if (!(error instanceof CrmError) || error.fault.code !== 'AUTH_EXPIRED') throw error;
      const renewed = await renewTokens(own, provider, row);
      return work(await sessionWith(own, renewed, use));
    }
  });
