import type { Answer, Json } from '../../support/app.ts';
import { crmKits, type Fault } from '../../support/crm/crm-kits.ts';
import { openMappingDoors, type AnyMappingDoor } from './mapping-door.ts';

let doors: Awaited<ReturnType<typeof openMappingDoors>>;
beforeAll(async () => { doors = await openMappingDoors(); });
afterAll(() => doors.close());

const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => [extensions.code, ...(extensions.details as Json[]).map(({ code }) => code as string)]);

/** Types by field, and one whose type no lead can have; what stands for a field that nothing may be written to. */
const types = {
  HUBSPOT: { phone: 'PHONE', website: 'URL', message: 'TEXTAREA', marketing_consent: 'BOOLEAN', contract_start: 'DATE', hs_location: 'UNKNOWN', industry_tier: 'SELECT', annualrevenue: 'NUMBER', customer_number: 'STRING' },
  SALESFORCE: { Phone: 'PHONE', Blog__c: 'URL', Description: 'TEXTAREA', Marketing_Consent__c: 'BOOLEAN', Birthdate: 'DATE', MailingAddress: 'UNKNOWN', Level__c: 'SELECT', Score__c: 'NUMBER', Customer_Number__c: 'STRING', Interests__c: 'SELECT', Demo_At__c: 'DATE' },
};

describe.each(crmKits)('the fields of $name', (kit) => {
  const { provider, fields: names } = kit;
  let door: AnyMappingDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(() => door.begin());

  const fields = (args: Json = {}, { token } = door.session()) =>
    door.app.graphql('query ($provider: CrmProvider!, $object: String, $refresh: Boolean) { crmFields(provider: $provider, object: $object, refresh: $refresh) { name label type required readOnly unique description options { value label } } }', { provider, ...args }, token);
  const fieldsOf = async (args: Json = {}): Promise<Json[]> => (await fields(args)).data?.crmFields as Json[];
  const reads = async () => (await door.sandbox.requests()).filter(kit.isFieldRead).length;

  it('[H1] [H2] are told with type, options and what they demand', async () => {
    const all = await fieldsOf();
    const field = (name: string) => all.find((candidate) => candidate.name === name);
    expect(field(names.email)).toEqual({ name: names.email, label: 'Email', type: 'EMAIL', required: false, readOnly: false, unique: provider === 'HUBSPOT', description: null, options: [] });
    expect(field(names.lastName)).toMatchObject({ type: 'STRING', label: 'Last Name', required: provider === 'SALESFORCE' });
    expect(field(names.select)?.options.map(({ value }: Json) => value as string)).toEqual(kit.options);
    expect(field(names.readOnly)).toMatchObject({ readOnly: true });
    expect(field(names.unique)).toMatchObject({ type: 'STRING', unique: true });
    expect(Object.fromEntries(Object.keys(types[provider]).map((name) => [name, field(name)?.type as string]))).toEqual(types[provider]);
  });

  it('[H1] are asked for once, and again on refresh', async () => {
    await fieldsOf();
    const before = await reads();
    const added = kit.custom('added_later');
    await door.sandbox.addField(added);
    expect((await fieldsOf()).some(({ name }) => name === added)).toBe(false);
    expect(await reads()).toBe(before);
    expect((await fieldsOf({ refresh: true })).find(({ name }) => name === added)).toMatchObject({ label: `Label of ${added}`, type: 'STRING' });
    expect(await reads()).toBe(before + 1);
  });

  it('[H1] can be read beside everything else by many at once, while tokens are renewed, also where there is one connection', async () => {
    const { token, teamId } = door.session();
    await door.sandbox.expireTokens();
    await doors.app.app.parts.base.parts.database.orm.em.fork().execute('update credentials set expires_at = now() where expires_at is not null and team_id = ?', [teamId]);
    const ask = () =>
      door.app.ask(
        `query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } again: crmFields(provider: $provider, refresh: true) { name }
           integrations { status credential { health { status } } tokenHealth { status } mapping { version } }
           leads(first: 1) { totalCount nodes { name } } viewer { team { name } teams { name } } fieldMapping(provider: $provider) { version } }`,
        { provider }, token,
      );
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    for (const { crmFields, again } of answers) expect([crmFields, again].map((list) => (list as Json[]).length > 10)).toEqual([true, true]);
    expect((await door.sandbox.requests()).filter(kit.isToken)).toHaveLength(2);
  });

  it('[H1] are not there before a connection, and say so', async () => {
    expect(codesOf(await fields({}, await door.app.signUp()))).toEqual([['RECONNECT_REQUIRED']]);
  });

  it.each<[string, Fault, string, string]>([
    ['is down', { status: 503 }, 'PROVIDER_UNAVAILABLE', 'PROVIDER_DOWN'],
    ['asks to slow down', { ...kit.slowDown, retryAfter: 0 }, 'PROVIDER_UNAVAILABLE', 'RATE_LIMITED'],
    ['hangs up', { dropConnection: true }, 'PROVIDER_UNAVAILABLE', 'NETWORK'],
    ['answers garbage', { status: 200, body: '<html>' }, 'PROVIDER_UNAVAILABLE', 'PROVIDER_DOWN'],
    ['does not permit it', kit.forbidden, 'PROVIDER_REJECTED', 'PERMISSION'],
  ])('[H1] give a code of their own when it %s', async (_, fault, code, detail) => {
    // For all who ask: a new connection looks at its fields by itself, too.
    await door.sandbox.fault({ ...kit.at.fields, ...fault, times: null });
    expect(codesOf(await fields({ refresh: true }))).toEqual([[code, detail]]);
    await door.sandbox.clearFaults();
    // Salesforce is left alone for a while, once the calls of its day are used up.
    if (detail !== 'RATE_LIMITED') expect((await fieldsOf()).length).toBeGreaterThan(10);
  });

  it('[H1] of another object than leads become are refused', async () => {
    expect(codesOf(await fields({ object: '../contacts' }))).toEqual([['BAD_USER_INPUT', 'OBJECT_UNKNOWN']]);
  });

  it('[E9] [F5] ask to connect again once it has withdrawn our access', async () => {
    await door.sandbox.revokeTokens();
    expect(codesOf(await fields({ refresh: true }))).toEqual([['RECONNECT_REQUIRED', 'AUTH_EXPIRED']]);
    const { integration } = await door.ask('query ($provider: Provider!) { integration(provider: $provider) { status tokenHealth { status reconnectUrl } } }', { provider });
    expect(integration).toMatchObject({ status: 'RECONNECT_REQUIRED', tokenHealth: { status: 'REVOKED', reconnectUrl: expect.stringMatching(/^http/) as string } });
    expect(codesOf(await fields({ refresh: true }))).toEqual([['RECONNECT_REQUIRED']]);
  });
});

describe.each(crmKits)('a mapping to $name', (kit) => {
  const { provider, fields: names, object } = kit;
  let door: AnyMappingDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(() => door.begin());

  const short = { email: names.email, name: names.lastName, company: names.text, phone: names.phone };
  const inForce = async () =>
    (await door.ask('query ($provider: CrmProvider!) { fieldMapping(provider: $provider) { id version rules { source target mode default } } }', { provider })).fieldMapping as Json;
  const attempt = (mapping: Json, other: Json = {}) =>
    door.app.graphql('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { problems { code } } }', { input: { provider, mapping, ...other } }, door.session().token);

  it("[H3] begins as the provider's own, and S1's short form makes the next version, by which leads are synced", async () => {
    expect(await inForce()).toMatchObject({ version: 1 });
    const { fieldMapping, problems } = await door.save({ mapping: short });
    expect(problems).toEqual([]);
    expect(fieldMapping).toMatchObject({ version: 2, object, createdBy: { kind: 'USER', id: door.session().userId } });
    expect((fieldMapping.rules as Json[])[1]).toEqual({ source: 'name', target: names.lastName, direction: 'TO_CRM', mode: 'NEVER_BLANK', transform: null, default: null });
    expect((fieldMapping.rules as Json[]).map(({ source, target }) => [source, target])).toEqual(Object.entries(short));
    expect(await inForce()).toMatchObject({ id: fieldMapping.id as string, version: 2 });
    const lead = await door.createLead({ name: 'Ada Byron', email: 'ada@example.com', company: 'Engines' });
    expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED', mappingVersion: 2 });
    expect(await door.sandbox.contacts()).toMatchObject([{ properties: { [names.email]: 'ada@example.com', [names.lastName]: 'Ada Byron', [names.text]: 'Engines' } }]);
  });

  it('[H4] that leaves the e-mail out is saved with a warning', async () => {
    expect(await door.save({ mapping: { name: names.lastName } })).toMatchObject({
      fieldMapping: { version: 2 }, problems: [{ ruleIndex: null, code: 'REQUIRED_MISSING', severity: 'WARNING', message: expect.stringContaining('Map email to it.') as string }],
    });
  });

  it(`[H4] that leaves the last name out is ${provider === 'SALESFORCE' ? 'not saved, since nobody is a contact without one' : 'saved'}`, async () => {
    const { fieldMapping, problems } = await door.save({ mapping: { email: names.email } });
    const refused = [[null, 'REQUIRED_MISSING', 'ERROR']];
    expect([fieldMapping === null, (problems as Json[]).map(({ ruleIndex, code, severity }) => [ruleIndex, code, severity])]).toEqual(provider === 'SALESFORCE' ? [true, refused] : [false, []]);
  });

  it('[H3] that is saved again as it is makes no new version, and each version stays what it was', async () => {
    const first = await door.save({ mapping: short });
    const again = await door.save({ mapping: short });
    expect(again.fieldMapping.id).toBe(first.fieldMapping.id);
    const next = await door.save({ rules: kit.base });
    expect(next.fieldMapping.version).toBe(3);
    const { node } = await door.ask('query ($id: ID!) { node(id: $id) { ... on FieldMapping { version rules { target } } } }', { id: first.fieldMapping.id as string });
    expect(node).toMatchObject({ version: 2, rules: { length: 4 } });
  });

  it('[H3] that ten people save at once gets ten numbers', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, (_, index) => door.save({ rules: [...kit.base, { source: 'company', target: names.text, default: `number ${String(index)}` }] })));
    expect(all.map(({ fieldMapping }) => fieldMapping.version as number).sort((one, other) => one - other)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("[H3] takes the team's own fields by name", async () => {
    await door.ask('mutation { defineLeadFields(input: { fields: [{ name: "roofArea", label: "Roof area", type: NUMBER }] }) { fields { name } } }');
    const { fieldMapping, problems } = await door.save({ rules: [{ source: 'roofArea', target: names.number }, { source: 'customFields.shade', target: names.longText, default: 'none' }, ...kit.base] });
    expect(problems).toEqual([{ ruleIndex: 1, code: 'UNKNOWN_SOURCE', severity: 'WARNING', message: expect.stringContaining('customFields.shade') as string }]);
    expect(fieldMapping.rules).toHaveLength(4);
    const lead = await door.createLead({ name: 'Ada', email: 'ada@example.com', customFields: { roofArea: 12.5 } });
    expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED', payload: { [names.number]: 12.5, [names.longText]: 'none' } });
  });

  it('[H4] with an error is not saved, and every fault has its rule, its code and a message', async () => {
    const before = await inForce();
    const { fieldMapping, problems } = await door.save({
      rules: [
        { source: 'email', target: names.email },
        { source: 'nmae', target: names.firstName },
        { source: 'name', target: 'no_such_property' },
        { source: 'name', target: names.number },
        { source: 'name', target: names.readOnly },
        { source: 'company', target: names.email },
        { source: 'status', target: names.select },
        { source: 'title', target: names.title, transform: 'shout' },
        { source: 'phone', target: names.phone, direction: 'BOTH' },
        { source: 'name', target: names.lastName },
      ],
    });
    expect(fieldMapping).toBeNull();
    expect((problems as Json[]).map(({ ruleIndex, code, severity }) => [ruleIndex, code, severity])).toEqual([
      [1, 'UNKNOWN_SOURCE', 'ERROR'], [2, 'UNKNOWN_TARGET', 'ERROR'], [3, 'TYPE_MISMATCH', 'ERROR'], [4, 'READ_ONLY', 'ERROR'],
      [5, 'TYPE_MISMATCH', 'ERROR'], [5, 'DUPLICATE_TARGET', 'ERROR'], [6, 'OPTION_UNKNOWN', 'ERROR'], [7, 'TRANSFORM_INVALID', 'ERROR'], [8, 'NOT_SUPPORTED_YET', 'ERROR'],
    ]);
    for (const { message } of problems as Json[]) expect(message).toMatch(/\.$/);
    expect(await inForce()).toEqual(before);
  });

  it('[H4] finds a field that was added a moment ago, without being told to look again', async () => {
    await door.refresh();
    const added = kit.custom('added_now');
    await door.sandbox.addField(added);
    expect((await door.save({ rules: [...kit.base, { source: 'company', target: added }] })).problems).toEqual([]);
  });

  it('[H4] stores hostile text inertly, or refuses it', async () => {
    const hostile = "'; drop table leads; -- <script>alert(1)</script> \u202e";
    const { fieldMapping } = await door.save({ rules: [{ source: 'name', target: names.lastName, default: hostile }] });
    expect(fieldMapping.rules[0].default).toBe(hostile);
    const refused = async (mapping: Json) => {
      const saved = await door.save(mapping);
      return [saved.fieldMapping, saved.problems[0].code];
    };
    expect(await refused({ rules: [{ source: 'name', target: names.lastName, default: 'a\u0000b' }] })).toEqual([null, 'TYPE_MISMATCH']);
    expect(await refused({ mapping: { [hostile]: names.lastName } })).toEqual([null, 'UNKNOWN_SOURCE']);
    expect(await refused({ mapping: { ['customFields.a\u0000b']: names.lastName } })).toEqual([null, 'UNKNOWN_SOURCE']);
  });

  it('[H3] that is no mapping is refused as bad input', async () => {
    expect(codesOf(await attempt({ mapping: { email: 5 } }))).toEqual([['BAD_USER_INPUT', 'TARGET_INVALID']]);
    expect((await attempt({})).errors[0]?.extensions.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
    expect((await attempt({ rules: [], mapping: {} })).errors[0]?.extensions.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
    expect(codesOf(await attempt({ mapping: short }, { provider: 'ZOHO' }))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
  });

  it('[A3] is changed by owners and admins only, and seen by everyone but contractors', async () => {
    const { teamId, token } = door.session();
    const outcome = async (role: string) => {
      await doors.app.app.parts.base.parts.database.orm.em.fork().execute('update members set role = ? where team_id = ?', [role, teamId]);
      const seen = await door.app.graphql('query ($provider: CrmProvider!) { fieldMapping(provider: $provider) { version } crmFields(provider: $provider) { name } }', { provider }, token);
      return [role, ...codesOf(await attempt({ mapping: short })).flat(), ...codesOf(seen).flat()];
    };
    expect(await outcome('VIEWER')).toEqual(['VIEWER', 'FORBIDDEN']);
    expect(await outcome('SALES')).toEqual(['SALES', 'FORBIDDEN']);
    expect(await outcome('CONTRACTOR')).toEqual(['CONTRACTOR', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(await outcome('ADMIN')).toEqual(['ADMIN']);
  });
});
