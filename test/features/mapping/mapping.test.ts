import { startApp, type Answer, type Json, type Session, type TestApp } from '../../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';

let sandbox: TestSandbox;
let app: TestApp;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  app = await startApp({ sandboxUrl: sandbox.url });
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});
afterEach(() => sandbox.clearFaults());

const connected = async (): Promise<Session> => {
  const olga = await app.signUp();
  await app.connectHubspot(olga.token);
  return olga;
};
const fields = ({ token }: Session, args = '') => app.graphql(`{ crmFields(provider: HUBSPOT${args}) { name label type required readOnly unique description options { value label } } }`, {}, token);
const fieldsOf = async (session: Session, args = ''): Promise<Json[]> => (await fields(session, args)).data?.crmFields as Json[];
const save = ({ token }: Session, mapping: Json, provider = 'HUBSPOT') =>
  app.graphql(
    `mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) {
       fieldMapping { id version object rules { source target direction mode transform default } createdBy { kind id name } }
       problems { ruleIndex code message severity } } }`,
    { input: { provider, mapping } }, token,
  );
const saved = async (session: Session, mapping: Json): Promise<Json> => {
  const { data, errors } = await save(session, mapping);
  expect(errors).toEqual([]);
  return data?.saveFieldMapping as Json;
};
const inForce = async ({ token }: Session): Promise<Json | null> =>
  (await app.ask('{ fieldMapping(provider: HUBSPOT) { id version rules { source target mode default } } }', {}, token)).fieldMapping as Json | null;
const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => [extensions.code, ...(extensions.details as Json[]).map(({ code }) => code as string)]);
const addProperty = async (name: string) => {
  const answer = await fetch(`${sandbox.url}/crm/properties/2026-09/contacts`, {
    method: 'POST',
    headers: { authorization: 'Bearer pat-na1-sandbox', 'content-type': 'application/json' },
    body: JSON.stringify({ name, label: `Label of ${name}`, type: 'string', fieldType: 'text', groupName: 'contactinformation' }),
  });
  if (answer.status !== 201) throw new Error(`The sandbox refused the property: ${await answer.text()}`);
};
const propertyReads = async () => (await sandbox.requests()).filter(({ method, path }) => method === 'GET' && path.includes('/properties/')).length;

describe("a CRM's fields", () => {
  it('[H1] [H2] are told with type, options and what they demand', async () => {
    const all = await fieldsOf(await connected());
    const field = (name: string) => all.find((candidate) => candidate.name === name);
    expect(field('email')).toEqual({ name: 'email', label: 'Email', type: 'EMAIL', required: false, readOnly: false, unique: true, description: null, options: [] });
    expect(field('industry_tier')).toMatchObject({ type: 'SELECT', options: [{ value: 'gold', label: 'Gold' }, { value: 'silver', label: 'Silver' }, { value: 'bronze', label: 'Bronze' }] });
    expect(field('hs_object_id')).toMatchObject({ type: 'NUMBER', readOnly: true });
    expect(field('customer_number')).toMatchObject({ type: 'STRING', unique: true });
    expect(['phone', 'website', 'message', 'marketing_consent', 'contract_start', 'hs_location'].map((name) => field(name)?.type as string)).toEqual(['PHONE', 'URL', 'TEXTAREA', 'BOOLEAN', 'DATE', 'UNKNOWN']);
  });

  it('[H1] are asked for once, and again on refresh', async () => {
    const olga = await connected();
    await fieldsOf(olga);
    const reads = await propertyReads();
    await addProperty('added_later');
    expect((await fieldsOf(olga)).some(({ name }) => name === 'added_later')).toBe(false);
    expect(await propertyReads()).toBe(reads);
    expect((await fieldsOf(olga, ', refresh: true')).find(({ name }) => name === 'added_later')).toMatchObject({ label: 'Label of added_later', type: 'STRING' });
    expect(await propertyReads()).toBe(reads + 1);
  });

  it('[H1] can be read beside everything else by many at once, while tokens are renewed, also where there is one connection', async () => {
    const { token, teamId } = await connected();
    await app.app.parts.base.parts.database.orm.em.fork().execute('update credentials set expires_at = now() where team_id = ?', [teamId]);
    const ask = () =>
      app.ask(
        `{ crmFields(provider: HUBSPOT, refresh: true) { name } again: crmFields(provider: HUBSPOT, refresh: true) { name }
           integrations { status credential { health { status } } tokenHealth { status } mapping { version } }
           leads(first: 1) { totalCount nodes { name } } viewer { team { name } teams { name } } fieldMapping(provider: HUBSPOT) { version } }`,
        {}, token,
      );
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    for (const { crmFields, again } of answers) expect([crmFields, again].map((list) => (list as Json[]).length > 10)).toEqual([true, true]);
  });

  it('[H1] are not there before a connection, and say so', async () => {
    expect(codesOf(await fields(await app.signUp()))).toEqual([['RECONNECT_REQUIRED']]);
  });

  it.each<[string, Parameters<TestSandbox['fault']>[0], string, string]>([
    ['is down', { status: 503 }, 'PROVIDER_UNAVAILABLE', 'PROVIDER_DOWN'],
    ['asks to slow down', { status: 429 }, 'PROVIDER_UNAVAILABLE', 'RATE_LIMITED'],
    ['hangs up', { dropConnection: true }, 'PROVIDER_UNAVAILABLE', 'NETWORK'],
    ['answers garbage', { status: 200, body: '<html>' }, 'PROVIDER_UNAVAILABLE', 'PROVIDER_DOWN'],
    ['does not permit it', { status: 403 }, 'PROVIDER_REJECTED', 'PERMISSION'],
  ])('[H1] give a code of their own when HubSpot %s', async (_, fault, code, detail) => {
    const olga = await connected();
    await sandbox.fault({ path: '*/properties/*', ...fault });
    expect(codesOf(await fields(olga))).toEqual([[code, detail]]);
    expect((await fieldsOf(olga)).length).toBeGreaterThan(10);
  });

  it('[H1] of another object than leads become are refused', async () => {
    expect(codesOf(await fields(await connected(), ', object: "../contacts"'))).toEqual([['BAD_USER_INPUT', 'OBJECT_UNKNOWN']]);
  });

  it('[E9] [F5] ask to connect again once HubSpot has withdrawn our access', async () => {
    const olga = await connected();
    await sandbox.control('POST', '/revoke-tokens');
    await app.app.parts.base.parts.database.orm.em.fork().execute("update credentials set expires_at = now() where team_id = ?", [olga.teamId]);
    expect(codesOf(await fields(olga))).toEqual([['RECONNECT_REQUIRED', 'AUTH_EXPIRED']]);
    const { integration } = await app.ask('{ integration(provider: HUBSPOT) { status tokenHealth { status reconnectUrl } } }', {}, olga.token);
    expect(integration).toMatchObject({ status: 'RECONNECT_REQUIRED', tokenHealth: { status: 'REVOKED', reconnectUrl: expect.stringMatching(/^http/) as string } });
    expect(codesOf(await fields(olga))).toEqual([['RECONNECT_REQUIRED']]);
  });
});

describe('a mapping', () => {
  const short = { email: 'email', name: 'firstname', company: 'company', phone: 'phone' };

  it("[H3] begins as the provider's own, and S1's short form makes the next version", async () => {
    const olga = await connected();
    expect(await inForce(olga)).toMatchObject({ version: 1 });
    const { fieldMapping, problems } = await saved(olga, { mapping: short });
    expect(problems).toEqual([]);
    expect(fieldMapping).toMatchObject({ version: 2, object: 'contacts', createdBy: { kind: 'USER', id: olga.userId } });
    expect((fieldMapping.rules as Json[])[1]).toEqual({ source: 'name', target: 'firstname', direction: 'TO_CRM', mode: 'NEVER_BLANK', transform: null, default: null });
    expect((fieldMapping.rules as Json[]).map(({ source, target }) => [source, target])).toEqual(Object.entries(short));
    expect(await inForce(olga)).toMatchObject({ id: fieldMapping.id as string, version: 2 });
  });

  it('[H3] that is saved again as it is makes no new version, and each version stays what it was', async () => {
    const olga = await connected();
    const first = await saved(olga, { mapping: short });
    const again = await saved(olga, { mapping: short });
    expect(again.fieldMapping.id).toBe(first.fieldMapping.id);
    const next = await saved(olga, { rules: [{ source: 'email', target: 'email', mode: 'OVERWRITE' }] });
    expect(next.fieldMapping.version).toBe(3);
    const { node } = await app.ask('query ($id: ID!) { node(id: $id) { ... on FieldMapping { version rules { target } } } }', { id: first.fieldMapping.id }, olga.token);
    expect(node).toMatchObject({ version: 2, rules: { length: 4 } });
  });

  it('[H3] that ten people save at once gets ten numbers', async () => {
    const olga = await connected();
    const all = await Promise.all(Array.from({ length: 10 }, (_, index) => saved(olga, { rules: [{ source: 'email', target: 'email', default: `someone${String(index)}@example.com` }] })));
    expect(all.map(({ fieldMapping }) => fieldMapping.version as number).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("[H3] takes the team's own fields by name", async () => {
    const olga = await connected();
    await app.ask('mutation { defineLeadFields(input: { fields: [{ name: "roofArea", label: "Roof area", type: NUMBER }] }) { fields { name } } }', {}, olga.token);
    const { fieldMapping, problems } = await saved(olga, { rules: [{ source: 'roofArea', target: 'annualrevenue' }, { source: 'customFields.shade', target: 'message', default: 'none' }] });
    expect(problems).toEqual([{ ruleIndex: 1, code: 'UNKNOWN_SOURCE', severity: 'WARNING', message: expect.stringContaining('customFields.shade') as string }]);
    expect(fieldMapping.rules).toHaveLength(2);
  });

  it('[H4] with an error is not saved, and every fault has its rule, its code and a message', async () => {
    const olga = await connected();
    const before = await inForce(olga);
    const { fieldMapping, problems } = await saved(olga, {
      rules: [
        { source: 'email', target: 'email' },
        { source: 'nmae', target: 'firstname' },
        { source: 'name', target: 'no_such_property' },
        { source: 'name', target: 'annualrevenue' },
        { source: 'name', target: 'hs_email_domain' },
        { source: 'company', target: 'email' },
        { source: 'status', target: 'industry_tier' },
        { source: 'title', target: 'jobtitle', transform: 'upper' },
        { source: 'phone', target: 'phone', direction: 'BOTH' },
      ],
    });
    expect(fieldMapping).toBeNull();
    expect((problems as Json[]).map(({ ruleIndex, code, severity }) => [ruleIndex, code, severity])).toEqual([
      [1, 'UNKNOWN_SOURCE', 'ERROR'], [2, 'UNKNOWN_TARGET', 'ERROR'], [3, 'TYPE_MISMATCH', 'ERROR'], [4, 'READ_ONLY', 'ERROR'],
      [5, 'TYPE_MISMATCH', 'ERROR'], [5, 'DUPLICATE_TARGET', 'ERROR'], [6, 'OPTION_UNKNOWN', 'ERROR'], [7, 'NOT_SUPPORTED_YET', 'ERROR'], [8, 'NOT_SUPPORTED_YET', 'ERROR'],
    ]);
    for (const { message } of problems as Json[]) expect(message).toMatch(/\.$/);
    expect(await inForce(olga)).toEqual(before);
  });

  it('[H4] finds a property that was added a moment ago, without being told to look again', async () => {
    const olga = await connected();
    await fieldsOf(olga);
    await addProperty('added_now');
    expect((await saved(olga, { mapping: { name: 'added_now' } })).problems).toEqual([]);
  });

  it('[H4] stores hostile text inertly, or refuses it', async () => {
    const olga = await connected();
    const hostile = "'; drop table leads; -- <script>alert(1)</script> \u202e";
    const { fieldMapping } = await saved(olga, { rules: [{ source: 'name', target: 'firstname', default: hostile }] });
    expect(fieldMapping.rules[0].default).toBe(hostile);
    expect(await saved(olga, { rules: [{ source: 'name', target: 'firstname', default: 'a\u0000b' }] })).toMatchObject({ fieldMapping: null, problems: [{ code: 'TYPE_MISMATCH' }] });
    expect(await saved(olga, { mapping: { [hostile]: 'firstname' } })).toMatchObject({ fieldMapping: null, problems: [{ code: 'UNKNOWN_SOURCE' }] });
    expect(await saved(olga, { mapping: { ['customFields.a\u0000b']: 'firstname' } })).toMatchObject({ fieldMapping: null, problems: [{ code: 'UNKNOWN_SOURCE' }] });
  });

  it('[H3] that is no mapping is refused as bad input', async () => {
    const olga = await connected();
    expect(codesOf(await save(olga, { mapping: { email: 5 } }))).toEqual([['BAD_USER_INPUT', 'TARGET_INVALID']]);
    expect((await save(olga, {})).errors[0]?.extensions.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
    expect((await save(olga, { rules: [], mapping: {} })).errors[0]?.extensions.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
    expect(codesOf(await save(olga, { mapping: short }, 'SALESFORCE'))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
  });

  it('[A3] is changed by owners and admins only, and seen by everyone but contractors', async () => {
    const olga = await connected();
    const outcome = async (role: string) => {
      await app.app.parts.base.parts.database.orm.em.fork().execute('update members set role = ? where team_id = ?', [role, olga.teamId]);
      const seen = await app.graphql('{ fieldMapping(provider: HUBSPOT) { version } crmFields(provider: HUBSPOT) { name } }', {}, olga.token);
      return [role, ...codesOf(await save(olga, { mapping: short })).flat(), ...codesOf(seen).flat()];
    };
    expect(await outcome('VIEWER')).toEqual(['VIEWER', 'FORBIDDEN']);
    expect(await outcome('SALES')).toEqual(['SALES', 'FORBIDDEN']);
    expect(await outcome('CONTRACTOR')).toEqual(['CONTRACTOR', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(await outcome('ADMIN')).toEqual(['ADMIN']);
  });
});
