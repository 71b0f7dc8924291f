import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { CrmTokens } from '../../crm/crm-provider.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Parts, TeamContext } from '../../shared/context.ts';
import { VaultError } from '../../vault/vault-error.ts';
import { accessLost } from './access-lost.ts';
import type { CredentialRow } from './credential.entity.ts';
import { providerNames } from './provider-names.ts';

/** Connections whose tokens one process keeps open at once, and for how long, in milliseconds. */
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
});

const opened = new WeakMap<Parts, LRUCache<string, Promise<CrmTokens>>>();

const cacheOf = (parts: Parts) => {
  const cache = opened.get(parts) ?? new LRUCache<string, Promise<CrmTokens>>({ max: MAX_OPEN, ttl: OPEN_MS });
  opened.set(parts, cache);
  return cache;
};

/** Damage ends with connecting again; a key that this process lacks ends with its operator, and everything stays as it is. */
const whyClosed = ({ provider, teamId }: CredentialRow, { parts, log }: TeamContext, error: unknown): Error => {
  const reason = error instanceof VaultError ? error.reason : 'MALFORMED';
  log.error({ provider, teamId, reason, keyId: parts.vault.keyId }, 'credential: stored tokens cannot be opened');
  if (reason === 'MALFORMED' || reason === 'REFUSED') return accessLost(provider, 'unreadable');
  return new AppError('SERVICE_UNAVAILABLE', `The stored access to ${providerNames[provider]} cannot be opened by this server. Its operator finds the reason in the log.`);
};

const open = async (ctx: TeamContext, row: CredentialRow): Promise<CrmTokens> => {
  try {
    return tokensShape.parse(await ctx.parts.vault.open(row.encrypted, { teamId: row.teamId, provider: row.provider }));
  } catch (error) {
    throw whyClosed(row, ctx, error);
  }
};

/**
 * The tokens of a row as it was read. What is opened is kept by the row's version, so nothing has to be told when
 * they change.
 * @throws CrmError AUTH_EXPIRED for damaged ones, AppError SERVICE_UNAVAILABLE where the vault lacks the key
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
