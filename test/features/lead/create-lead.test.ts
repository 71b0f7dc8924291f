import { startApp, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';

let app: TestApp;
let ada: Session;
beforeAll(async () => {
  app = await startApp();
  ada = await app.signUp('Ada');
});
afterAll(() => app.stop());

const fields = 'id externalId title name email phone company status source owner { id name email } customFields version createdAt updatedAt';
const createLead = (input: object, { token }: Session = ada) =>
  app.graphql(`mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { ${fields} } cursor possibleDuplicates { id } } }`, { input }, token);
const readLead = async (id: string) => (await app.ask(`query ($id: ID!) { lead(id: $id) { ${fields} } }`, { id }, ada.token)).lead;

describe('createLead', () => {
  it('keeps every type through the database and the event log [C1]', async () => {
    const stream = await app.subscribe(ada.token, `subscription { leadUpdated(filter: { actions: [CREATED] }) { lead { ${fields} } changedFields previous } }`);
    const input = {
      externalId: 'crm-1', title: 'Roof, Elm Street 4', name: 'Grace Hopper', email: 'Grace@Example.com', phone: '+4930901820', company: 'Eckert & Mauchly',
      status: 'QUALIFIED', source: 'fair', ownerId: ada.userId,
      customFields: { plan: 'pro', seats: 5, share: 0.1, large: 9_007_199_254_740_991, active: false, note: 'one\n\ttwo', since: '2026-11-21' },
    };
    const { data, errors } = await createLead(input);
    expect(errors).toEqual([]);
    const lead = data?.createLead.lead;
    const { ownerId, ...plain } = input;
    expect(lead).toEqual({
      ...plain, id: expect.stringMatching(/^lead_[0-9a-z]{26}$/), owner: { id: ownerId, name: 'Ada', email: ada.email }, version: 1,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), updatedAt: lead.createdAt,
    });
    await expect(readLead(lead.id)).resolves.toEqual(lead);
    await until('the event arrives', () => stream.events.length > 0);
    expect(stream.events).toEqual([{ lead, changedFields: [], previous: {} }]);
    stream.stop();
  });

  it('needs something to know the person by, and nothing else [C1]', async () => {
    const { data } = await createLead({ phone: '+4930901820' });
    expect(data?.createLead.lead).toMatchObject({ name: null, email: null, status: 'NEW', owner: null, customFields: {} });
    for (const input of [{}, { name: ' ', source: 'fair' }, { name: '\u0007' }]) {
      const { errors } = await createLead(input);
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'name', code: 'REQUIRED' }] });
    }
  });

  it.each([
    ['a status that is none', { name: 'x', status: 'SOLD' }],
    ['an unknown attribute', { name: 'x', surname: 'y' }],
    ['a number where text belongs', { name: 5 }],
    ['an address that is none', { email: 'ada' }],
    ['a number in national spelling', { phone: '030 901820' }],
    ['custom fields that are a list', { name: 'x', customFields: ['a'] }],
  ])('refuses %s before anything is written [C9]', async (_, input) => {
    const { errors } = await createLead(input);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('names every field that is wrong at once [C9]', async () => {
    const { errors, data } = await createLead({
      name: 'x'.repeat(501), company: 'a\0b', externalId: 'x'.repeat(201), customFields: { list: [1], '1st': 'x' },
    });
    expect(data?.createLead).toBeNull();
    expect(errors[0]?.extensions.details.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`)).toEqual([
      'name TOO_LONG', 'company NOT_TEXT', 'customFields.list TYPE_MISMATCH', 'customFields NAME_INVALID', 'externalId TOO_LONG',
    ]);
  });

  it('stores hostile text as text and nothing more [C9]', async () => {
    const hostile = [
      "Robert'); DROP TABLE leads;--", "' OR '1'='1", '" OR ""="', "'; select pg_sleep(10);--", '1; truncate teams', '$1 ? :name @p {0}',
      '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', 'javascript:alert(1)', '{{constructor.constructor("x")()}}',
      "' OR Name LIKE '%' OR Name = '", '\\\\\\u0000 \\x00 \\n', '%00%0d%0aSet-Cookie:x=1', '../../etc/passwd', '=cmd|" /C calc"!A0', '${jndi:ldap://x}', '🏴‍☠️ مرحبا 你好',
    ];
    for (const text of hostile) {
      const { data, errors } = await createLead({ title: text, name: text, company: text, source: text, customFields: { text } });
      expect(errors).toEqual([]);
      const lead = data?.createLead.lead;
      expect(lead).toMatchObject({ title: text, name: text, company: text, source: text, customFields: { text } });
      await expect(readLead(lead.id)).resolves.toEqual(lead);
    }
  });

  it('drops control characters and folds a line break in a line, and keeps it in a custom text [C9]', async () => {
    const { data } = await createLead({ name: '\u001b[31mAda\u0007\r\nByron\u202e ', customFields: { note: 'a\u0000'.slice(0, 1) + '\r\nb\u0008' } });
    expect(data?.createLead.lead).toMatchObject({ name: '[31mAda Byron', customFields: { note: 'a\nb' } });
  });

  it('does it once for one idempotencyKey, also when the calls come at the same time [C2]', async () => {
    const input = { name: 'Once', customFields: { a: 1, b: 2 }, idempotencyKey: 'create-1' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => createLead(input)));
    expect(new Set(answers.map(({ data }) => data?.createLead.lead.id)).size).toBe(1);
    const { leads } = await app.ask('{ leads(filter: { search: "Once" }) { totalCount } }', {}, ada.token);
    expect(leads.totalCount).toBe(1);
    const { errors } = await createLead({ ...input, name: 'Twice' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_REUSED' }] });
  });

  it('gives an externalId to one lead only and shows which has it [C2]', async () => {
    const answers = await Promise.all([createLead({ name: 'First', externalId: 'ext-1' }), createLead({ name: 'Second', externalId: 'ext-1' })]);
    const winner = answers.find(({ errors }) => errors.length === 0)?.data?.createLead.lead;
    const loser = answers.find(({ errors }) => errors.length > 0)?.errors[0];
    expect(loser?.extensions).toMatchObject({ code: 'CONFLICT', current: { id: winner.id, name: winner.name, externalId: 'ext-1', version: 1 } });
    const ben = await app.signUp('Ben');
    expect((await createLead({ name: 'Of another team', externalId: 'ext-1' }, ben)).errors).toEqual([]);
  });

  it('says of an owner only that it cannot be one, whoever it is [A4]', async () => {
    const ben = await app.signUp('Ben');
    for (const ownerId of [ben.userId, 'user_nobody', '', 'user_\0'])
      expect((await createLead({ name: 'x', ownerId })).errors[0]).toMatchObject({
        message: 'ownerId must be the user id of an active OWNER, ADMIN or SALES member of the team',
        extensions: { code: 'BAD_USER_INPUT', details: [{ field: 'ownerId', code: 'OWNER_INVALID' }] },
      });
  });

  it('shows leads that may be the same person: by address in any case, or by number [C10]', async () => {
    const first = (await createLead({ name: 'Kay', email: 'Kay.McNulty@example.com', phone: '+12155550101' })).data?.createLead;
    expect(first.possibleDuplicates).toEqual([]);
    const same = { id: first.lead.id };
    expect((await createLead({ email: 'kay.mcnulty@EXAMPLE.com' })).data?.createLead.possibleDuplicates).toEqual([same]);
    expect((await createLead({ phone: '+12155550101' })).data?.createLead.possibleDuplicates).toEqual([same]);
    expect((await createLead({ email: 'kay.mcnulty+other@example.com' })).data?.createLead.possibleDuplicates).toEqual([]);

    const find = 'query ($email: EmailAddress, $phone: PhoneNumber) { findDuplicateLeads(email: $email, phone: $phone) { id } }';
    const { findDuplicateLeads } = await app.ask(find, { email: 'KAY.MCNULTY@EXAMPLE.COM', phone: '+12155550101' }, ada.token);
    expect(findDuplicateLeads[0]).toEqual(same);
    expect(findDuplicateLeads).toHaveLength(3);
    expect((await app.graphql(find, {}, ada.token)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const ben = await app.signUp('Ben');
    await expect(app.ask(find, { phone: '+12155550101' }, ben.token)).resolves.toEqual({ findDuplicateLeads: [] });
  });
});
