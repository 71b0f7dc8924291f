import { randomUUID } from 'node:crypto';
import { startApp } from '../../support/app.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { behindProxy, guess, PASSWORD, signInFrom, signUpFrom } from './sign-in-from.ts';

const PATIENCE_MS = 60_000;
const env = { ...behindProxy, SIGN_IN_FAILURES_PER_PAIR: '3', SIGN_IN_FAILURES_PER_ADDRESS: '6', SIGN_IN_FAILURES_PER_ACCOUNT: '4', SIGN_IN_SLOW_SECONDS: '3600' };
const redisPort = () => Number(new URL(process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379').port || '6379');
const refusedOf = (codes: string[]) => codes.filter((code) => code === 'RATE_LIMITED').length;

describe('several instances on one Redis', () => {
  it('[A10] count failed sign-ins together, and forget them together', async () => {
    const shared = { ...env, REDIS_PREFIX: `test-${randomUUID()}` };
    // Each has a database of its own: what they share is Redis alone.
    const [a, b] = [await startApp({ env: shared }), await startApp({ env: shared })];
    try {
      const email = 'owner@example.com';
      for (const app of [a, b]) expect((await signUpFrom(app, '192.0.2.1', email)).code).toBe('fine');
      expect(refusedOf([...(await guess(a, 2, '192.0.2.2', email)), ...(await guess(b, 2, '192.0.2.2', email))])).toBe(1);
      expect((await signInFrom(a, '192.0.2.2', email)).code).toBe('RATE_LIMITED');
      // Three of the account are used up there: one is left for all other addresses.
      expect([...(await guess(a, 1, '192.0.2.3', email)), ...(await guess(b, 1, '192.0.2.4', email))]).toEqual(['UNAUTHENTICATED', 'RATE_LIMITED']);
      for (const app of [a, b]) expect((await signInFrom(app, '192.0.2.1', email)).code).toBe('fine');

      // One more than the limit: at an address of the owner's own the next is let through, and then one in a while.
      expect(await guess(a, 4, '192.0.2.1', email)).not.toContain('RATE_LIMITED');
      expect((await signInFrom(b, '192.0.2.1', email)).code).toBe('RATE_LIMITED');
      const many = await Promise.all(Array.from({ length: 12 }, (_, index) => signInFrom(index % 2 === 0 ? a : b, '192.0.2.9', `stranger-${String(index)}@example.com`, PASSWORD)));
      expect(refusedOf(many.map(({ code }) => code))).toBe(6);
    } finally {
      await Promise.all([a.stop(), b.stop()]);
    }
  }, PATIENCE_MS);

  it('[A10] count each for itself while Redis is gone, and lock nobody out', async () => {
    const proxy = await startTcpProxy(redisPort());
    const app = await startApp({ env: { ...env, REDIS_URL: `redis://127.0.0.1:${String(proxy.port)}` } });
    try {
      const email = 'owner@example.com';
      await signUpFrom(app, '192.0.2.1', email);
      expect(await guess(app, 4, '192.0.2.2', email)).toContain('RATE_LIMITED');
      await proxy.cut();
      await until('Redis is gone', async () => (await fetch(`${app.url}/readyz`)).status === 503);
      expect((await signInFrom(app, '192.0.2.1', email)).code).toBe('fine');
      expect(await guess(app, 4, '192.0.2.3', email)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'RATE_LIMITED']);
      expect((await signInFrom(app, '192.0.2.3', email)).code).toBe('RATE_LIMITED');
      expect((await signInFrom(app, '192.0.2.1', email)).code).toBe('fine');
      await proxy.restore();
      await until('Redis is back', () => app.app.parts.base.parts.redis?.status === 'ready');
      expect((await signInFrom(app, '192.0.2.2', email)).code).toBe('RATE_LIMITED');
      expect((await signInFrom(app, '192.0.2.1', email)).code).toBe('fine');
    } finally {
      await app.stop();
      await proxy.close();
    }
  }, PATIENCE_MS);
});
