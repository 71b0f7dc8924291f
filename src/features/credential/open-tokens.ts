import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { CrmError, type CrmProviderName, type CrmTokens } from '../../crm/crm-provider.ts';
import type { Parts, TeamContext } from '../../shared/context.ts';
import { VaultError } from '../../vault/vault-error.ts';
import { accessLost } from './access-lost.ts';
import type { CredentialRow } from './credential.entity.ts';
import { providerNames } from './provider-names.ts';

/** Connections whose tokens one process keeps open at once, and for how long after their last use, in milliseconds. */
const MAX_OPEN = 1_000;
const OPEN_MS = 60_000;

const tokensShape = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).exactOptional(),
  expiresAt: z.number().exactOptional(),
  instanceUrl: z.string().exactOptional(),
  scopes: z.array(z.string()),
  accountId: z.string().exactOptional(),
  accountName: z.string().exactOptional(),
  loginUrl: z.string().exactOptional(),
});

const opened = new WeakMap<Parts, LRUCache<string, Promise<CrmTokens>>>();

const cacheOf = (parts: Parts) => {
  const cache = opened.get(parts) ?? new LRUCache<string, Promise<CrmTokens>>({ max: MAX_OPEN, ttl: OPEN_MS, updateAgeOnGet: true });
  opened.set(parts, cache);
  return cache;
};

/** A key that this process lacks ends with its operator; everything stays as it is, and goes on then. */
const closed = (provider: CrmProviderName, reason: VaultError['reason']): CrmError =>
  new CrmError({
    code: 'UNKNOWN',
    message: `The stored access to ${providerNames[provider]} cannot be opened by this server.`,
    hint: reason === 'UNKNOWN_KEY' ? 'Its operator sets SECRET_VAULT_KEY_PREVIOUS to what SECRET_VAULT_KEY was before. Nothing is lost.' : 'Its operator finds the reason in the log. Nothing is lost.',
    retryable: true,
    closed: true,
  }, { undone: true });

/** Damage ends with connecting again. */
const whyClosed = ({ provider, teamId, keyId }: CredentialRow, { parts, log }: TeamContext, error: unknown): Error => {
  const reason = error instanceof VaultError ? error.reason : 'MALFORMED';
  log.error({ provider, teamId, reason, keyId, keyIdHere: parts.vault.keyId }, 'credential: stored tokens cannot be opened');
  if (reason === 'MALFORMED' || reason === 'REFUSED') return accessLost(provider, 'unreadable');
  return closed(provider, reason);
};

const open = async (ctx: TeamContext, row: CredentialRow): Promise<CrmTokens> => {
  try {
    ctx.parts.observer.opened(row.provider);
    return tokensShape.parse(await ctx.parts.vault.open(row.encrypted, { teamId: row.teamId, provider: row.provider }));
  } catch (error) {
    throw whyClosed(row, ctx, error);
  }
};

/**
 * The tokens of a row as it was read. What is opened is kept by the row's version, so nothing has to be told when
 * they change.
 * @throws CrmError AUTH_EXPIRED for damaged ones, `closed` where the vault lacks the key
 */
export const openTokens = (ctx: TeamContext, row: CredentialRow): Promise<CrmTokens> => {
  const cache = cacheOf(ctx.parts);
  const name = `${row.id}/${row.version}`;
  const known = cache.get(name);
  if (known) return known;
  const opening = open(ctx, row);
  cache.set(name, opening);
  opening.catch(() => cache.delete(name));
  return opening;
};
