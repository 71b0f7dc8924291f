import { Redis } from 'ioredis';
import type { Logger } from '../shared/logger.ts';

/** Between attempts to reach a Redis that is gone. */
const RECONNECT_MS = 500;
/** Longest wait for an answer: a Redis that hangs is as good as one that is gone. */
const COMMAND_MS = 500;

declare module '../shared/context.ts' {
  interface Parts {
    /** For small shared values: counters, documents. Null without REDIS_URL. Commands fail at once while it is down. */
    readonly redis: Redis | null;
  }
}

/**
 * A connection for commands; all keys begin with the prefix. Nothing waits for a Redis that is gone: a command then rejects at once, and whoever sent
 * it goes on without.
 */
export const openRedis = (url: string, prefix: string, log: Logger): Redis => {
  const redis = new Redis(url, { keyPrefix: `${prefix}:`, enableOfflineQueue: false, commandTimeout: COMMAND_MS, maxRetriesPerRequest: 1, retryStrategy: () => RECONNECT_MS });
  // Whether it is up the bus tells; without a listener an error would end the process.
  redis.on('error', (error: Error) => { log.debug({ reason: error.message }, 'redis: no connection for commands'); });
  return redis;
};
