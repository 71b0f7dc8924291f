import { createHash, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { RawClient } from '../realtime/raw-client.ts';
import { startApp, type Json, type TestApp } from '../support/app.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const naming = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } });
const redisUrl = () => process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

const send = async (app: TestApp, body: Json): Promise<[number, string | undefined]> => {
  const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const { errors } = (await response.json()) as Json;
  return [response.status, errors?.[0]?.message as string | undefined];
};

const OK = [200, undefined];
const NOT_FOUND = [400, 'PersistedQueryNotFound'];
let count = 0;
const newQuery = () => `query Q${String((count += 1))} { __typename }`;

describe('automatically persisted queries of several instances', () => {
  const prefix = `test-${randomUUID()}`;
  let redis: Redis;
  beforeAll(() => { redis = new Redis(redisUrl(), { keyPrefix: `${prefix}:` }); });
  afterAll(() => redis.quit());

  it('[APQ] a hash that A was given is found by B, over both doors, and by an instance that starts later; not by another installation', async () => {
    const env = { REDIS_PREFIX: prefix };
    const [a, b, foreign] = [await startApp({ env }), await startApp({ env }), await startApp()];
    try {
      const query = newQuery();
      expect(await send(b, naming(query))).toEqual(NOT_FOUND);
      expect(await send(a, { query, ...naming(query) })).toEqual(OK);
      expect(await send(b, naming(query))).toEqual(OK);
      expect(await send(foreign, naming(query))).toEqual(NOT_FOUND);
      const second = newQuery();
      await send(a, { query: second, ...naming(second) });
      const { token } = await b.signUp();
      const client = await RawClient.greeted(`${b.url.replace('http', 'ws')}/graphql`, token);
      client.send({ id: '1', type: 'subscribe', payload: naming(second) });
      expect((await client.next('1')).data).toEqual({ __typename: 'Query' });
      client.close();
    } finally {
      await Promise.all([a.stop(), b.stop(), foreign.stop()]);
    }
  });

  it('[APQ] a text lives APQ_SECONDS after its last use, and what another wrote under its hash is not believed', async () => {
    const env = { REDIS_PREFIX: prefix, APQ_SECONDS: '1000' };
    const [a, b] = [await startApp({ env }), await startApp({ env })];
    try {
      const query = newQuery();
      const key = `apq:${sha256(query)}`;
      await send(a, { query, ...naming(query) });
      expect(await redis.ttl(key)).toBeGreaterThan(900);
      await redis.expire(key, 10);
      expect(await send(b, naming(query))).toEqual(OK);
      expect(await redis.ttl(key)).toBeGreaterThan(900);
      const forged = newQuery();
      await redis.set(`apq:${sha256(forged)}`, '{ __schema { types { name } } }');
      expect(await send(b, naming(forged))).toEqual(NOT_FOUND);
    } finally {
      await Promise.all([a.stop(), b.stop()]);
    }
  });

  it('[APQ] a Redis that is cut off fails no request: what is known stays known, the rest is sent again', async () => {
    const proxy = await startTcpProxy(Number(new URL(redisUrl()).port || '6379'));
    const a = await startApp({ env: { REDIS_PREFIX: prefix, REDIS_URL: `redis://127.0.0.1:${String(proxy.port)}` } });
    const b = await startApp({ env: { REDIS_PREFIX: prefix } });
    try {
      const [before, during, after] = [newQuery(), newQuery(), newQuery()];
      expect(await send(a, { query: before, ...naming(before) })).toEqual(OK);
      await proxy.cut();
      expect(await send(a, naming(before))).toEqual(OK);
      expect(await send(a, naming(during))).toEqual(NOT_FOUND);
      expect(await send(a, { query: during, ...naming(during) })).toEqual(OK);
      expect(await send(a, naming(during))).toEqual(OK);
      await proxy.restore();
      await send(b, { query: after, ...naming(after) });
      await until('A finds again what B was given', async () => (await send(a, naming(after)))[0] === 200);
      expect(await send(b, naming(before))).toEqual(OK);
    } finally {
      await a.stop();
      await b.stop();
      await proxy.close();
    }
  });
});
