import type { Answer, Json, Session } from '../../support/app.ts';
import { crmKits, hubspotKit } from '../../support/crm/crm-kits.ts';
import { until } from '../../support/until.ts';
import { codesOf, openDoors, type AnyDoor } from './integration-door.ts';

const TOKEN = 'pat-na1-sandbox';
const READS_ONLY = 'pat-na1-sandbox-reads';
const OF_DEALS = 'pat-na1-sandbox-deals';
const ROTATED = 'pat-na1-sandbox-rotated';

let doors: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => { doors = await openDoors(); });
afterAll(() => doors.close());
beforeEach(() => Promise.all(crmKits.map((kit) => doors.to(kit).sandbox.reset())));

const messagesOf = ({ errors }: Answer) => JSON.stringify(errors);

describe.each(crmKits)('a token of $name that was pasted', (kit) => {
  const isHubspot = kit === hubspotKit;
  let door: AnyDoor;
  let olga: Session;
  let pasted: Awaited<ReturnType<AnyDoor['sandbox']['tokenToPaste']>>;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(async () => {
    [olga, pasted] = await Promise.all([door.app.signUp(), door.sandbox.tokenToPaste()]);
  });
  const paste = (token: string) => door.connectWithToken(olga, { ...pasted, token });
  const tokenCalls = async () => (await door.sandbox.requests()).filter(kit.isToken).length;

  it('[E6] connects without OAuth, and serves without ever being renewed', async () => {
    const before = await tokenCalls();
    const syncs = await door.app.subscribe(olga.token, 'subscription { crmSync { status } }');
    const answer = await paste(` ${pasted.token}\n`);
    expect(answer.errors).toEqual([]);
    expect(answer.data?.connectIntegrationWithToken.integration).toMatchObject({ status: 'CONNECTED', accountName: isHubspot ? '62515' : kit.accountName, error: null });
    expect(await door.shownOf(olga)).toMatchObject({
      status: 'CONNECTED', missingScopes: [], mapping: { version: 1 },
      scopes: isHubspot ? ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.read'] : [],
      credential: { health: { status: 'VALID' } }, tokenHealth: { status: 'VALID', expiresAt: null },
    });
    await door.app.ask('mutation { createLead(input: { name: "Ada", email: "ada@example.com" }) { lead { id } } }', {}, olga.token);
    await until('the lead is synced', () => syncs.events.some(({ status }) => status === 'SUCCEEDED'));
    expect(await door.sandbox.contacts()).toHaveLength(1);
    expect(await tokenCalls()).toBe(before);
    expect(await door.auditOf(olga)).toContainEqual(expect.objectContaining({ action: 'integration.connected', actor: { kind: 'USER', id: olga.userId } }));
  });

  it.each([
    ['blank', ' \t\n', ['BAD_USER_INPUT', 'BLANK']],
    ['empty', '', ['BAD_USER_INPUT', 'BLANK']],
    ['huge', 'x'.repeat(4_001), ['BAD_USER_INPUT', 'TOO_LONG']],
    ['two lines', 'pat-na1\r\nx-evil: 1', ['BAD_USER_INPUT', 'TOKEN_MALFORMED']],
    ['not of this alphabet', 'pat-na1-ü', ['BAD_USER_INPUT', 'TOKEN_MALFORMED']],
    ['NUL', 'pat\u0000na1', ['BAD_USER_INPUT', 'TOKEN_MALFORMED']],
    ['unknown', 'pat-na1-wrong', ['BAD_USER_INPUT', 'TOKEN_REFUSED']],
    ...(isHubspot
      ? [
          ['rotated away', ROTATED, ['BAD_USER_INPUT', 'TOKEN_REFUSED']],
          ['lacking a scope', READS_ONLY, ['PROVIDER_REJECTED', 'MISSING_SCOPES']],
          ['lacking all scopes', OF_DEALS, ['PROVIDER_REJECTED', 'MISSING_SCOPES']],
        ] satisfies [string, string, string[]][]
      : []),
  ])('[E6] that is %s is refused, and nothing is stored', async (_, token, codes) => {
    const stream = await door.app.subscribe(olga.token, 'subscription { integrationStatusChanged { status } }');
    const answer = await paste(token);
    expect(codesOf(answer)).toEqual([codes]);
    if (token.trim() !== '') expect(messagesOf(answer)).not.toContain(token.trim());
    expect(await door.shownOf(olga)).toMatchObject({ status: 'DISCONNECTED', credential: null, error: null, scopes: [] });
    expect(stream.events).toEqual([]);
    expect((await door.auditOf(olga)).map(({ action }) => action as string)).not.toContain('integration.connected');
  });

  it('[E6] trying it writes nothing there', async () => {
    await paste(pasted.token);
    expect((await door.sandbox.requests()).flatMap(kit.writtenBy)).toEqual([]);
    expect(await door.sandbox.contacts()).toEqual([]);
  });

  it('[E6] that is wrong leaves the connection of before as it is', async () => {
    await door.connect(olga);
    const before = await door.shownOf(olga);
    expect(codesOf(await paste('pat-na1-wrong'))).toEqual([['BAD_USER_INPUT', 'TOKEN_REFUSED']]);
    expect(await door.shownOf(olga)).toMatchObject({ status: before.status as string, scopes: before.scopes as string[], credential: before.credential as object, error: null });
  });

  it.each([
    ['is down', { status: 503 }],
    ['hangs up', { dropConnection: true }],
    ['answers garbage', { status: 200, body: '<html>' }],
    ['answers JSON of another shape', { status: 200, body: '{"portalId":{}}' }],
    ['asks to slow down', kit.slowDown],
  ])('[E6] [E9] while it %s is not called wrong', async (_, fault) => {
    await door.sandbox.fault({ ...kit.at.account, ...fault });
    const answer = await paste(pasted.token);
    expect(codesOf(answer)).toEqual([['PROVIDER_UNAVAILABLE', expect.any(String)]]);
    expect(messagesOf(answer)).toMatch(/Try again in (a moment|\d+ s)/);
    expect(messagesOf(answer)).not.toMatch(/tried again/);
    expect(await door.shownOf(olga)).toMatchObject({ status: 'DISCONNECTED', credential: null });
  });

  it('[E6] that is later refused asks for a new one', async () => {
    await paste(pasted.token);
    await door.sandbox.fault({ ...kit.at.api, status: 401, times: null });
    expect((await door.readFields(olga)).errors[0]?.extensions.code).toBe('RECONNECT_REQUIRED');
    expect(await door.shownOf(olga)).toMatchObject({ status: 'RECONNECT_REQUIRED', error: { code: 'AUTH_EXPIRED' } });
    await door.sandbox.clearFaults();
    await paste(pasted.token);
    expect(await door.shownOf(olga)).toMatchObject({ status: 'CONNECTED', error: null });
  });

  it('[A3] is taken of owners, admins and keys that may, and of nobody else', async () => {
    const results: Json = {};
    for (const role of ['SALES', 'VIEWER', 'CONTRACTOR', 'ADMIN']) {
      await door.execute('update members set role = ? where team_id = ?', [role, olga.teamId]);
      results[role] = codesOf(await paste(pasted.token)).flat();
    }
    expect(results).toEqual({ SALES: ['FORBIDDEN'], VIEWER: ['FORBIDDEN'], CONTRACTOR: ['FORBIDDEN'], ADMIN: [] });
  });
});

describe('a token of HubSpot that was pasted', () => {
  let door: AnyDoor;
  beforeAll(() => { door = doors.to(hubspotKit); });

  it('[E6] [F7] that lacks scopes is told which, all at once', async () => {
    const olga = await door.app.signUp();
    expect(messagesOf(await door.connectWithToken(olga, { token: READS_ONLY }))).toMatch(/crm\.objects\.contacts\.write/);
    const lacking = messagesOf(await door.connectWithToken(olga, { token: OF_DEALS }));
    for (const scope of ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.read']) expect(lacking).toContain(scope);
  });

  it.each(['http://169.254.169.254/latest/meta-data', 'http://127.0.0.1:1', 'https://evil.example', 'https://api.hubapi.com', 'file:///etc/passwd'])(
    '[E6] with the address %s is refused, and sent nowhere',
    async (instanceUrl) => {
      const olga = await door.app.signUp();
      const answer = await door.connectWithToken(olga, { token: TOKEN, instanceUrl });
      expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(await door.sandbox.requests()).toEqual([]);
      expect((await door.shownOf(olga)).credential).toBeNull();
    },
  );

  it('[F8] of a provider that knows none such, or is not built, is refused', async () => {
    const olga = await door.app.signUp();
    for (const provider of ['ZOHO', 'PIPEDRIVE', 'SLACK']) expect(codesOf(await door.connectWithToken(olga, { provider, token: TOKEN }))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
  });
});
