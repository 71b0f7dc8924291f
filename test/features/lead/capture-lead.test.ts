import { inSnapshot } from '../../../src/database/in-snapshot.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { readEvents } from '../../../src/events/event-log.ts';
import { captureLead, Lead, type CapturedLead } from '../../../src/features/lead/index.ts';
import type { LeadFacts } from '../../../src/features/lead/lead.events.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { openTestParts, type TestParts } from '../../support/parts.ts';

let parts: TestParts;
let visitor: TeamContext;
beforeAll(async () => { parts = await openTestParts(); });
afterAll(() => parts.close());
beforeEach(async () => {
  const { actor: { teamId }, ...ctx } = await parts.team();
  visitor = { ...ctx, actor: { kind: 'VISITOR', teamId } };
});

const capture = (captured: Partial<CapturedLead>) =>
  inTransaction(visitor, (tx) => captureLead(tx, { attributes: {}, source: 'Contact page', onExisting: 'FILL_IF_EMPTY', ...captured }));

const ourselves = (): TeamContext => ({ ...visitor, actor: { kind: 'SYSTEM', teamId: visitor.actor.teamId, job: 'test' } });
const leads = () => inSnapshot(ourselves(), ({ em }) => em.find(Lead, {}, { orderBy: { id: 'asc' } }));
const events = async () => (await inSnapshot(ourselves(), (snapshot) => readEvents(snapshot, 0, 100))).map(({ kind, payload }) => ({ kind, ...(payload as LeadFacts) }));

describe('captureLead', () => {
  it('makes a new lead of what a visitor tells, and says where it came from [D2] [C1]', async () => {
    const { lead, created } = await capture({ attributes: { email: 'Ada@Example.com', name: ' Ada ', phone: '0049 30/901820' }, customFields: { message: 'Hello', agreed: true } });
    expect(created).toBe(true);
    expect(lead).toMatchObject({ email: 'Ada@Example.com', name: 'Ada', phone: '+4930901820', source: 'Contact page', status: 'NEW', owner: null, customFields: { message: 'Hello', agreed: true }, version: 1 });
    await expect(events()).resolves.toMatchObject([{ kind: 'lead.created', action: 'CREATED', lead: { id: lead.id } }]);
  });

  it('fills what is empty in the lead with the same address, and announces just that [D2] [B21]', async () => {
    const first = await capture({ attributes: { email: 'ada@example.com', name: 'Ada' }, customFields: { message: 'First' } });
    const second = await capture({ attributes: { email: 'ADA@example.com', name: 'Somebody', company: 'Engines' }, customFields: { message: 'Second', area: 5 }, source: 'Other page' });
    expect(second).toMatchObject({ created: false, lead: { id: first.lead.id, name: 'Ada', email: 'ada@example.com', company: 'Engines', source: 'Contact page', customFields: { message: 'First', area: 5 }, version: 2 } });
    const [, updated] = await events();
    expect(updated).toMatchObject({ kind: 'lead.updated', changedFields: ['company', 'customFields'], previous: { company: null, customFields: { message: 'First' } } });
  });

  it('overwrites what a visitor gives anew where the form says so, and blanks out nothing [D2]', async () => {
    await capture({ attributes: { email: 'ada@example.com', name: 'Ada', company: 'Engines', phone: '+4930901820' }, customFields: { message: 'First', area: 5 } });
    const { lead } = await capture({ onExisting: 'OVERWRITE', attributes: { email: 'ADA@example.com', name: 'Ada Byron', company: null, phone: '' }, customFields: { message: 'Second', area: null }, source: 'Other page' });
    expect(lead).toMatchObject({ name: 'Ada Byron', company: 'Engines', phone: '+4930901820', email: 'ada@example.com', source: 'Contact page', customFields: { message: 'Second', area: 5 } });
  });

  it('changes and announces nothing where the form says so, or where there is nothing new [D2]', async () => {
    const { lead } = await capture({ attributes: { email: 'ada@example.com', name: 'Ada' } });
    for (const onExisting of ['SKIP', 'FILL_IF_EMPTY'] as const)
      await expect(capture({ onExisting, attributes: { email: 'ada@example.com', name: 'Eve' } })).resolves.toMatchObject({ created: false, lead: { id: lead.id, name: 'Ada', version: 1 } });
    await expect(events()).resolves.toHaveLength(1);
  });

  it('makes one lead of ten submissions with one address at the same time [D2]', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, (_, at) => capture({ attributes: { email: at % 2 ? 'ada@example.com' : 'ADA@example.com' }, customFields: { [`n${String(at)}`]: at } })));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    const [lead, ...others] = await leads();
    expect(others).toEqual([]);
    expect(Object.keys(lead?.customFields ?? {})).toHaveLength(10);
  });

  it('does not lose a lead over a number that cannot be called: it is kept as it was written [C9]', async () => {
    const { lead } = await capture({ attributes: { name: 'Ada', phone: '030 90 18 20 (mornings)' } });
    expect(lead).toMatchObject({ phone: null, customFields: { phone: '030 90 18 20 (mornings)' } });
  });

  it("keeps with the lead what fits the team's own fields, and asks for none of them [C1]", async () => {
    await inTransaction(ourselves(), ({ em, actor }) =>
      em.execute("insert into custom_lead_fields (team_id, name, label, type, required, options, position) values (?, 'area', 'Area', 'NUMBER', true, '[]', 0)", [actor.teamId]));
    expect((await capture({ attributes: { name: 'Ada' }, customFields: { area: 'large', message: 'Hello' } })).lead.customFields).toEqual({ message: 'Hello' });
  });

  it('makes a lead of each submission without an address [D2]', async () => {
    await capture({ customFields: { message: 'One' } });
    await capture({ customFields: { message: 'One' } });
    await expect(leads()).resolves.toHaveLength(2);
  });

  it('writes nothing when the address is none [C9]', async () => {
    await expect(capture({ attributes: { email: 'nobody', name: 'Ada' } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'email', code: 'EMAIL_INVALID' }] });
    await expect(leads()).resolves.toEqual([]);
  });

  it('knows no lead of another team with the same address [A4]', async () => {
    await capture({ attributes: { email: 'ada@example.com' } });
    const { actor: { teamId } } = await parts.team();
    const other: TeamContext = { ...visitor, actor: { kind: 'VISITOR', teamId } };
    await expect(inTransaction(other, (tx) => captureLead(tx, { attributes: { email: 'ada@example.com' }, source: 'x', onExisting: 'OVERWRITE' }))).resolves.toMatchObject({ created: true });
  });

  it('is not how people create leads [A3]', async () => {
    const person: TeamContext = { ...visitor, actor: { kind: 'USER', teamId: visitor.actor.teamId, id: 'user_x', name: 'Vic', email: 'vic@example.com', role: 'VIEWER', sessionId: 'session_x' } };
    await expect(inTransaction(person, (tx) => captureLead(tx, { attributes: { name: 'x' }, source: 'x', onExisting: 'SKIP' }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
