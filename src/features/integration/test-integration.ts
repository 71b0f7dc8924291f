import { CrmError, type CrmAccount, type CrmProvider, type SyncFault } from '../../crm/crm-provider.ts';
import { asAsked } from '../../crm/tried-again.ts';
import { inSnapshot, outsideSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { providerNames, type ProviderName } from '../credential/index.ts';
import { reserveOf } from './call-reserve.ts';
import { errorOfFault } from './error-of-fault.ts';
import { Integration, type IntegrationRow, type StoredQuota } from './integration.entity.ts';
import { canManageIntegrations } from './integration.policy.ts';
import { markIntegration } from './mark-integration.ts';
import { missingScopes } from './missing-scopes.ts';
import { requireProvider } from './require-provider.ts';
import { nothingTold, writeTold, type Told } from './told-by-provider.ts';
import { withTellingSession } from './with-session.ts';

/** A test has ended by then, whatever the provider does, in milliseconds. */
const TEST_TIMEOUT_MS = 8_000;

export interface TestIntegrationInput {
  provider: ProviderName;
}

/** What a test found; the type IntegrationTestPayload of the public schema. */
export interface IntegrationTest {
  ok: boolean;
  latencyMs: number | null;
  accountName: string | null;
  scopes: string[];
  quota: Omit<StoredQuota, 'at' | 'resetsAt'> & { resetsAt: Date | null; reserve: number } | null;
  fault: SyncFault | null;
}

interface Tried {
  account: CrmAccount;
  latencyMs: number;
}

const failed = (fault: SyncFault, latencyMs: number | null = null): IntegrationTest => ({ ok: false, latencyMs, accountName: null, scopes: [], quota: null, fault });

const notConnected = (name: string): SyncFault => ({ code: 'NOT_FOUND', message: `${name} is not connected.`, hint: 'An owner or an admin of the team connects it with startIntegrationAuth.', retryable: false });

const lacking = (name: string, scopes: readonly string[]): SyncFault => ({ code: 'PERMISSION', message: `The connection to ${name} lacks: ${scopes.join(', ')}.`, hint: 'Connect it again and allow everything that is asked for.', retryable: false });

const tookTooLong = (name: string): SyncFault => ({ code: 'TIMEOUT', message: `${name} did not answer within ${String(TEST_TIMEOUT_MS / 1_000)} s.`, hint: 'Try again later.', retryable: true });

const hasTimedOut = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }, { once: true }); });

const askAccount = (ctx: TeamContext, provider: CrmProvider, { settings }: IntegrationRow, told: Told): Promise<Tried> =>
  withTellingSession(ctx, provider.name, { record: () => undefined, told }, async (session) => {
    const begunAt = performance.now();
    const account = await provider.readAccount(session);
    const latencyMs = Math.round(performance.now() - begunAt);
    // Who is connected is told by another service than the one that leads go to.
    if (missingScopes(provider, account.scopes).length === 0) await provider.listFields(session, settings.object);
    const shortcomings = await provider.readShortcomings?.(session, settings.object).catch(() => []);
    for (const shortcoming of shortcomings ?? []) told.warnings.add(shortcoming);
    return { account, latencyMs };
  });

/** Faults that say that the connection as it is does not serve, and those that say that the provider does not. */
const marking = ({ code, retryable }: SyncFault): boolean => code === 'PERMISSION' || (retryable && code !== 'RATE_LIMITED' && code !== 'AUTH_EXPIRED');

const note = async (ctx: TeamContext, { name }: CrmProvider, told: Told, { ok, accountName, scopes, fault }: IntegrationTest): Promise<void> => {
  if (ok) await writeTold(ctx, name, told, { instead: true });
  await inTransaction(ctx, async (tx) => {
    if (fault !== null && marking(fault)) await markIntegration(tx, name, 'ERROR', errorOfFault(fault));
    if (!ok) return;
    await tx.em.nativeUpdate(Integration, { teamId: tx.actor.teamId, provider: name }, { ...(accountName !== null && { accountName }), ...(scopes.length > 0 && { scopes }), lastSeenAt: tx.clock.now() });
    await markIntegration(tx, name, 'CONNECTED');
  });
};

const resultOf = (provider: CrmProvider, row: IntegrationRow, { account, latencyMs }: Tried, told: Told): IntegrationTest => {
  const missing = missingScopes(provider, account.scopes);
  const fault = missing.length > 0 ? lacking(providerNames[provider.name], missing) : null;
  const quota = told.quota ?? account.quota;
  told.quota = quota;
  return { ok: fault === null, latencyMs, accountName: account.accountName, scopes: account.scopes, quota: quota && { ...quota, reserve: reserveOf(row, quota) }, fault };
};

/**
 * Asks a provider who is connected, now. What it finds is also what the integration says afterwards.
 * @throws AppError FORBIDDEN, PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED; whatever else is wrong is in the answer
 */
export const testIntegration = async (ctx: TeamContext, { provider: named }: TestIntegrationInput): Promise<IntegrationTest> => {
  if (!canManageIntegrations(ctx.actor)) throw refuse(ctx.actor, 'test integrations', 'integrations:manage');
  const provider = requireProvider(ctx, named);
  const label = providerNames[provider.name];
  const row = await inSnapshot(ctx, ({ em, actor }) => em.findOne(Integration, { teamId: actor.teamId, provider: provider.name }));
  if (row === null || row.status === 'DISCONNECTED') return failed(notConnected(label));
  const told = nothingTold();
  const timeout = AbortSignal.timeout(TEST_TIMEOUT_MS);
  let result: IntegrationTest;
  try {
    const tried = await outsideSnapshot(ctx, (own) => {
      const asked = askAccount({ ...own, signal: AbortSignal.any([own.signal, timeout]) }, provider, row, told);
      // A renewal goes on behind a test that is over: its tokens must not be lost.
      return Promise.race([asked, hasTimedOut(timeout)]);
    });
    result = resultOf(provider, row, tried, told);
  } catch (error) {
    if (timeout.aborted) result = failed(tookTooLong(label));
    else if (error instanceof CrmError) result = failed(asAsked(error.fault));
    else throw error;
  }
  await note(ctx, provider, told, result);
  return result;
};
