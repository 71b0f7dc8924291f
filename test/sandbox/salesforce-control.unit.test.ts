import { itInChromium, openOffline } from '../support/chromium.ts';
import { B, CLIENT, makePkce, type Salesforce, startSalesforce } from './start-salesforce.ts';

const P = `${B}/sobjects/Contact`;

let sandbox: Salesforce;
beforeAll(async () => {
  sandbox = await startSalesforce();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const order = (fault: object) => sandbox.control('POST', '/faults', fault);
const create = (LastName: string) => sandbox.speak('POST', P, { json: { LastName } });
const names = async () => (await sandbox.held('Contact')).map(({ LastName }) => LastName);
const requests = async () => {
  const recorded: { method: string; path: string; status: number | null; body: unknown }[] = (await sandbox.control('GET', '/requests')).body;
  return recorded;
};

describe('faults', () => {
  it.each([
    [400, 'UNABLE_TO_LOCK_ROW'], [401, 'INVALID_SESSION_ID'], [403, 'REQUEST_LIMIT_EXCEEDED'], [404, 'NOT_FOUND'], [500, 'UNKNOWN_EXCEPTION'], [503, 'SERVER_UNAVAILABLE'],
  ])('speak %i as Salesforce does, a list with %s and the budget, once [G2] [G13]', async (status, errorCode) => {
    await order({ method: 'POST', path: '/services/data/*/sobjects/*', status });
    const failed = await sandbox.speak('POST', P, { json: { LastName: 'A' } });
    expect([failed.status, failed.body]).toEqual([status, [{ message: expect.any(String), errorCode }]]);
    expect(failed.headers.get('Sforce-Limit-Info')).toMatch(/^api-usage=\d+\/100000$/);
    expect((await sandbox.speak('POST', P, { json: { LastName: 'B' } })).status).toBe(201);
    expect(await names()).toEqual(['B']);
  });

  it('speak OAuth at its addresses: an object [F1] [G13]', async () => {
    await order({ path: '/services/oauth2/', status: 400, times: 2 });
    expect((await sandbox.refresh('x')).body).toEqual({ error: 'invalid_grant', error_description: 'expired access/refresh token' });
  });

  it('lose the answer though the work is done [G13]', async () => {
    await order({ path: P, dropConnection: true, after: true });
    await expect(create('A')).rejects.toThrow('fetch failed');
    expect(await names()).toEqual(['A']);
    expect(await requests()).toEqual([expect.objectContaining({ status: null, body: { LastName: 'A' } })]);
  });

  it('cut an answer off in the middle, answer garbage, and send elsewhere [G13]', async () => {
    await order({ path: P, dropConnection: true, body: '[{"mess' });
    await expect(create('A')).rejects.toThrow('terminated');
    await order({ path: P, body: '[{"mess' });
    const cut = await sandbox.speak('GET', P);
    expect([cut.status, cut.text, cut.headers.get('Content-Type')]).toEqual([200, '[{"mess', expect.stringContaining('application/json')]);
    await order({ path: P, body: '<html>down for maintenance</html>' });
    expect((await sandbox.speak('GET', P)).headers.get('Content-Type')).toContain('text/html');
    await order({ path: P, redirect: 'https://evil.example/' });
    const sent = await sandbox.speak('GET', P);
    expect([sent.status, sent.headers.get('Location')]).toEqual([302, 'https://evil.example/']);
  });

  it('never answer, or never end, until the caller hangs up [G13]', async () => {
    for (const hang of ['HEADERS', 'BODY']) {
      await order({ path: '/services/data', hang });
      await expect(fetch(`${sandbox.url}/services/data`, { signal: AbortSignal.timeout(300) }).then((answer) => answer.text())).rejects.toThrow('timeout');
    }
    await order({ path: P, hang: 'HEADERS', after: true });
    await expect(fetch(sandbox.url + P, { method: 'POST', signal: AbortSignal.timeout(300) })).rejects.toThrow('timeout');
    expect((await sandbox.call('GET', '/services/data')).status).toBe(200);
  });

  it('answer far more than travels [G13]', async () => {
    const gzipBytes = 30 * 1024 * 1024;
    await order({ path: P, gzipBytes });
    const { headers, text } = await sandbox.speak('GET', P);
    expect(Number(headers.get('Content-Length'))).toBeLessThan(gzipBytes / 500);
    expect(text).toHaveLength(gzipBytes);
  });
});

describe('what was asked', () => {
  it('is recorded with its query and body, and counted by route [G13]', async () => {
    await create('A');
    await create('B');
    await sandbox.query('SELECT Id FROM Contact');
    expect(await requests()).toEqual([
      { at: expect.any(String), method: 'POST', path: P, status: 201, body: { LastName: 'A' }, host: new URL(sandbox.url).host },
      expect.objectContaining({ method: 'POST', status: 201 }),
      expect.objectContaining({ method: 'GET', path: `${B}/query?q=SELECT%20Id%20FROM%20Contact`, status: 200, body: null }),
    ]);
    expect((await sandbox.control('GET', '/counts')).body).toEqual({ 'POST /services/data/:version/sobjects/:object': 2, 'GET /services/data/:version/query': 1 });
  });

  it('never shows a secret: not in a body, an address or a header [F1] [G13]', async () => {
    const { verifier, challenge } = makePkce();
    const { headers } = await sandbox.authorize({ approve: '1', code_challenge: challenge });
    const code = new URL(headers.get('Location')!).searchParams.get('code')!;
    const { access_token, refresh_token } = (await sandbox.consent()).body;
    const form = { grant_type: 'authorization_code', ...CLIENT, code, code_verifier: verifier, redirect_uri: 'http://127.0.0.1/' };
    await sandbox.token(form);
    await sandbox.call('POST', `/services/oauth2/token?${new URLSearchParams(form).toString()}`, { form });
    await sandbox.refresh(refresh_token);
    await sandbox.call('POST', '/services/oauth2/introspect', { form: { ...CLIENT, token: access_token } });
    await sandbox.call('GET', P, { token: access_token });
    const shown = JSON.stringify(await requests()) + (await sandbox.call('GET', '/')).text;
    for (const secret of [access_token, refresh_token, code, verifier, CLIENT.client_secret]) expect(shown).not.toContain(secret);
  });
});

describe('the organisation', () => {
  it('takes ten thousand records at once, each with a number, and finds one by its e-mail [G13]', async () => {
    const { status, body } = await sandbox.control('POST', '/records/Contact', { template: { LastName: 'Row {n}', Email: 'row{n}@x.example' }, count: 10_000 });
    expect([status, body.ids.length]).toEqual([201, 10_000]);
    const { body: answer } = await sandbox.query("SELECT Id, LastName FROM Contact WHERE Email IN ('row7@x.example', 'nobody@x.example')");
    expect(answer.records).toEqual([expect.objectContaining({ Id: body.ids[6], LastName: 'Row 7' })]);
    expect((await sandbox.control('GET', '/counts')).body).toEqual({ 'GET /services/data/:version/query': 1 });
  });

  it('is changed by others without a call, and refuses planted nonsense in words [G13]', async () => {
    const [id] = await sandbox.plant('Lead', { LastName: 'L', Company: 'C', IsConverted: true });
    expect((await sandbox.speak('PATCH', `${B}/sobjects/Lead/${id}`, { json: { Title: 'x' } })).body[0].errorCode).toBe('CANNOT_UPDATE_CONVERTED_LEAD');
    expect((await sandbox.control('PATCH', `/records/Lead/${id}`, { IsConverted: false, Title: 'Boss' })).body).toMatchObject({ Id: id, Title: 'Boss' });
    expect((await sandbox.speak('PATCH', `${B}/sobjects/Lead/${id}`, { json: { Title: 'x' } })).status).toBe(204);
    expect((await sandbox.control('DELETE', `/records/Lead/${id}`)).status).toBe(204);
    expect(await sandbox.held('Lead')).toEqual([]);
    const wrong = await sandbox.control('POST', '/records/Lead', { records: [{ Company: 'C' }] });
    expect([wrong.status, wrong.body]).toEqual([400, { message: 'Required fields are missing: [LastName]' }]);
    expect((await sandbox.control('PATCH', '/options', { duplicateRule: 'ALERT' })).status).toBe(400);
    expect((await sandbox.control('POST', '/faults', { tiems: 2 })).body).toEqual({ message: expect.stringContaining('tiems') });
  });

  it('forgets all at a reset, but never gives an id again [G13]', async () => {
    const [before = ''] = await sandbox.plant('Contact', { LastName: 'A' });
    await sandbox.control('PATCH', '/options', { dailyLimit: 5 });
    await order({ status: 500 });
    await sandbox.reset();
    expect([await names(), await requests(), (await sandbox.control('GET', '/faults')).body]).toEqual([[], [], []]);
    expect((await sandbox.control('GET', '/options')).body).toMatchObject({ dailyLimit: 100_000, usedToday: 0 });
    const [after = ''] = await sandbox.plant('Contact', { LastName: 'A' });
    expect(after.slice(0, 15) > before.slice(0, 15)).toBe(true);
  });
});

describe('the page', () => {
  const hostile = '<img src=x onerror="document.title=\'taken\'">';

  it('shows records and requests with everything escaped [G13]', async () => {
    await sandbox.speak('POST', P, { json: { LastName: hostile, Email: 'a@x.example' } });
    const { text, headers } = await sandbox.call('GET', '/');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    for (const shown of ['Salesforce sandbox', 'a@x.example', '&lt;img src=x onerror=&quot;']) expect(text).toContain(shown);
    expect(text).not.toContain('<img');
  });

  itInChromium('follows what happens, orders a fault, and complains of nothing [G13]', async () => {
    await using browser = await openOffline(sandbox.url);
    await create('Live');
    await browser.page.locator('td[data-of=LastName]', { hasText: 'Live' }).waitFor();
    await browser.page.getByLabel('Path').fill('/services/data/*');
    await browser.page.getByRole('button', { name: 'Add' }).click();
    await browser.page.getByText('Faults in wait (1)').waitFor();
    expect((await create('B')).status).toBe(503);
    expect([browser.foreign, browser.complaints]).toEqual([[], []]);
  });

  itInChromium('asks a person for consent and takes the answer of the button back [F1] [G13]', async () => {
    const asked = { response_type: 'code', client_id: 'sandbox-client', redirect_uri: `${sandbox.url}/`, scope: 'api refresh_token', state: 's"1', code_challenge: makePkce().challenge, code_challenge_method: 'S256' };
    await using browser = await openOffline(`${sandbox.url}/services/oauth2/authorize?${new URLSearchParams(asked).toString()}`);
    await browser.page.getByRole('button', { name: 'Approve' }).click();
    await browser.page.waitForURL(/[?&]code=/);
    expect(new URL(browser.page.url()).searchParams.get('state')).toBe('s"1');
    expect([browser.foreign, browser.complaints]).toEqual([[], []]);
  });
});
