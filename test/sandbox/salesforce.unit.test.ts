import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from './sandbox-process.ts';
import { B, type Salesforce, startSalesforce } from './start-salesforce.ts';

describe('the process', () => {
  it('names every wrong variable in one line and exits 1 [G13]', async () => {
    const { code, stderr, stdout } = await runToEnd('salesforce', { SANDBOX_PORT: '70000', SANDBOX_DUPLICATE_RULES: 'perhaps', SANDBOX_ORGANISATION_ID: '003B000000A1b2CIAR' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    for (const name of ['Salesforce sandbox:', 'SANDBOX_PORT', 'SANDBOX_DUPLICATE_RULES', 'SANDBOX_ORGANISATION_ID']) expect(stderr).toContain(name);
  });

  it('does not outlive its parent: it ends when the channel closes [G13]', async () => {
    const sandbox = await startSalesforce();
    sandbox.child.disconnect();
    const [code] = await sandbox.exited;
    expect(code).toBe(0);
  });
});

describe('the state file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps records, fields, ids and tokens over kill -9, but no fault [G13]', async () => {
    const SANDBOX_STATE_FILE = join(folder, 'new', 'salesforce.json');
    const before = await startSalesforce({ SANDBOX_STATE_FILE });
    const { access_token, refresh_token } = (await before.consent()).body;
    await before.control('PUT', '/fields/Contact/Key__c', { externalId: true, unique: true });
    await before.control('POST', '/faults', { status: 500, times: null });
    const [id = ''] = await before.plant('Contact', { LastName: 'Li', Key__c: '1' });
    before.child.kill('SIGKILL');
    await before.exited;

    const after = await startSalesforce({ SANDBOX_STATE_FILE, SANDBOX_ORGANISATION_NAME: 'Renamed' });
    const records = await after.held('Contact');
    const taken = await after.call('POST', `${B}/sobjects/Contact`, { json: { LastName: 'Lo', Key__c: '1' }, token: access_token });
    const organisation = await after.call('GET', `${B}/query?q=SELECT+Name+FROM+Organization`, { token: access_token });
    const refreshed = await after.refresh(refresh_token);
    const [next = ''] = await after.plant('Contact', { LastName: 'Next' });
    await after.stop();
    expect(records).toEqual([expect.objectContaining({ Id: id, LastName: 'Li', Key__c: '1' })]);
    expect([taken.body[0].errorCode, organisation.body.records[0].Name, refreshed.status]).toEqual(['DUPLICATE_VALUE', 'Renamed', 200]);
    expect(next.slice(0, 15) > id.slice(0, 15)).toBe(true);
  });

  it('is refused in one line when it is something else [G13]', async () => {
    const SANDBOX_STATE_FILE = join(folder, 'salesforce.json');
    for (const text of ['{"records":', '{"records":[]}']) {
      await writeFile(SANDBOX_STATE_FILE, text);
      const { code, stderr } = await runToEnd('salesforce', { SANDBOX_PORT: '0', SANDBOX_STATE_FILE });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Salesforce sandbox: SANDBOX_STATE_FILE .+ cannot be used .+\n$/);
      expect(await readFile(SANDBOX_STATE_FILE, 'utf8')).toBe(text);
    }
  });
});

describe('the door', () => {
  let sandbox: Salesforce;
  beforeAll(async () => {
    sandbox = await startSalesforce();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  it('tells its versions to anyone, and what one of them has to whoever has signed in [G2] [G13]', async () => {
    const { body } = await sandbox.call('GET', '/services/data');
    expect(body.at(0)).toEqual({ label: "Summer '23", url: '/services/data/v58.0', version: '58.0' });
    expect(body.at(-1)).toEqual({ label: "Winter '27", url: '/services/data/v68.0', version: '68.0' });
    for (const { url } of body) expect((await sandbox.speak('GET', url)).body).toMatchObject({ sobjects: `${url}/sobjects` });
    expect([(await sandbox.call('GET', B)).status, (await sandbox.speak('GET', '/services/data/v57.0/sobjects')).status]).toEqual([401, 404]);
  });

  it('refuses a missing and an unknown token with a list [G2] [G13]', async () => {
    for (const token of [null, 'nonsense']) {
      const { status, body } = await sandbox.call('GET', `${B}/sobjects`, { token });
      expect([status, body]).toEqual([401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]]);
    }
  });

  it('answers what is not there, another media type, broken JSON and a long address in its own shape [G13]', async () => {
    const path = `${B}/sobjects/Contact`;
    const raw = (type: string, text: string) => sandbox.speak('POST', path, { raw: { type, text } });
    const answers = [
      await sandbox.speak('GET', `${B}/nothing`),
      await sandbox.speak('GET', `${path}/%zz`),
      await raw('text/plain', '{}'),
      await raw('application/json', '{"LastName":'),
      await raw('application/json', '[]'),
      await sandbox.speak('POST', path),
      await sandbox.speak('GET', `${B}/query?q=${'a'.repeat(17_000)}`),
    ];
    expect(answers.map(({ status, body }) => [status, body[0].errorCode])).toEqual([
      [404, 'NOT_FOUND'], [400, 'INVALID_REQUEST'], [415, 'UNSUPPORTED_MEDIA_TYPE'], [400, 'JSON_PARSER_ERROR'], [400, 'JSON_PARSER_ERROR'], [400, 'JSON_PARSER_ERROR'], [414, 'URI_TOO_LONG'],
    ]);
  });

  it('counts the calls of a day on every answer, and refuses more than there are [G2] [G13]', async () => {
    await sandbox.control('PATCH', '/options', { dailyLimit: 12, usedToday: 10 });
    const calls = [await sandbox.speak('GET', `${B}/sobjects`), await sandbox.speak('GET', `${B}/nothing`), await sandbox.speak('GET', `${B}/limits`)];
    expect(calls.map(({ status, headers }) => [status, headers.get('Sforce-Limit-Info')])).toEqual([[200, 'api-usage=11/12'], [404, 'api-usage=12/12'], [403, 'api-usage=12/12']]);
    expect(calls[2]?.body).toEqual([{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
    await sandbox.control('PATCH', '/options', { dailyLimit: 20 });
    expect((await sandbox.speak('GET', `${B}/limits`)).body).toEqual({ DailyApiRequests: { Max: 20, Remaining: 7 } });
  });
});
