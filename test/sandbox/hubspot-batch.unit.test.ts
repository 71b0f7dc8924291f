import { startSandbox, type StartedSandbox } from './start-sandbox.ts';

const P = '/crm/objects/2026-03/contacts';
const PARTIAL = [
  ['/crm/v3/objects/contacts', 207, 207],
  ['/crm/objects/2026-03/contacts', 207, 207],
  ['/crm/objects/2026-09/contacts', 200, 201],
] as const;

let sandbox: StartedSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ SANDBOX_RATE_LIMIT: '100000' });
});
beforeEach(() => sandbox.call('DELETE', '/__sandbox'));
afterAll(() => sandbox.stop());

type Held = { id: string; properties: Record<string, string> };

const batch = (verb: string, inputs: readonly object[], extra: object = {}, path: string = P) =>
  sandbox.call('POST', `${path}/batch/${verb}`, { json: { ...extra, inputs } });
const plant = async (properties: object) => {
  const contact: Held = (await sandbox.call('POST', '/__sandbox/contacts', { json: { properties } })).body;
  return contact.id;
};
const contacts = async () => {
  const held: Held[] = (await sandbox.call('GET', '/__sandbox/contacts')).body;
  return held;
};
const fresh = (properties: object, objectWriteTraceId?: string) => ({ properties, associations: [], objectWriteTraceId });

describe('batch/create', () => {
  it('creates all, in no promised order, and echoes the trace ids [G1]', async () => {
    const { status, body } = await batch('create', [fresh({ email: 'a@x.example' }, 'row-1'), fresh({ email: 'b@x.example' }, 'row-2')]);
    expect(status).toBe(201);
    expect(body).toEqual({
      status: 'COMPLETE',
      results: [expect.objectContaining({ objectWriteTraceId: 'row-2' }), expect.objectContaining({ objectWriteTraceId: 'row-1' })],
      startedAt: expect.any(String),
      completedAt: expect.any(String),
    });
  });

  it('is all or nothing without trace ids: one duplicate is a plain 409 [G1]', async () => {
    const id = await plant({ email: 'old@x.example' });
    const { status, body } = await batch('create', [fresh({ email: 'new@x.example' }), fresh({ email: 'OLD@x.example' })]);
    expect([status, body.message]).toEqual([409, `Contact already exists. Existing ID: ${id}`]);
    expect(await contacts()).toHaveLength(1);
    expect((await batch('create', [fresh({ email: 'new@x.example' })])).status).toBe(201);
  });

  it.each(PARTIAL)('saves the good ones with trace ids, on %s as %i or %i [G1]', async (path, _ok, status) => {
    await plant({ email: 'old@x.example' });
    const inputs = [fresh({ email: 'new@x.example' }, 'good'), fresh({ email: 'old@x.example' }, 'taken'), fresh({ favourite: 'x' }, 'wrong')];
    const answer = await batch('create', inputs, {}, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status: 'COMPLETE', results: [{ objectWriteTraceId: 'good' }], numErrors: 2 });
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ status: 'error', category: 'CONFLICT', context: { objectWriteTraceId: ['taken'] } }),
      expect.objectContaining({ category: 'VALIDATION_ERROR', message: expect.stringContaining('PROPERTY_DOESNT_EXIST'), context: { objectWriteTraceId: ['wrong'] } }),
    ]);
  });
});

describe('batch/upsert', () => {
  const byEmail = (id: string, properties: object, objectWriteTraceId?: string) => ({ id, idProperty: 'email', properties, objectWriteTraceId });

  it('creates what is new and says so [G1]', async () => {
    const id = await plant({ email: 'old@x.example' });
    const { status, body } = await batch('upsert', [byEmail('OLD@x.example', { firstname: 'O' }, '1'), byEmail('new@x.example', { firstname: 'N' }, '2')]);
    expect(status).toBe(200);
    expect(body.results).toEqual([
      expect.objectContaining({ objectWriteTraceId: '2', new: true, properties: expect.objectContaining({ email: 'new@x.example' }) }),
      expect.objectContaining({ objectWriteTraceId: '1', new: false, id }),
    ]);
  });

  it('unsets by e-mail whatever the input leaves out: it is not partial [G1]', async () => {
    const id = await plant({ email: 'old@x.example', phone: '+49 30 1', industry_tier: 'gold', firstname: 'Old' });
    await batch('upsert', [byEmail('old@x.example', { firstname: 'New' })]);
    const [contact] = await contacts();
    expect(contact).toMatchObject({ id, properties: { email: 'old@x.example', firstname: 'New', createdate: expect.any(String), hs_object_id: id } });
    expect(contact?.properties).not.toHaveProperty('phone');
    expect(contact?.properties).not.toHaveProperty('industry_tier');
  });

  it('leaves the rest alone by a custom unique property, and refuses any other [G1]', async () => {
    await plant({ customer_number: 'C-1', phone: '1' });
    await batch('upsert', [{ id: 'C-1', idProperty: 'customer_number', properties: { firstname: 'Ana' } }]);
    expect((await contacts())[0]?.properties).toMatchObject({ customer_number: 'C-1', phone: '1', firstname: 'Ana' });
    const { status, body } = await batch('upsert', [{ id: 'x', idProperty: 'company', properties: {} }]);
    expect([status, body.message]).toEqual([400, 'Unable to perform update/upsert by non-unique 0-1 property']);
  });

  it('writes nothing at all when one input is wrong and has no trace id [G1]', async () => {
    await plant({ email: 'old@x.example', phone: '1' });
    const { status } = await batch('upsert', [byEmail('old@x.example', { phone: '2' }), byEmail('new@x.example', { numemployees: 'many' })]);
    expect(status).toBe(400);
    expect(await contacts()).toEqual([expect.objectContaining({ properties: expect.objectContaining({ phone: '1' }) })]);
  });
});

describe('batch/update', () => {
  it.each(PARTIAL)('changes only what is sent and reports what is missing, on %s as %i [G1]', async (path, status) => {
    const id = await plant({ email: 'a@x.example', phone: '1' });
    const inputs = [{ id, properties: { firstname: 'Ana' }, objectWriteTraceId: 'here' }, { id: '99', properties: {}, objectWriteTraceId: 'gone' }];
    const answer = await batch('update', inputs, {}, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      results: [{ id, objectWriteTraceId: 'here' }],
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['99'], objectWriteTraceId: ['gone'] } }],
    });
    expect((await contacts())[0]?.properties).toMatchObject({ email: 'a@x.example', phone: '1', firstname: 'Ana' });
  });

  it('refuses to go by e-mail [G1]', async () => {
    await plant({ email: 'a@x.example' });
    const { status, body } = await batch('update', [{ id: 'a@x.example', idProperty: 'email', properties: { phone: '1' } }]);
    expect([status, body.message]).toEqual([400, 'Unable to perform update/upsert by non-unique 0-1 property']);
  });
});

describe('batch/read and batch/archive', () => {
  const what = { properties: ['email', 'phone'], propertiesWithHistory: [] };

  it.each(PARTIAL)('reads by id and by e-mail, with one error for all that are missing, on %s as %i [G1]', async (path, status) => {
    const id = await plant({ email: 'a@x.example' });
    const whole = await batch('read', [{ id: 'A@x.example' }], { ...what, idProperty: 'email' }, path);
    expect([whole.status, whole.body.results[0].id]).toEqual([200, id]);
    expect(whole.body.results[0].properties).toMatchObject({ email: 'a@x.example', phone: null });
    expect(whole.body).not.toHaveProperty('errors');
    const partly = await batch('read', [{ id: '99' }, { id }, { id: '100' }], what, path);
    expect(partly.status).toBe(status);
    expect(partly.body).toMatchObject({ numErrors: 1, results: [{ id }] });
    expect(partly.body.errors).toEqual([
      {
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        message: 'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
        context: { ids: ['99', '100'] },
      },
    ]);
  });

  it('archives with 204 [G1]', async () => {
    const id = await plant({ email: 'a@x.example' });
    expect((await batch('archive', [{ id }, { id: '99' }])).status).toBe(204);
    expect(await contacts()).toEqual([]);
    expect((await sandbox.call('GET', `${P}/${id}?archived=true`)).body).toMatchObject({ id, archived: true });
  });
});

describe('every batch', () => {
  const verbs: [verb: string, input: (n: number) => object, extra: object][] = [
    ['create', (n) => fresh({ email: `a${n}@x.example` }), {}],
    ['update', (n) => ({ id: String(n), properties: {} }), {}],
    ['upsert', (n) => ({ id: `a${n}@x.example`, idProperty: 'email', properties: {} }), {}],
    ['read', (n) => ({ id: String(n) }), { properties: [], propertiesWithHistory: [] }],
    ['archive', (n) => ({ id: String(n) }), {}],
  ];

  it.each(verbs)('%s refuses 101 inputs, no input, and one input twice, whole [G1]', async (verb, input, extra) => {
    const many = await batch(verb, Array.from({ length: 101 }, (_, n) => input(n)), extra);
    const none = await batch(verb, [], extra);
    const twice = await batch(verb, [input(1), input(2), input(1)], extra);
    for (const { status, body } of [many, none, twice]) {
      expect([status, body.category, typeof body.correlationId]).toEqual([400, 'VALIDATION_ERROR', 'string']);
    }
    expect(await contacts()).toEqual([]);
  });

  it('wants the members that the specification requires [G1]', async () => {
    expect((await batch('create', [{ properties: { email: 'a@x.example' } }])).body.message).toContain('associations');
    expect((await batch('read', [{ id: '1' }])).body.message).toContain('properties');
    expect((await batch('upsert', [{ id: 'a@x.example', properties: {} }])).body.message).toContain('idProperty');
  });

  it('refuses the same trace id twice [G1]', async () => {
    const { status } = await batch('create', [fresh({ email: 'a@x.example' }, 'row'), fresh({ email: 'b@x.example' }, 'row')]);
    expect([status, await contacts()]).toEqual([400, []]);
  });
});
