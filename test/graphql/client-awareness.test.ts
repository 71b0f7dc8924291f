import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startApp, type Session, type TestApp } from '../support/app.ts';

let app: TestApp;
let ada: Session;
beforeAll(async () => {
  app = await startApp();
  ada = await app.signUp('Ada');
});
afterAll(() => app.stop());

const ask = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.token}`, ...headers }, body: JSON.stringify({ query }) });
const metrics = async (headers: Record<string, string> = {}, { url } = app) => {
  const response = await fetch(`${url}/metrics`, { headers });
  return { status: response.status, text: await response.text() };
};
/** The lines of one metric that carry all these labels, by their value. */
const counted = async (name: string, labels: Record<string, string> = {}): Promise<number[]> => {
  const lines = (await metrics()).text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return lines.filter((line) => Object.entries(labels).every(([key, value]) => line.includes(`${key}="${value}"`))).map((line) => Number(line.split(' ').at(-1)));
};
const named = (name: string, version: string) => ({ 'apollographql-client-name': name, 'apollographql-client-version': version });

describe('[Part 2: client awareness] GET /metrics', () => {
  it('counts two named clients apart, by version, kind and code', async () => {
    await ask('{ leads { nodes { id } } }', named('web', '1.0.0'));
    await ask('{ leads { nodes { id } } }', named('web', '1.0.0'));
    await ask('{ leads { nodes { id } } }', named('web', '1.1.0'));
    await ask('mutation { createLead(input: { name: "Grace" }) { lead { id } } }', named('ios', '7'));
    await ask('{ lead(id: "lead_00000000000000000000000000") { id } }', named('ios', '7'));
    await ask('{ nothingLikeIt }', named('ios', '7'));
    const operations = 'leadwire_operations_total';
    expect(await counted(operations, { client_name: 'web', client_version: '1.0.0', kind: 'query', transport: 'http', code: 'OK' })).toEqual([2]);
    expect(await counted(operations, { client_name: 'web', client_version: '1.1.0', code: 'OK' })).toEqual([1]);
    expect(await counted(operations, { client_name: 'ios', kind: 'mutation', code: 'OK' })).toEqual([1]);
    expect(await counted(operations, { client_name: 'ios', kind: 'query', code: 'NOT_FOUND' })).toEqual([1]);
    expect(await counted(operations, { client_name: 'ios', kind: 'unknown', code: 'GRAPHQL_VALIDATION_FAILED' })).toEqual([1]);
  });

  it('counts a socket by what its connectionParams say, and what it has open', async () => {
    const client = createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { token: ada.token, ...named('board', '2') } });
    const stream = client.iterate({ query: 'subscription { leadUpdated { id } }', extensions: { resume: true } });
    await stream.next();
    await client.iterate({ query: '{ leads { nodes { id } } }' }).next();
    await client.iterate({ query: 'subscription { leadUpdated(after: "garbage") { id } }' }).next().catch(() => undefined);
    const socket = { client_name: 'board', client_version: '2', transport: 'websocket' };
    expect(await counted('leadwire_operations_total', { ...socket, kind: 'subscription', code: 'OK' })).toEqual([1]);
    expect(await counted('leadwire_operations_total', { ...socket, kind: 'query', code: 'OK' })).toEqual([1]);
    expect(await counted('leadwire_operations_total', { ...socket, kind: 'subscription', code: 'BAD_USER_INPUT' })).toEqual([1]);
    expect(await counted('leadwire_sockets')).toEqual([1]);
    expect(await counted('leadwire_subscriptions')).toEqual([1]);
    expect(await counted('leadwire_subscription_groups')).toEqual([1]);
    expect(await counted('nodejs_eventloop_lag_seconds')).toHaveLength(1);
    await client.dispose();
  });

  it('is for this machine only, and not for what a proxy hands on', async () => {
    expect((await metrics()).status).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip']) {
      const { status, text } = await metrics({ [header]: '203.0.113.7' });
      expect([status, text.includes('leadwire_')]).toEqual([404, false]);
    }
  });

  it('is for the bearer of METRICS_TOKEN, where there is one, and for nobody else', async () => {
    const token = 'a-metrics-token-of-the-tests-that-is-long-enough';
    const guarded = await startApp({ env: { METRICS_TOKEN: token } });
    try {
      expect((await metrics({ authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.7' }, guarded)).status).toBe(200);
      for (const authorization of [undefined, token, 'Bearer', `Bearer ${token}x`, `Basic ${token}`]) {
        const { status, text } = await metrics(authorization === undefined ? {} : { authorization }, guarded);
        expect([status, text.includes('leadwire_')]).toEqual([403, false]);
      }
    } finally {
      await guarded.stop();
    }
  });
});
