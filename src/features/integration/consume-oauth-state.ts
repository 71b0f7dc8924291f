import { LockMode } from '@mikro-orm/core';
import { inSystem } from '../../database/in-system.ts';
import { badField } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import type { ProviderName } from '../credential/index.ts';
import { OAuthState, type OAuthStateRow } from './oauth-state.entity.ts';
import { hashOf, looksLikeSecret } from './random-secret.ts';

/** Who presents a state, where that is known: the callback knows nobody. */
export interface Claimant {
  teamId: string;
  id: string;
}

const refusals = {
  STATE_UNKNOWN: 'This state was never given out, or it was altered on its way.',
  STATE_FOREIGN: 'This state belongs to another person, team or provider.',
  STATE_USED: 'This state has been used already.',
  STATE_EXPIRED: 'This state has expired: ten minutes were over.',
};

/** Why a state is refused; null when it is good. */
export const refusalOf = (
  row: Pick<OAuthStateRow, 'teamId' | 'userId' | 'provider' | 'usedAt' | 'expiresAt'> | null,
  provider: ProviderName,
  claimant: Claimant | null,
  now: Date,
): keyof typeof refusals | null => {
  if (row === null) return 'STATE_UNKNOWN';
  const foreign = claimant !== null && (row.teamId !== claimant.teamId || row.userId !== claimant.id);
  if (foreign || row.provider !== provider) return 'STATE_FOREIGN';
  if (row.usedAt !== null) return 'STATE_USED';
  return row.expiresAt <= now ? 'STATE_EXPIRED' : null;
};

/**
 * Takes what `startIntegrationAuth` laid down under a state. It is good once, however many come with it at the same
 * time: the row is locked while it is judged. A refused one stays as it is.
 * @throws AppError BAD_USER_INPUT with STATE_UNKNOWN, STATE_FOREIGN, STATE_USED or STATE_EXPIRED
 */
export const consumeOAuthState = (ctx: Pick<Context, 'parts' | 'clock'>, state: string, provider: ProviderName, claimant: Claimant | null): Promise<OAuthStateRow> =>
  inSystem(ctx, 'oauth-state', async ({ em }) => {
    const now = ctx.clock.now();
    const row = looksLikeSecret(state)
      ? await em.findOne(OAuthState, { stateHash: hashOf(state) }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null;
    const refusal = refusalOf(row, provider, claimant, now);
    if (row === null || refusal !== null) {
      const code = refusal ?? 'STATE_UNKNOWN';
      throw badField('state', code, `${refusals[code]} Begin again with startIntegrationAuth.`);
    }
    row.usedAt = now;
    return row;
  });
