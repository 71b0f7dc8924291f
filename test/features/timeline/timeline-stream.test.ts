import type { Json, Session } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from '../account/join-team.ts';
import { openTimelineDoor, type TimelineDoor } from './timeline-door.ts';

const PATIENCE_MS = 60_000;
const ada = { name: 'Ada', email: 'ada@example.com', company: 'Acme', source: 'fair' };

let door: TimelineDoor;
let owner: Session;
beforeAll(async () => { door = await openTimelineDoor(); }, PATIENCE_MS);
afterAll(() => door.close());
beforeEach(async () => { owner = await door.begin(); });

const assign = (id: string, ownerId: string | null) => door.ask('mutation ($input: AssignLeadInput!) { assignLead(input: $input) { cursor } }', { input: { id, ownerId } });
const deleteLead = (id: string) => door.ask('mutation ($input: DeleteLeadInput!) { deleteLead(input: $input) { leadId } }', { input: { id } });

describe('timelineEntryAdded', () => {
  it('[C8] brings every entry of the one lead as the list has it, from the list\'s cursor on, and the end', async () => {
    const id = await door.createLead(ada);
    const { publicId } = await door.createForm();
    const { streamCursor } = await door.pageOf(id);
    const other = await door.createLead({ name: 'Betty' });
    await door.updateLead(id, { company: 'Acme Ltd' });
    await door.sync(id, { dryRun: true });
    await door.updateLead(other, { company: 'Bees' });
    await door.sync(id);
    await door.sync(other);
    await door.submit(publicId, { email: 'ada@example.com' });
    const live = await door.followTimeline(id, { after: streamCursor as string });
    await assign(id, owner.userId);
    await until('the last one has come', () => live.events.some(({ type }) => type === 'LEAD_ASSIGNED'));
    const listed = (await door.timelineOf(id)).slice(0, -1).reverse();
    expect(listed.map(({ type }) => type)).toEqual(['LEAD_UPDATED', 'SYNC_PREVIEWED', 'SYNC_SUCCEEDED', 'FORM_SUBMITTED', 'LEAD_ASSIGNED']);
    expect(live.events.map(({ entry }) => entry as Json)).toEqual(listed);
    expect(live.events.map(({ type, leadId }) => [type, leadId])).toEqual(listed.map(({ type }) => [type, id]));
    await deleteLead(id);
    await until('the end has come', () => live.events.some(({ type }) => type === 'LEAD_DELETED'));
    expect(live.events.at(-1)).toMatchObject({ type: 'LEAD_DELETED', leadId: id, entry: null, actor: { name: 'Olga Owner' } });
    expect(live.error()).toBeUndefined();
  }, PATIENCE_MS);

  it('[C8] [I2] leaves crmSync without dry runs', async () => {
    const id = await door.createLead(ada);
    const syncs = await door.follow();
    await door.sync(id, { dryRun: true });
    await door.sync(id);
    await door.endOf(syncs, id);
    expect(syncs.events.map(({ attempt }) => attempt.dryRun as boolean)).not.toContain(true);
    expect(syncs.events.map(({ status }) => status)).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED']);
  });

  it('[C8] refuses what is no lead, and whoever sees none', async () => {
    const refusal = async (leadId: string, token = owner.token) => ((await door.followTimeline(leadId, { token })).error() as Json[])[0]?.extensions as Json;
    expect(await refusal('')).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'leadId', code: 'REQUIRED' }] });
    expect(await refusal('form_01')).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'leadId', code: 'ID_INVALID' }] });
    const id = await door.createLead(ada);
    const contractor = await joinTeam(door.app, owner, 'CONTRACTOR');
    expect(await refusal(id, contractor.token)).toMatchObject({ code: 'FORBIDDEN' });
    const other = await door.app.signUp('Other');
    const foreign = await door.followTimeline(id, { token: other.token });
    await door.updateLead(id, { company: 'New' });
    const own = await door.followTimeline(id);
    await door.updateLead(id, { company: 'Newer' });
    await until('the own team is told', () => own.events.length === 1);
    expect(foreign.events).toEqual([]);
  });
});
