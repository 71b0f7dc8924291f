import { LockMode } from '@mikro-orm/core';
import type { CrmProvider, CrmTokens } from '../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { SystemActor } from '../../shared/actor.ts';
import type { Context, Parts, TeamContext } from '../../shared/context.ts';
import { audit } from '../account/index.ts';
import { accessLost, isAccessLost } from './access-lost.ts';
import { Credential, type CredentialRow } from './credential.entity.ts';
import { openTokens } from './open-tokens.ts';
import { readCredential } from './read-credential.ts';
import { sealTokens } from './seal-tokens.ts';

/** The longest renewal, in milliseconds. */
const RENEWAL_TIMEOUT_MS = 30_000;

/** Told in the transaction that marks tokens as revoked, so that what depends on them is marked with them. */
export type OnRevoked = (tx: Tx, reason: string) => Promise<void>;

type Renewer = Context<SystemActor>;

/** Ours, and not the caller's: several wait for one renewal, and a new refresh token must not be lost with one of them. */
const renewerFor = ({ requestId, actor, parts, log, clock }: TeamContext): Renewer => ({
  requestId, parts, log, clock,
  actor: { kind: 'SYSTEM', teamId: actor.teamId, job: 'credential.renew' },
  signal: AbortSignal.timeout(RENEWAL_TIMEOUT_MS),
});

/** Writes over the version that was renewed and over no other; returns what is stored then, be it ours or another's. */
const keep = async (ctx: Renewer, row: CredentialRow, tokens: CrmTokens): Promise<CredentialRow | null> => {
  const sealed = await sealTokens(ctx, row.provider, tokens);
  return inTransaction(ctx, async ({ em, clock }) => {
    const now = clock.now();
    const renewed = { ...sealed, version: row.version + 1, lastRefreshedAt: now, revokedAt: null, consecutiveFailures: 0, updatedAt: now };
    await em.nativeUpdate(Credential, { id: row.id, version: row.version }, renewed);
    return em.findOne(Credential, { id: row.id });
  });
};

/** Counts a failure, and marks a final one; returns the row where somebody else has renewed it meanwhile. */
const noteFailure = (ctx: Renewer, row: CredentialRow, error: unknown, onRevoked: OnRevoked): Promise<CredentialRow | null> =>
  inTransaction(ctx, async (tx) => {
    const current = await tx.em.findOne(Credential, { id: row.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (current?.version !== row.version) return current;
    current.consecutiveFailures += 1;
    current.updatedAt = tx.clock.now();
    if (isAccessLost(error) || current.consecutiveFailures === 1)
      await audit(tx, { action: isAccessLost(error) ? 'credential.access_lost' : 'credential.renewal_failed', target: row.id, data: { provider: row.provider } });
    if (isAccessLost(error)) {
      current.revokedAt = tx.clock.now();
      await onRevoked(tx, error.fault.message);
    }
    return null;
  });

const renew = async (ctx: Renewer, provider: CrmProvider, stale: CredentialRow, onRevoked: OnRevoked): Promise<CredentialRow> => {
  const row = await readCredential(ctx, provider.name);
  if (row === null) throw accessLost(provider.name, 'absent');
  if (row.version !== stale.version) return row;
  if (row.revokedAt !== null) throw accessLost(provider.name, 'revoked');
  try {
    const tokens = await openTokens(ctx, row);
    // What the provider leaves out stays: not every one sends its refresh token again.
    const stored = await keep(ctx, row, { ...tokens, ...(await provider.refreshTokens(tokens, ctx.signal)) });
    if (stored === null) throw accessLost(provider.name, 'absent');
    return stored;
  } catch (error) {
    // A refresh token that is good once looks revoked to the instance that comes second.
    const renewedElsewhere = await noteFailure(ctx, row, error, onRevoked);
    if (renewedElsewhere !== null) return renewedElsewhere;
    throw error;
  }
};

const running = new WeakMap<Parts, Map<string, Promise<CredentialRow>>>();

/**
 * Renews tokens that are due or were refused: once in this process however many ask, and not at all where they have
 * been renewed since `stale` was read. Between instances the stored version decides: the first one to write wins, the
 * other takes its tokens.
 * @throws CrmError as the provider gave it; AUTH_EXPIRED, not retryable, once only connecting again helps
 */
export const renewTokens = (ctx: TeamContext, provider: CrmProvider, stale: CredentialRow, onRevoked: OnRevoked): Promise<CredentialRow> => {
  const renewals = running.get(ctx.parts) ?? new Map<string, Promise<CredentialRow>>();
  running.set(ctx.parts, renewals);
  const shared = renewals.get(stale.id);
  if (shared) return shared;
  const renewal = renew(renewerFor(ctx), provider, stale, onRevoked).finally(() => renewals.delete(stale.id));
  renewals.set(stale.id, renewal);
  return renewal;
};
