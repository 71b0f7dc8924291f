import { startApp, type Json, type Session, type Stream, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from '../account/join-team.ts';

let app: TestApp;
let ada: Session;
let events: Stream;
beforeAll(async () => {
  app = await startApp();
  ada = await app.signUp('Ada');
  events = await app.subscribe(ada.token, 'subscription { leadUpdated { cursor action leadId lead { name status version } changedFields previous previousOwner { id } } }');
});
afterAll(() => app.stop());

const create = async (input: Json): Promise<Json> =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input }, ada.token)).createLead.lead;
const update = (input: Json, token = ada.token) =>
  app.graphql(
    'mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor lead { id name email company status phone source title customFields version updatedAt } } }',
    { input }, token,
  );
const eventAt = (cursor: string) => until('the event arrives', () => events.events.find((event) => event['cursor'] === cursor));

describe('updateLead', () => {
  it('changes what is given, clears what is null, leaves the rest [C2]', async () => {
    const { id } = await create({ name: 'Grace', email: 'grace@example.com', company: 'Eckert', phone: '+4930901820', source: 'fair' });
    const { data, errors } = await update({ id, name: 'Grace Hopper', company: null, status: 'CONTACTED' });
    expect(errors).toEqual([]);
    expect(data?.updateLead.lead).toMatchObject({ name: 'Grace Hopper', company: null, status: 'CONTACTED', email: 'grace@example.com', phone: '+4930901820', source: 'fair', title: null, version: 2 });
  });

  it('announces exactly the fields that changed, with their old values [B21]', async () => {
    const { id } = await create({ name: 'Kay', company: 'ENIAC', customFields: { plan: 'pro', seats: 5 } });
    const { data } = await update({ id, name: 'Kay', company: 'UNIVAC', status: 'QUALIFIED', customFields: { seats: null, since: '1945' } });
    await expect(eventAt(data?.updateLead.cursor)).resolves.toMatchObject({
      action: 'UPDATED', leadId: id, changedFields: ['company', 'status', 'customFields'],
      previous: { company: 'ENIAC', status: 'NEW', customFields: { plan: 'pro', seats: 5 } },
      lead: { name: 'Kay', status: 'QUALIFIED', version: 2 }, previousOwner: null,
    });
    expect(data?.updateLead.lead.customFields).toEqual({ plan: 'pro', since: '1945' });
    const cleared = await update({ id, customFields: null });
    expect(cleared.data?.updateLead.lead.customFields).toEqual({});
  });

  it('announces nothing and keeps the version where nothing changes [B21]', async () => {
    const { id } = await create({ name: 'Jean', customFields: { a: 1, b: 2 } });
    const { updateLead } = (await update({ id, name: ' Jean ', customFields: { b: 2, a: 1 }, company: null })).data ?? {};
    expect(updateLead.lead.version).toBe(1);
    const { data } = await update({ id, name: 'Jean Bartik' });
    await eventAt(data?.updateLead.cursor);
    expect(events.events.filter(({ leadId }) => leadId === id).map(({ changedFields }) => changedFields)).toEqual([[], ['name']]);
    const place = ({ cursor }: Json): number => Number(cursor.split(':')[1]);
    expect(place(data?.updateLead)).toBe(place(updateLead) + 1);
  });

  it('refuses a stale version and shows the lead as it is [C2]', async () => {
    const { id } = await create({ name: 'Betty', customFields: { plan: 'pro' }, ownerId: ada.userId });
    expect((await update({ id, version: 1, name: 'Betty Snyder' })).errors).toEqual([]);
    const { data, errors } = await update({ id, version: 1, name: 'Betty Holberton' });
    expect(data?.updateLead).toBeNull();
    expect(errors[0]?.message).toContain('at version 2');
    expect(errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      current: {
        id, name: 'Betty Snyder', version: 2, status: 'NEW', customFields: { plan: 'pro' }, ownerId: ada.userId, owner: { id: ada.userId, name: 'Ada', email: ada.email },
        email: null, phone: null, company: null, title: null, source: null, externalId: null, createdAt: expect.stringMatching(/Z$/), updatedAt: expect.stringMatching(/Z$/),
      },
    });
    expect((await update({ id, version: 2, name: 'Betty Holberton' })).data?.updateLead.lead.version).toBe(3);
  });

  it('of ten changes on one version lets one through [C2]', async () => {
    const { id } = await create({ name: 'Marlyn' });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => update({ id, version: 1, company: `Company ${String(at)}` })));
    expect(answers.map(({ errors }) => errors[0]?.extensions.code ?? 'fine').sort()).toEqual([...Array<string>(9).fill('CONFLICT'), 'fine']);
  });

  it('of ten changes without a version loses none, and each knows what was before it [B21]', async () => {
    const { id } = await create({ name: 'Ruth', company: 'before' });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => update({ id, company: `Company ${String(at)}` })));
    expect(answers.map(({ data }) => data?.updateLead.lead.version).sort((a: number, b: number) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    await until('all events arrive', () => events.events.filter(({ leadId }) => leadId === id).length === 11);
    const after = answers.map(({ data }) => data?.updateLead.lead).sort((a: Json, b: Json) => a['version'] - b['version']).map(({ company }) => company);
    const changes = events.events.filter(({ leadId, action }) => leadId === id && action === 'UPDATED');
    expect(changes.map(({ previous }) => previous.company)).toEqual(['before', ...after.slice(0, -1)]);
  });

  it('refuses to clear the status, and text that cannot be stored [C9]', async () => {
    const { id } = await create({ name: 'x' });
    const { errors } = await update({ id, status: null, title: 'x'.repeat(501), source: '\ud800' });
    expect(errors[0]?.extensions.details.map(({ field, code }: Json) => `${String(field)} ${String(code)}`)).toEqual(['title TOO_LONG', 'source NOT_TEXT', 'status REQUIRED']);
  });

  it('does not know a lead of another team, word for word as one that never was [A4]', async () => {
    const ben = await app.signUp('Ben');
    const { id } = await create({ name: 'Mine' });
    const absent = id.slice(0, -4) + '0000';
    const answers = await Promise.all([update({ id, name: 'Stolen' }, ben.token), update({ id: absent, name: 'Stolen' }, ben.token), update({ id: 'nonsense', name: 'x' }, ben.token), update({ id: 'lead_\0', name: 'x' }, ben.token)]);
    for (const { errors, data } of answers) {
      expect(data?.updateLead).toBeNull();
      expect([errors[0]?.message, errors[0]?.extensions.code]).toEqual(['Lead not found', 'NOT_FOUND']);
    }
  });

  it.each([
    ['SALES', 'its own', true], ['SALES', "nobody's", true], ['SALES', "a colleague's", false], ['ADMIN', "a colleague's", true], ['VIEWER', "nobody's", false],
  ] as const)('a member of role %s may change %s lead: %s [A3]', async (role, whose, may) => {
    const member = await joinTeam(app, ada, role);
    const owner = { 'its own': member.userId, "nobody's": null, "a colleague's": ada.userId }[whose];
    const { id } = await create({ name: 'x', ownerId: owner });
    const { errors } = await update({ id, name: 'y' }, member.token);
    expect(errors.map(({ message, extensions }) => [message, extensions['code']])).toEqual(may ? [] : [['You may not update this lead.', 'FORBIDDEN']]);
  });

  it('shows a contractor no lead, also not that there is one [A3]', async () => {
    const contractor = await joinTeam(app, ada, 'CONTRACTOR');
    const { id } = await create({ name: 'x' });
    expect((await update({ id, name: 'y' }, contractor.token)).errors[0]?.message).toBe('Lead not found');
    const { data, errors } = await app.graphql('query ($id: ID!) { lead(id: $id) { id } node(id: $id) { id } leads { nodes { id } } leadFields { name } }', { id }, contractor.token);
    expect(data).toEqual({ lead: null, node: null, leads: null, leadFields: null });
    expect(Object.fromEntries(errors.map(({ path, extensions }) => [path?.[0], extensions['code']]))).toEqual({ lead: 'NOT_FOUND', node: 'NOT_FOUND', leads: 'FORBIDDEN', leadFields: 'FORBIDDEN' });
  });
});
