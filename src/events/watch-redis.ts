import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

/** How often the process says something to itself. */
const EVERY_MS = 2_000;

/** Whether what is published comes back. */
export interface RedisWatch {
  /** False from a word that did not come back to one that does. */
  readonly isHeard: () => boolean;
  readonly stop: () => void;
}

/**
 * Says something to itself through Redis, again and again. A connection can be half open, and a Redis can hang: both
 * look connected, and nothing passes. What is not heard until the next word makes both connections anew.
 */
export const watchRedis = (publisher: Redis, subscriber: Redis): RedisWatch => {
  const channel = `leadwire:echo:${randomUUID()}`;
  let isWaiting = false;
  let isLost = false;
  subscriber.on('message', (from: string) => {
    if (from !== channel) return;
    isWaiting = false;
    isLost = false;
  });
  const listen = () => { subscriber.subscribe(channel).catch(() => undefined); };
  if (subscriber.status === 'ready') listen();
  else subscriber.once('ready', listen);

  const speak = () => {
    const isReady = publisher.status === 'ready' && subscriber.status === 'ready';
    if (isReady && isWaiting) {
      isLost = true;
      // Both come back by themselves, and the subscriber with all its channels.
      for (const redis of [publisher, subscriber]) redis.disconnect(true);
    } else if (isReady) publisher.publish(channel, '').catch(() => undefined);
    isWaiting = isReady && !isWaiting;
  };
  const timer = setInterval(speak, EVERY_MS).unref();
  return { isHeard: () => !isLost, stop: () => { clearInterval(timer); } };
};
