import { LRUCache } from 'lru-cache';
import { LockMode } from '@mikro-orm/core';
import type { CrmNotice, CrmProviderName, CrmQuota } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { Parts, TeamContext } from '../../shared/context.ts';
import { isUsedUp, reserveOf } from './call-reserve.ts';
import { Integration, type StoredQuota } from './integration.entity.ts';
import { storable } from './storable.ts';

/** How often the same is written down at most, in milliseconds: a quota changes with every call. */
const WRITE_MS = 60_000;
/** Connections of which one process remembers what it has written down. */
const MAX_WRITTEN = 10_000;
/** Stands for the quota among the warnings that were written. */
const QUOTA = '';
/** Most warnings of a connection, and the characters of one. */
const MAX_WARNINGS = 20;
const WARNING_MAX = 500;

/** What a provider's answers have told beside their bodies, gathered over some calls. */
export interface Told {
  quota: CrmQuota | null;
  warnings: Set<string>;
}

export const nothingTold = (): Told => ({ quota: null, warnings: new Set() });

export const gather = (told: Told, { quota, warning }: CrmNotice): void => {
  if (quota) told.quota = quota;
  if (warning !== undefined) told.warnings.add(warning);
};

/** What was written of a connection, and what of its quota is kept back. */
interface Written {
  items: ReadonlySet<string>;
  reserve: number;
  usedUp: boolean;
}

const written = new WeakMap<Parts, LRUCache<string, Written>>();

/** What has been written of each connection in the last while, so that it need not be written again. */
const writtenOf = (parts: Parts) => {
  const cache = written.get(parts) ?? new LRUCache<string, Written>({ max: MAX_WRITTEN, ttl: WRITE_MS });
  written.set(parts, cache);
  return cache;
};

const keyOf = ({ actor }: TeamContext, provider: CrmProviderName) => `${actor.teamId}/${provider}`;

/** Lets the next answer write again: what was written is no longer there. */
export const forgetWritten = (ctx: TeamContext, provider: CrmProviderName): void => {
  writtenOf(ctx.parts).delete(keyOf(ctx, provider));
};

const stored = ({ used, limit, resetsAt }: CrmQuota, now: Date): StoredQuota => ({ used, limit, resetsAt: resetsAt?.toISOString() ?? null, at: now.toISOString() });

const shown = (warnings: Iterable<string>): string[] => storable([...new Set([...warnings].map((warning) => warning.slice(0, WARNING_MAX)))].slice(0, MAX_WARNINGS));

/**
 * Writes down what was told: warnings beside those of before, or with `instead` in their place. A connection that has
 * ended meanwhile is left as it is. Returns how many calls are kept back.
 */
export const writeTold = (ctx: TeamContext, provider: CrmProviderName, told: Told, { instead = false } = {}): Promise<number> => {
  if (instead) forgetWritten(ctx, provider);
  return inTransaction(ctx, async ({ em, actor, clock }) => {
    const row = await em.findOne(Integration, { teamId: actor.teamId, provider }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!row || row.status === 'DISCONNECTED') return 0;
    if (told.quota) row.quota = stored(told.quota, clock.now());
    row.warnings = shown(instead ? told.warnings : [...row.warnings, ...told.warnings]);
    return reserveOf(row, row.quota);
  });
};

/** The same, only as often as it is worth it, and at once when a quota comes down to what is kept back. Never fails: it is beside what the caller wanted. */
export const writeToldSometimes = async (ctx: TeamContext, provider: CrmProviderName, told: Told): Promise<void> => {
  const cache = writtenOf(ctx.parts);
  const key = keyOf(ctx, provider);
  const before = cache.get(key) ?? { items: new Set<string>(), reserve: 0, usedUp: false };
  const news = [...(told.quota ? [QUOTA] : []), ...told.warnings].filter((item) => !before.items.has(item));
  const usedUp = told.quota !== null && isUsedUp(told.quota, before.reserve);
  if (news.length === 0 && usedUp === before.usedUp) return;
  // It ends with the first that was written, so that each is written again after a while.
  const remember = (reserve: number) => cache.set(key, { items: new Set([...before.items, ...news]), reserve, usedUp }, { ttl: cache.getRemainingTTL(key) || WRITE_MS });
  remember(before.reserve);
  try {
    remember(await writeTold(ctx, provider, told));
  } catch (error) {
    cache.delete(key);
    ctx.log.warn({ err: error, provider }, 'integration: what the provider told beside its answers is not written down');
  }
};
