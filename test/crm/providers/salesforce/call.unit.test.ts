import { gzipSync } from 'node:zlib';
import type { CrmNotice } from '../../../../src/crm/crm-provider.ts';
import { rejectionOf } from '../../a-session.ts';
import { answeringServer, say, type AnsweringServer } from '../../answering-server.ts';
import { aRow } from './a-row.ts';
import { salesforceThat, type AnsweringSalesforce } from './answering-salesforce.ts';

let salesforce: AnsweringSalesforce;
afterEach(() => salesforce.close());

const start = async (...says: Parameters<typeof salesforceThat>): Promise<AnsweringSalesforce> => (salesforce = await salesforceThat(...says));

const servers: AnsweringServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('the version of the API', () => {
  it.each([
    ['the newest that both know', ['57.0', '58.0', '66.0'], '/services/data/v66.0/'],
    ['no newer one than was tested', ['68.0', '69.0', '70.0'], '/services/data/v68.0/'],
  ])('[G2] is %s, and asked for once, without the token', async (_, versions, path) => {
    const { salesforce: provider, session, calls } = await start({ versions: () => [200, versions.map((version) => ({ version }))] });
    await provider.listFields(session, 'Contact');
    await provider.listFields(session, 'Contact');

    expect(calls.map(({ operation }) => operation)).toEqual(['versions', 'describe', 'describe']);
    expect(calls[0]?.headers.authorization).toBeUndefined();
    expect(calls[1]?.path.startsWith(path)).toBe(true);
  });

  it('[G2] is the configured one, of which nobody is asked', async () => {
    const { salesforce: provider, session, calls } = await start({}, { apiVersion: 'v60.0' });
    await provider.listFields(session, 'Contact');

    expect(provider.apiVersion).toBe('v60.0');
    expect(calls.map(({ path }) => path)).toEqual(['/services/data/v60.0/sobjects/Contact/describe']);
  });

  it.each([
    [[200, [{ version: '57.0' }]], 'PERMISSION'],
    [[200, []], 'PERMISSION'],
    [[200, [{ version: '68.0/../../evil' }]], 'PERMISSION'],
    [[200, {}], 'PERMISSION_OR_DOWN'],
    [[503, undefined], 'PROVIDER_DOWN'],
  ] as const)('[G7] that cannot be had (%j) stops the call, and is asked for again', async (answer, expected) => {
    const { salesforce: provider, session } = await start({ versions: (_, earlier) => (earlier === 0 ? [...answer] as [number, unknown] : [200, [{ version: '68.0' }]]) });

    await expect(rejectionOf(provider.listFields(session, 'Contact'))).resolves.toMatchObject({ fault: { code: expected === 'PERMISSION_OR_DOWN' ? 'PROVIDER_DOWN' : expected } });
    await expect(provider.listFields(session, 'Contact')).resolves.not.toHaveLength(0);
  });
});

describe('what answers tell beside their bodies', () => {
  it('[G6, G11] is the use of the day, and what is about to end', async () => {
    const headers = { 'sforce-limit-info': 'api-usage=18/5000; api-bursts=1/750', sunset: 'Sat, 31 Jan 2026 23:59:59 GMT' };
    const { salesforce: provider, session } = await start({ describe: () => [500, [], headers] });
    const notices: CrmNotice[] = [];
    await rejectionOf(provider.listFields({ ...session, notice: (notice) => notices.push(notice) }, 'Contact'));

    expect(notices).toEqual([{ quota: { used: 18, limit: 5_000, resetsAt: null }, warning: expect.stringContaining('2026-01-31') }]);
  });

  it.each([['TotalRequests Limit exceeded.', 60_000], ['ConcurrentRequests (Concurrent API Requests) Limit exceeded.', 20_000]])('[G6] is that nothing is taken for a while: %s', async (message, closedMs) => {
    const { salesforce: provider, session } = await start({ describe: () => [403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message }]] });
    const notices: CrmNotice[] = [];
    await rejectionOf(provider.listFields({ ...session, notice: (notice) => notices.push(notice) }, 'Contact'));

    expect(notices).toEqual([{ closedMs }]);
  });

  it.each(['', 'api-usage=', 'api-usage=a/b', 'api-usage=1', 'x-api-usage=1/2', `api-usage=${'9'.repeat(50)}/1`])('[G6] may be unreadable: %j', async (value) => {
    const { salesforce: provider, session } = await start({ describe: () => [200, { fields: [] }, { 'sforce-limit-info': value }] });
    const notices: CrmNotice[] = [];
    await provider.listFields({ ...session, notice: (notice) => notices.push(notice) }, 'Contact');

    expect(notices).toEqual([{}]);
  });

  it('[G6] a turn is waited for before every request, and without one nothing is sent', async () => {
    const { salesforce: provider, session, calls } = await start();
    let turns = 0;
    await provider.pushMany({ ...session, turn: () => Promise.resolve(void (turns += 1)) }, 'Contact', [aRow('a')]);
    expect(turns).toBe(calls.length);

    await expect(rejectionOf(provider.listFields({ ...session, turn: () => Promise.reject(new Error('not now')) }, 'Contact'))).resolves.toMatchObject({ message: 'not now' });
    expect(calls).toHaveLength(turns);
  });
});

describe('a disturbed Salesforce', () => {
  const bomb = gzipSync(Buffer.alloc(2_000_000, '['));

  it.each<[string, Parameters<typeof start>[0], object]>([
    ['a dropped connection', { query: () => (response) => response.destroy() }, { code: 'NETWORK', retryable: true }],
    ['an answer that does not come', { query: () => () => undefined }, { code: 'TIMEOUT', retryable: true }],
    ['head lines that do not end', { query: () => (response) => { response.socket?.write('HTTP/1.1 200 OK\r\nx-a: '); } }, { code: 'TIMEOUT', retryable: true }],
    ['a body that does not end', { query: () => (response) => { response.writeHead(200, { 'content-length': '500' }).write('{"records":['); } }, { code: 'TIMEOUT', retryable: true }],
    ['a body that is cut off', { query: () => (response) => { response.writeHead(200, { 'content-length': '500' }).write('{"records":[', () => response.destroy()); } }, { code: 'NETWORK', retryable: true }],
    ['half an answer', { query: () => (response) => response.writeHead(200).end('{"done":true,"records":[') }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['a page', { query: () => (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Maintenance</html>') }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['a page of an error', { query: () => (response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<html>planted-access-token</html>') }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['JSON of another kind', { query: () => [200, { hello: 'world' }] }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['records that are none', { query: () => [200, { done: true, records: [{ Id: '../x' }] }] }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['nothing', { query: () => [204, undefined] }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['an error under the status of a success', { query: () => [200, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]] }, { code: 'RATE_LIMITED', retryable: true }],
    ['a bomb', { query: () => (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb) }, { code: 'UNKNOWN', retryable: false }],
    ['a bomb of an error', { query: () => (response) => response.writeHead(500, { 'content-encoding': 'gzip' }).end(bomb) }, { code: 'UNKNOWN', retryable: false }],
    ['brackets without end', { query: () => (response) => response.writeHead(400).end('['.repeat(90_000)) }, { code: 'UNKNOWN' }],
    ['a next page elsewhere', { query: () => [200, { done: false, nextRecordsUrl: 'https://evil.example/services/data/v68.0/query/01g-2000', records: [] }] }, { code: 'PROVIDER_DOWN' }],
    ['a next page elsewhere, without a protocol', { query: () => [200, { done: false, nextRecordsUrl: '//evil.example/services/data/v68.0/query/01g-2000', records: [] }] }, { code: 'PROVIDER_DOWN' }],
    ['a next page that climbs', { query: () => [200, { done: false, nextRecordsUrl: '/services/data/v68.0/query/../../../oauth2/token', records: [] }] }, { code: 'PROVIDER_DOWN' }],
  ])('[G7] %s has its own fault, and nothing is written', async (_, says, expected) => {
    const { salesforce: provider, session, asked } = await start(says, { http: { timeoutMs: 400, maxResponseBytes: 100_000 } });
    const error = await rejectionOf(provider.pushMany(session, 'Contact', [aRow('a')]));

    expect(error).toMatchObject({ name: 'CrmError', fault: { ...expected, message: expect.any(String), hint: expect.any(String) } });
    expect(`${(error as Error).stack} ${JSON.stringify(error)} ${JSON.stringify(session.exchanges)}`).not.toContain('planted');
    expect(asked()).not.toContain('create');
  });

  it('[G7] whose pages never end is given up', async () => {
    const { salesforce: provider, session, calls } = await start({ query: () => [200, { done: false, nextRecordsUrl: '/services/data/v68.0/query/01g-1', records: [] }] });

    await expect(rejectionOf(provider.listRecords!(session, 'Contact', { first: 1, properties: [] }))).resolves.toMatchObject({ fault: { code: 'PROVIDER_DOWN' } });
    expect(calls.filter(({ operation }) => operation === 'query')).toHaveLength(100);
  });

  it('[G2] has the pages of a long answer read to the end', async () => {
    const page = (ids: string[], next?: string) => [200, { done: next === undefined, ...(next && { nextRecordsUrl: `/services/data/v68.0/query/${next}` }), records: ids.map((Id) => ({ Id, Email: `${Id}@example.com` })) }] as [number, unknown];
    const [one, two] = ['003B00000000001AAA', '003B00000000002AAA'];
    const { salesforce: provider, session } = await start({
      query: (_, earlier) => (earlier === 0 ? page([one], '01g-1') : page([two])),
      read: () => [200, [{ Id: one }, { Id: two }]],
    });
    const found = await provider.findMany(session, 'Contact', [aRow(one), aRow(two), aRow('three')], ['Email']);

    expect([...found].map(([key, { externalId }]) => [key, externalId])).toEqual([[one, one], [two, two]]);
  });

  it.each([301, 302, 303, 307, 308])('[G7, E3] that sends us to another host (%d) is not followed', async (status) => {
    const elsewhere = await answeringServer((_, response) => say(response, 200, []));
    servers.push(elsewhere);
    const { salesforce: provider, session } = await start({ query: () => [status, {}, { location: elsewhere.url }] });

    await expect(rejectionOf(provider.pushMany(session, 'Contact', [aRow('a')]))).resolves.toMatchObject({ fault: { code: 'UNKNOWN', retryable: false } });
    expect(elsewhere.seen).toEqual([]);
  });

  it('[G7] is left alone when the caller gives up, who gets its own reason', async () => {
    const { salesforce: provider, session } = await start({ query: () => () => undefined });
    const controller = new AbortController();
    const reason = new Error('the worker stops');
    const pending = rejectionOf(provider.pushMany({ ...session, signal: controller.signal }, 'Contact', [aRow('a')]));
    controller.abort(reason);

    await expect(pending).resolves.toBe(reason);
  });
});

describe('secrets', () => {
  it('[E3] stand neither in the exchanges nor in the errors, whatever is answered', async () => {
    const secrets = ['planted-access-token', 'planted-refresh-token', 'planted-client-secret'];
    const message = `Bearer ${secrets.join(' ')}`;
    const { salesforce: provider, session } = await start({
      query: () => [400, [{ errorCode: message, message, fields: secrets }]],
      describe: () => [200, { fields: [{ name: 'Email', type: 'email', label: message }] }],
    });
    const fields = await provider.listFields(session, 'Contact');
    const error = await rejectionOf(provider.pushMany(session, 'Contact', [aRow('a', { properties: {} })]));

    expect(`${(error as Error).stack} ${JSON.stringify([error, fields, session.exchanges])}`).not.toContain('planted');
    expect(session.exchanges.length).toBeGreaterThan(2);
  });

  it('[E3] that cannot stand in a header are not sent, and not repeated', async () => {
    const { salesforce: provider, session, tokens, calls } = await start();
    const error = await rejectionOf(provider.listFields({ ...session, tokens: { ...tokens, accessToken: 'planted\n' } }, 'Contact'));

    expect(error).toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: false } });
    expect(String((error as Error).stack)).not.toContain('planted');
    expect(calls).toEqual([]);
  });
});

describe('an object', () => {
  it.each(['Contact', 'Lead', 'Project__c', 'acme__Project__c'])('[G3] that leads may become: %s', async (object) => {
    const { salesforce: provider } = await start();

    expect(provider.takesObject?.(object)).toBe(true);
  });

  it.each(['', 'contact', 'User', 'Account', '__c', 'Pro ject__c', "Project__c' OR", '../x__c', `${'a'.repeat(90)}__c`, 'Event__e'])('[G3] that leads may not become: %j', async (object) => {
    const { salesforce: provider } = await start();

    expect(provider.takesObject?.(object)).toBe(false);
  });

  it.each(['../../oauth2/token', 'Contact?x', "Contact' OR Name != '", ''])('[G2] by the name %j is never asked for', async (object) => {
    const { salesforce: provider, session, calls } = await start({}, { apiVersion: 'v68.0' });

    await expect(rejectionOf(provider.pushMany(session, object, [aRow('a')]))).resolves.toMatchObject({ fault: { code: 'MAPPING' } });
    expect(calls).toEqual([]);
  });
});
