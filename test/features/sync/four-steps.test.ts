import { clientOf, type Json } from '../../support/app.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { until } from '../../support/until.ts';
import { openSyncDoors } from './sync-door.ts';

let doors: Awaited<ReturnType<typeof openSyncDoors>>;
beforeAll(async () => { doors = await openSyncDoors(); });
afterAll(() => doors.close());

const fields = [{ name: 'email', label: 'E-mail', type: 'EMAIL', required: true }, { name: 'name', label: 'Name', type: 'TEXT' }];
const page = `query ($id: ID!) { lead(id: $id) {
  name status crmLinks { provider contactId }
  syncAttempts(first: 5) { nodes { id success status action contactId message payload errors { code } requests { method status } } }
  timeline(first: 10) { nodes { type attempt { id status contactId } } }
} }`;

it.each(crmKits)('[S0] [D3] [I1] [I5] [C8] a submission becomes a lead, a contact at $name, a result that is told, and what two people see', async (kit) => {
  const { provider, name: crm } = kit;
  const { app, begin, ask, sandbox } = doors.to(kit);
  const { token } = await begin();
  const { createForm } = await ask('mutation ($input: CreateFormInput!) { createForm(input: $input) { form { publicId } } }', { input: { name: 'Contact us', fields, syncTo: [provider] } });
  // Two people, each on a socket of their own.
  const [sales, operations] = [clientOf(app.url), clientOf(app.url)];
  try {
    const leads = await sales.subscribe(token, 'subscription { leadUpdated { type lead { id name email source } } }');
    const syncs = await operations.subscribe(token, 'subscription { crmSync { type status provider leadId attempt { id success status action contactId message } } }');

    // 1. The form is submitted, by nobody we know.
    const submitted = await fetch(`${app.url}/forms/${createForm.form.publicId as string}/submissions`, {
      method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ email: 'John.Doe@Example.com', name: 'John Doe' }),
    });
    expect(submitted.status).toBe(200);
    // 2. and 3. It is synced, and each step of that is told.
    await until('the result is told', () => syncs.events.some(({ status }) => status === 'SUCCEEDED'));
    const leadId = syncs.events[0]?.leadId as string;
    const [contact, ...others] = await sandbox.contacts();
    expect(others).toEqual([]);
    expect(String(contact?.properties[kit.fields.email]).toLowerCase()).toBe('john.doe@example.com');
    expect(contact?.properties).toMatchObject({ [kit.fields.firstName]: 'John', [kit.fields.lastName]: 'Doe' });
    const steps = syncs.events.map(({ type, status, provider: to, leadId: of }) => [type, status, to, of] as string[]);
    expect(steps).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED'].map((status) => [`SYNC_${status}`, status, provider, leadId]));
    const result = { success: true, status: 'SUCCEEDED', action: 'CREATED', contactId: contact?.id, message: `Contact created successfully in ${crm}` };
    expect(syncs.events.at(-1)?.attempt).toMatchObject(result);
    expect(leads.events).toEqual([{ type: 'LEAD_CREATED', lead: { id: leadId, name: 'John Doe', email: 'John.Doe@Example.com', source: expect.any(String) as string } }]);

    // 4. Whoever opens the lead sees all of it.
    const { lead } = await ask(page, { id: leadId });
    const attemptId = (syncs.events.at(-1)?.attempt as Json).id as string;
    expect(lead).toMatchObject({
      name: 'John Doe', crmLinks: [{ provider, contactId: contact?.id }],
      syncAttempts: { nodes: [{ id: attemptId, ...result, payload: { [kit.fields.firstName]: 'John' }, errors: [] }] },
    });
    expect(kit.spell(lead.syncAttempts.nodes[0].payload as Json)).toMatchObject({ [kit.fields.lastName]: 'Doe' });
    const told = (lead.timeline.nodes as Json[]).find(({ type }) => type === 'SYNC_SUCCEEDED');
    expect(told?.attempt).toEqual({ id: attemptId, status: 'SUCCEEDED', contactId: contact?.id });
    expect((lead.timeline.nodes as Json[]).map(({ type }) => type as string)).toEqual(expect.arrayContaining(['FORM_SUBMITTED', 'LEAD_CREATED', 'SYNC_SUCCEEDED']));
  } finally {
    await sales.dispose();
    await operations.dispose();
  }
});
