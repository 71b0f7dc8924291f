import type { Json } from '../../support/app.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { until } from '../../support/until.ts';
import { openSyncDoors, type AnySyncDoor } from './sync-door.ts';

let doors: Awaited<ReturnType<typeof openSyncDoors>>;
beforeAll(async () => { doors = await openSyncDoors(); });
afterAll(() => doors.close());

/** Long enough to disconnect and to connect while the CRM has done its work and not yet said so. */
const ANSWER_MS = 2_500;

describe.each(crmKits)('a create at $name that is on the wire while somebody disconnects', (kit) => {
  const { provider, fields, name: crm } = kit;
  let door: AnySyncDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(async () => { await door.begin(); });

  const disconnect = () => door.ask('mutation ($provider: Provider!) { disconnectIntegration(input: { provider: $provider }) { integration { status } } }', { provider });
  const sql = (query: string) => door.app.app.parts.base.parts.database.orm.em.fork().execute<Json[]>(query, [door.session().teamId]);
  const nameless = { name: 'No Address', phone: '+4930901820' };

  /** The CRM has created the contact, its answer is on the way, and nobody is connected any more. */
  const disconnectAmid = async (lead: Json, duplicatePolicy: string): Promise<string> => {
    const leadId = await door.createLead(lead);
    await door.sandbox.fault({ ...kit.at.create, after: true, delayMs: ANSWER_MS });
    await door.sync(leadId, { wait: false, duplicatePolicy });
    await until('the contact is there', async () => (await door.sandbox.contacts()).length === 1);
    await disconnect();
    expect(await door.attempts(leadId)).toMatchObject([{ status: 'CANCELLED', contactId: null }]);
    return leadId;
  };
  const noted = () => until('the answer has been noted', async () => (await sql('select 1 from sync_states where team_id = ? and claim is not null')).length === 0);

  it('[I7] [F3] is known as our own the next time, also by a policy that leaves contacts of others alone', async () => {
    const leadId = await disconnectAmid({ name: 'Ann Other', email: 'ann@example.com' }, 'SKIP');
    await noted();
    const [contact] = await door.sandbox.contacts();
    expect(await door.attempts(leadId)).toMatchObject([{ status: 'CANCELLED', contactId: contact?.id, message: `Cancelled: ${crm} was disconnected. What was on its way had reached ${crm} by then.`, requests: expect.arrayContaining([expect.objectContaining({ method: 'POST' })]) as unknown }]);
    await door.connect();
    await door.updateLead(leadId, { name: 'Ann New' });
    expect(await door.sync(leadId, { duplicatePolicy: 'SKIP' })).toMatchObject({ action: 'UPDATED', contactId: contact?.id });
    expect(await door.sandbox.contacts()).toMatchObject([{ properties: { [fields.lastName]: 'New' } }]);
  });

  it('[I7] [F3] is waited for by who connects again meanwhile, so that nothing is created twice that no e-mail would find', async () => {
    const leadId = await disconnectAmid(nameless, 'UPDATE');
    await door.connect();
    expect(await door.sync(leadId)).toMatchObject({ status: 'SUCCEEDED', action: 'UPDATED', contactId: (await door.sandbox.contacts())[0]?.id });
    expect(await door.sandbox.contacts()).toHaveLength(1);
    expect(await door.creates()).toHaveLength(1);
  });

  it('[I7] [F3] and whose answer is lost as well is left to a person where nothing would find it', async () => {
    const leadId = await door.createLead(nameless);
    await door.sandbox.fault({ ...kit.at.create, after: true, delayMs: ANSWER_MS, dropConnection: true });
    await door.sync(leadId, { wait: false });
    await until('the contact is there', async () => (await door.sandbox.contacts()).length === 1);
    await disconnect();
    await door.connect();
    expect(await door.sync(leadId)).toMatchObject({ status: 'FAILED', errors: [{ code: 'UNKNOWN', retryable: false }] });
    expect((await door.attempts(leadId))[1]).toMatchObject({ status: 'CANCELLED', message: expect.stringContaining('did not say whether it has created this record') as string });
    expect(await door.creates()).toHaveLength(1);
  });

  it('[I7] [F4] is of no account to another one that is connected in its place', async () => {
    const leadId = await disconnectAmid({ name: 'Ann Other', email: 'ann@example.com' }, 'UPDATE');
    await sql("update integrations set account_id = 'that of before' where team_id = ?");
    await door.connect();
    await until('the call has ended', async () => (await sql('select 1 from sync_drains where team_id = ?')).length === 0);
    expect(await sql('select status, external_id, claim from sync_states where team_id = ?')).toEqual([{ status: 'CANCELLED', external_id: null, claim: null }]);
    expect(await door.attempts(leadId)).toMatchObject([{ status: 'CANCELLED', contactId: null }]);
  });
});
