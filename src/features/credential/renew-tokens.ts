import { setTimeout as wait } from 'node:timers/promises';
import { CrmError, type CrmProvider, type CrmTokens } from '../../crm/crm-provider.ts';
import { databaseNow } from '../../database/database-clock.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { SystemActor } from '../../shared/actor.ts';
import type { Context, Parts, TeamContext } from '../../shared/context.ts';
import { longestDelay } from '../../shared/retry-delay.ts';
import { accessLost, isAccessLost } from './access-lost.ts';
import type { CredentialRow } from './credential.entity.ts';
import { keepTokens } from './keep-tokens.ts';
import { takeLease } from './lease.ts';
import { noteFailure, PAUSES } from './note-failure.ts';
import { openTokens } from './open-tokens.ts';
import { readCredential } from './read-credential.ts';

/** How often a process looks whether the renewal of another one is done. */
const LOOK_EVERY_MS = 100;

type Renewer = Context<SystemActor>;

/** Ours, and not the caller's: several wait for one renewal, and a new refresh token must not be lost with one of them. */
const renewerFor = ({ requestId, actor, parts, log, clock, signal }: TeamContext): Renewer =>
  ({ requestId, parts, log, clock, signal, actor: { kind: 'SYSTEM', teamId: actor.teamId, job: 'credential.renew' } });

/**
 * Who comes within the pause after a failure is told the same again, and the provider is left alone. No pause is longer
 * than the longest: what seems so was written while the clock of the database was ahead of what it is now.
 */
const refuseInPause = async (ctx: Renewer, { consecutiveFailures, lastFault, renewAt }: CredentialRow): Promise<void> => {
  if (consecutiveFailures === 0 || lastFault === null || renewAt === null) return;
  const pause = renewAt.getTime() - (await inSnapshot(ctx, databaseNow)).getTime();
  if (pause <= 0 || pause > longestDelay(PAUSES)) return;
  throw new CrmError({ ...lastFault, retryAfter: pause, ofConnection: true });
};

/** The stored row. @throws CrmError of what is no longer there, or no longer accepted */
const living = (row: CredentialRow | null, { name }: CrmProvider): CredentialRow => {
  if (row === null) throw accessLost(name, 'absent');
  if (row.revokedAt !== null) throw accessLost(name, 'revoked');
  return row;
};

/** Whatever keeps tokens from being renewed says nothing of what they were to be used for. */
const asOfConnection = (error: unknown): unknown => {
  if (!(error instanceof CrmError)) return error;
  const { fault } = error;
  return isAccessLost(error) ? error : new CrmError({ ...fault, ofConnection: true }, { cause: error });
};

const askProvider = async (ctx: Renewer, provider: CrmProvider, row: CredentialRow): Promise<CrmTokens> => {
  const tokens = await openTokens(ctx, row);
  // What the provider leaves out stays: not every one sends its refresh token again.
  return { ...tokens, ...(await provider.refreshTokens(tokens, AbortSignal.timeout(ctx.parts.credentials.renewalTimeoutMs))) };
};

/** Renews as the holder of the lease; null where another has taken over meanwhile. */
const renewAsHolder = async (ctx: Renewer, provider: CrmProvider, row: CredentialRow, lease: string): Promise<CredentialRow | null> => {
  const { observer } = ctx.parts;
  let tokens: CrmTokens;
  try {
    tokens = await askProvider(ctx, provider, row);
  } catch (error) {
    if (!(await noteFailure(ctx, row, lease, error))) return null;
    observer.refreshed(provider.name, isAccessLost(error) ? 'REVOKED' : 'FAILED');
    throw asOfConnection(error);
  }
  const stored = living(await keepTokens(ctx, row, tokens), provider);
  observer.refreshed(provider.name, 'RENEWED');
  return stored;
};

const renew = async (ctx: Renewer, provider: CrmProvider, stale: CredentialRow): Promise<CredentialRow> => {
  for (;;) {
    const row = living(await readCredential(ctx, provider.name), provider);
    if (row.id !== stale.id || row.version !== stale.version) return row;
    await refuseInPause(ctx, row);
    const lease = await takeLease(ctx, row);
    const renewed = lease === null ? null : await renewAsHolder(ctx, provider, row, lease);
    if (renewed !== null) return renewed;
    await wait(LOOK_EVERY_MS);
  }
};

const running = new WeakMap<Parts, Map<string, Promise<CredentialRow>>>();

/**
 * Renews tokens that are due or were refused: once over all instances however many ask, and not at all where they have
 * been renewed since `stale` was read. Within this process all wait for one promise; between processes a lease on the
 * row says who asks the provider, and the others look every 0.1 s and take what it has stored. A holder that dies is
 * overtaken when its lease ends.
 * @throws CrmError as the provider gave it; AUTH_EXPIRED, not retryable, once only connecting again helps
 */
export const renewTokens = (ctx: TeamContext, provider: CrmProvider, stale: CredentialRow): Promise<CredentialRow> => {
  const renewals = running.get(ctx.parts) ?? new Map<string, Promise<CredentialRow>>();
  running.set(ctx.parts, renewals);
  const shared = renewals.get(stale.id);
  if (shared) return shared;
  const renewal = renew(renewerFor(ctx), provider, stale).finally(() => renewals.delete(stale.id));
  renewals.set(stale.id, renewal);
  return renewal;
};
