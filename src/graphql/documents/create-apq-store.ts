import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../shared/clock.ts';
import type { ApqStore } from './persisted-documents.ts';

/** Bytes of all texts that a process keeps; the one that was used longest ago goes first. */
const MEMORY_BYTES = 8 * 1024 * 1024;

/** What an entry takes beside its text: the hash, and the places in the cache's lists. */
const ENTRY_BYTES = 256;

/** Longest wait for Redis, in milliseconds. One that is slower than that counts as down. */
const PATIENCE_MS = 250;

/** The commands of Redis that are needed here. */
export interface SharedTexts {
  readonly set: (key: string, text: string, unit: 'EX', seconds: number) => Promise<unknown>;
  readonly getex: (key: string, unit: 'EX', seconds: number) => Promise<string | null>;
}

export interface ApqStoreOptions {
  /** Shared by all instances; null where each is on its own. */
  redis: SharedTexts | null;
  clock: Clock;
  /** Life of a text after its last use. */
  seconds: number;
  memoryBytes?: number;
}

/** What a promise brings in time; null if it fails or takes too long. */
const inTime = async <T>(promise: Promise<T>): Promise<T | null> => {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => { late.resolve(null); }, PATIENCE_MS);
  try {
    return await Promise.race([promise, late.promise]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};

const isTextOf = (text: string, hash: string) => createHash('sha256').update(text).digest('hex') === hash;

/**
 * Keeps texts in the memory of the process, which never fails, and in Redis, where other instances find them. Only
 * the first use and about ten others in the life of a text go to Redis; a Redis that is down costs hits, not requests.
 */
export const createApqStore = ({ redis, clock, seconds, memoryBytes = MEMORY_BYTES }: ApqStoreOptions): ApqStore => {
  const life = seconds * 1_000;
  const memory = new LRUCache<string, string>({
    maxSize: memoryBytes,
    sizeCalculation: (text) => Buffer.byteLength(text) + ENTRY_BYTES,
    ttl: life,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });
  const keyOf = (hash: string) => `apq:${hash}`;

  const keep: ApqStore['keep'] = async (hash, text) => {
    const left = memory.has(hash) ? memory.getRemainingTTL(hash) : 0;
    if (left > life * 0.9) return;
    memory.set(hash, text);
    if (redis) await inTime(redis.set(keyOf(hash), text, 'EX', seconds));
  };

  return {
    keep,
    find: async (hash) => {
      const known = memory.get(hash);
      if (known !== undefined) {
        await keep(hash, known);
        return known;
      }
      const shared = redis && (await inTime(redis.getex(keyOf(hash), 'EX', seconds)));
      // Others may write to Redis: what it says is checked like what a client says.
      if (shared === null || !isTextOf(shared, hash)) return null;
      memory.set(hash, shared);
      return shared;
    },
  };
};
