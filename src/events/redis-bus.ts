import { RedisPubSub } from 'graphql-redis-subscriptions';
import { Redis } from 'ioredis';
import type { Logger } from '../shared/logger.ts';
import { busOver, type Bus } from './bus.ts';
import { watchRedis } from './watch-redis.ts';

/** Between attempts to reach a Redis that is gone; short, since every second without it costs latency. */
const RECONNECT_MS = 500;
/** How long the first connection may take before the process starts without Redis. */
const FIRST_CONNECTION_MS = 2_000;

const firstConnection = (redis: Redis): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, FIRST_CONNECTION_MS);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** The bus over Redis pub/sub. Resolves also when Redis is down: it is used as soon as it is there. */
export const redisBus = async (url: string, log: Logger): Promise<Bus> => {
  const shared = { retryStrategy: () => RECONNECT_MS, maxRetriesPerRequest: null };
  // A publisher without a queue: a hint that comes minutes late helps nobody.
  const publisher = new Redis(url, { ...shared, enableOfflineQueue: false });
  // Without the ready check, else a subscribe during it is lost ("Connection in subscriber mode").
  const subscriber = new Redis(url, { ...shared, enableReadyCheck: false });
  // RedisPubSub does not wait for its unsubscribes: one cut short by close() must not crash the process.
  const unsubscribe = subscriber.unsubscribe.bind(subscriber);
  Object.assign(subscriber, { unsubscribe: (channel: string) => unsubscribe(channel).catch(() => 0), punsubscribe: () => Promise.resolve(0) });
  let wasUp: boolean | undefined;
  const note = (up: boolean, reason?: string) => {
    if (wasUp === up) return;
    wasUp = up;
    if (up) log.info('redis: connected');
    else log.warn({ reason }, 'redis: not reachable; events are read from PostgreSQL until it is back');
  };
  for (const redis of [publisher, subscriber]) {
    redis.on('error', (error: Error) => { note(false, error.message); });
    redis.on('ready', () => { note(true); });
  }
  await Promise.all([firstConnection(publisher), firstConnection(subscriber)]);
  const watch = watchRedis(publisher, subscriber);
  const status = () => (publisher.status === 'ready' && subscriber.status === 'ready' && watch.isHeard() ? 'up' : 'down');
  return busOver(new RedisPubSub({ publisher, subscriber }), status, () => {
    watch.stop();
    // quit() would wait for a Redis that is gone.
    publisher.disconnect();
    subscriber.disconnect();
    return Promise.resolve();
  });
};
