import type { Answer, Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { codesOf, openDoor, type Door } from './integration-door.ts';

const TOKEN = 'pat-na1-sandbox';
const READS_ONLY = 'pat-na1-sandbox-reads';
const OF_DEALS = 'pat-na1-sandbox-deals';
const ROTATED = 'pat-na1-sandbox-rotated';

let door: Door;
beforeAll(async () => { door = await openDoor(); });
afterAll(() => door.close());
beforeEach(() => door.sandbox.control('DELETE', ''));

const calls = async () => (await door.sandbox.requests()).map(({ path }) => path);
const messagesOf = ({ errors }: Answer) => JSON.stringify(errors);

describe('a token that was pasted', () => {
  it('[E6] connects without OAuth, and serves without ever being renewed', async () => {
    const olga = await door.app.signUp();
    const syncs = await door.app.subscribe(olga.token, 'subscription { crmSync { status } }');
    const answer = await door.connectWithToken(olga, { token: ` ${TOKEN}\n` });
    expect(answer.errors).toEqual([]);
    expect(answer.data?.connectIntegrationWithToken.integration).toMatchObject({ status: 'CONNECTED', accountName: '62515', error: null });
    expect(await door.hubspotOf(olga)).toMatchObject({
      status: 'CONNECTED', missingScopes: [], mapping: { version: 1 },
      scopes: ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.read'],
      credential: { health: { status: 'VALID' } }, tokenHealth: { status: 'VALID', expiresAt: null },
    });
    await door.app.ask('mutation { createLead(input: { name: "Ada", email: "ada@example.com" }) { lead { id } } }', {}, olga.token);
    await until('the lead is synced', () => syncs.events.some(({ status }) => status === 'SUCCEEDED'));
    expect(await door.sandbox.contacts()).toHaveLength(1);
    expect((await calls()).filter((path) => path.startsWith('/oauth'))).toEqual([]);
    expect(await door.auditOf(olga)).toContainEqual(expect.objectContaining({ action: 'integration.connected', actor: { kind: 'USER', id: olga.userId } }));
  });

  it.each([
    ['blank', ' \t\n', ['BAD_USER_INPUT', 'BLANK']],
    ['empty', '', ['BAD_USER_INPUT', 'BLANK']],
    ['huge', 'x'.repeat(4_001), ['BAD_USER_INPUT', 'TOO_LONG']],
    ['two lines', 'pat-na1\r\nx-evil: 1', ['BAD_USER_INPUT', 'TOKEN_MALFORMED']],
    ['not of this alphabet', 'pat-na1-ü', ['BAD_USER_INPUT', 'TOKEN_MALFORMED']],
    ['NUL', 'pat\u0000na1', ['BAD_USER_INPUT', 'TOKEN_MALFORMED']],
    ['unknown at HubSpot', 'pat-na1-wrong', ['BAD_USER_INPUT', 'TOKEN_REFUSED']],
    ['rotated away', ROTATED, ['BAD_USER_INPUT', 'TOKEN_REFUSED']],
    ['lacking a scope', READS_ONLY, ['PROVIDER_REJECTED', 'MISSING_SCOPES']],
    ['lacking all scopes', OF_DEALS, ['PROVIDER_REJECTED', 'MISSING_SCOPES']],
  ])('[E6] that is %s is refused, and nothing is stored', async (_, token, codes) => {
    const olga = await door.app.signUp();
    const stream = await door.app.subscribe(olga.token, 'subscription { integrationStatusChanged { status } }');
    const answer = await door.connectWithToken(olga, { token });
    expect(codesOf(answer)).toEqual([codes]);
    if (token.trim() !== '') expect(messagesOf(answer)).not.toContain(token.trim());
    expect(await door.hubspotOf(olga)).toMatchObject({ status: 'DISCONNECTED', credential: null, error: null, scopes: [] });
    expect(stream.events).toEqual([]);
    expect((await door.auditOf(olga)).map(({ action }) => action as string)).not.toContain('integration.connected');
  });

  it('[E6] [F7] that lacks scopes is told which, all at once', async () => {
    const olga = await door.app.signUp();
    expect(messagesOf(await door.connectWithToken(olga, { token: READS_ONLY }))).toMatch(/crm\.objects\.contacts\.write/);
    const lacking = messagesOf(await door.connectWithToken(olga, { token: OF_DEALS }));
    for (const scope of ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.read']) expect(lacking).toContain(scope);
  });

  it('[E6] trying it writes nothing at HubSpot', async () => {
    const before = (await door.sandbox.contacts()).length;
    await door.connectWithToken(await door.app.signUp(), { token: TOKEN });
    expect(await door.sandbox.contacts()).toHaveLength(before);
  });

  it('[E6] that is wrong leaves the connection of before as it is', async () => {
    const olga = await door.app.signUp();
    await door.app.connectHubspot(olga.token);
    const before = await door.hubspotOf(olga);
    expect(codesOf(await door.connectWithToken(olga, { token: 'pat-na1-wrong' }))).toEqual([['BAD_USER_INPUT', 'TOKEN_REFUSED']]);
    expect(await door.hubspotOf(olga)).toEqual(before);
  });

  it.each([
    ['is down', { status: 503 }],
    ['hangs up', { dropConnection: true }],
    ['answers garbage', { status: 200, body: '<html>' }],
    ['answers JSON of another shape', { status: 200, body: '{"portalId":{}}' }],
    ['asks to slow down', { status: 429 }],
  ])('[E6] [E9] while HubSpot %s is not called wrong', async (_, fault) => {
    const olga = await door.app.signUp();
    await door.sandbox.fault({ path: '/account-info', ...fault });
    const answer = await door.connectWithToken(olga, { token: TOKEN });
    expect(codesOf(answer)).toEqual([['PROVIDER_UNAVAILABLE', expect.any(String)]]);
    expect(messagesOf(answer)).toMatch(/Try again in (a moment|10 s)/);
    expect(messagesOf(answer)).not.toMatch(/tried again/);
    expect(await door.hubspotOf(olga)).toMatchObject({ status: 'DISCONNECTED', credential: null });
  });

  it('[E6] that HubSpot later refuses asks for a new one', async () => {
    const olga = await door.app.signUp();
    await door.connectWithToken(olga, { token: TOKEN });
    await door.sandbox.fault({ path: '/crm', status: 401, times: null });
    const { errors } = await door.app.graphql('{ crmFields(provider: HUBSPOT, refresh: true) { name } }', {}, olga.token);
    expect(errors[0]?.extensions.code).toBe('RECONNECT_REQUIRED');
    expect(await door.hubspotOf(olga)).toMatchObject({ status: 'RECONNECT_REQUIRED', error: { code: 'AUTH_EXPIRED' } });
    await door.sandbox.clearFaults();
    await door.connectWithToken(olga, { token: TOKEN });
    expect(await door.hubspotOf(olga)).toMatchObject({ status: 'CONNECTED', error: null });
  });

  it.each(['http://169.254.169.254/latest/meta-data', 'http://127.0.0.1:1', 'https://evil.example', 'https://api.hubapi.com', 'file:///etc/passwd'])(
    '[E6] with the address %s is refused, and sent nowhere',
    async (instanceUrl) => {
      const olga = await door.app.signUp();
      const answer = await door.connectWithToken(olga, { token: TOKEN, instanceUrl });
      expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(await calls()).toEqual([]);
      expect((await door.hubspotOf(olga)).credential).toBeNull();
    },
  );

  it('[F8] of a provider that knows none such, or is not built, is refused', async () => {
    const olga = await door.app.signUp();
    for (const provider of ['ZOHO', 'PIPEDRIVE', 'SLACK']) expect(codesOf(await door.connectWithToken(olga, { provider, token: TOKEN }))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
  });

  it('[A3] is taken of owners, admins and keys that may, and of nobody else', async () => {
    const olga = await door.app.signUp();
    const results: Json = {};
    for (const role of ['SALES', 'VIEWER', 'CONTRACTOR', 'ADMIN']) {
      await door.execute('update members set role = ? where team_id = ?', [role, olga.teamId]);
      results[role] = codesOf(await door.connectWithToken(olga, { token: TOKEN })).flat();
    }
    expect(results).toEqual({ SALES: ['FORBIDDEN'], VIEWER: ['FORBIDDEN'], CONTRACTOR: ['FORBIDDEN'], ADMIN: [] });
  });
});
