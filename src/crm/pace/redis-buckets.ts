import type { Redis } from 'ioredis';
import type { Buckets } from './buckets.ts';

const KEY = 'pace';

/** Redis' own clock counts, since those of the instances differ. A bucket that is full again need not be kept. */
const take = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
  local wait = math.max(full - now - tonumber(ARGV[2]), 0)
  if wait > tonumber(ARGV[3]) then return { 0, math.ceil(wait) } end
  full = full + tonumber(ARGV[1])
  redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now) + 1)
  return { 1, math.ceil(wait) }`;

const hold = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local full = now + tonumber(ARGV[1])
  if tonumber(redis.call('GET', KEYS[1]) or '0') >= full then return 0 end
  redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now) + 1)
  return 1`;

/** Buckets that all instances share. Rejects while Redis is away. */
export const redisBuckets = (redis: Redis): Buckets => ({
  take: async (key, { stepMs, leadMs, patienceMs }) => {
    const [booked, waitMs] = (await redis.eval(take, 1, `${KEY}:${key}`, stepMs, leadMs, patienceMs)) as [number, number];
    return { booked: booked === 1, waitMs };
  },
  hold: async (key, leadMs, ms) => {
    await redis.eval(hold, 1, `${KEY}:${key}`, ms + leadMs);
  },
});
