import { inSnapshot } from '../../../src/database/in-snapshot.ts';
import { leadsInRule, matchesRule, type LeadRule } from '../../../src/features/integration/index.ts';
import { Lead } from '../../../src/features/lead/index.ts';
import type { Answer, Json, Session } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from '../account/join-team.ts';
import { openTimelineDoor, type TimelineDoor } from '../timeline/timeline-door.ts';

const PATIENCE_MS = 60_000;
const ada = { name: 'Ada', email: 'ada@example.com', source: 'fair' };

let door: TimelineDoor;
let owner: Session;
beforeAll(async () => { door = await openTimelineDoor(); }, PATIENCE_MS);
afterAll(() => door.close());
beforeEach(async () => { owner = await door.begin(); });

const change = (input: Json): Promise<Answer> =>
  door.app.graphql('mutation ($input: UpdateIntegrationSettingsInput!) { updateIntegrationSettings(input: $input) { integration { settings { autoSync include { status ownerIds sources } } } } }', { input: { provider: 'HUBSPOT', ...input } }, owner.token);
const include = async (rule: Json | null) => {
  const { errors, data } = await change({ autoSync: true, include: rule });
  expect(errors).toEqual([]);
  return data?.updateIntegrationSettings.integration.settings.include as Json;
};
const assign = (id: string, ownerId: string | null) => door.ask('mutation ($input: AssignLeadInput!) { assignLead(input: $input) { cursor } }', { input: { id, ownerId } });
const synced = (id: string, times = 1) =>
  until('it is synced', async () => (await door.attempts(id)).filter(({ status }) => status === 'SUCCEEDED').length === times);
const actionsOf = async (id: string) => (await door.attempts(id)).map(({ status, action }) => [status, action]).reverse();
const settled = (id: string) => until('nothing is under way', async () => (await door.attempts(id)).every(({ status }) => ['SUCCEEDED', 'SKIPPED', 'FAILED'].includes(status as string)));

describe('the rule of a connection', () => {
  it('[I14] is shown as it was given, stays where it is left out, is replaced whole, and is cleared with null', async () => {
    const mate = await joinTeam(door.app, owner, 'SALES');
    expect(await include({ status: ['NEW', 'CONTACTED', 'NEW'], ownerIds: [mate.userId, mate.userId], sources: ['  fair ', 'web', 'fair'] })).toEqual({ status: ['NEW', 'CONTACTED'], ownerIds: [mate.userId], sources: ['fair', 'web'] });
    expect((await change({ duplicatePolicy: 'SKIP' })).data?.updateIntegrationSettings.integration.settings.include.sources).toEqual(['fair', 'web']);
    expect(await include({ status: ['LOST'] })).toEqual({ status: ['LOST'], ownerIds: null, sources: null });
    expect(await include(null)).toBeNull();
  });

  it('[I14] is refused where it says nothing, or what cannot be meant, with the field', async () => {
    const stranger = await door.app.signUp('Stranger');
    const many = (entry: (n: number) => string) => Array.from({ length: 101 }, (_, n) => entry(n));
    const refused = async (rule: Json) => (await change({ include: rule })).errors.map(({ extensions }) => [extensions.code, extensions.details[0]?.field, extensions.details[0]?.code]);
    for (const [rule, field, code] of [
      [{}, 'include', 'REQUIRED'],
      [{ status: null, ownerIds: null }, 'include', 'REQUIRED'],
      [{ status: [] }, 'include.status', 'REQUIRED'],
      [{ ownerIds: [] }, 'include.ownerIds', 'REQUIRED'],
      [{ status: ['NEW'], sources: [] }, 'include.sources', 'REQUIRED'],
      [{ ownerIds: [owner.userId, stranger.userId] }, 'include.ownerIds[1]', 'OWNER_INVALID'],
      [{ ownerIds: ['user_00000000000000000000000000'] }, 'include.ownerIds[0]', 'OWNER_INVALID'],
      [{ ownerIds: ['lead_\0'] }, 'include.ownerIds[0]', 'OWNER_INVALID'],
      [{ ownerIds: many(() => owner.userId) }, 'include.ownerIds', 'TOO_MANY'],
      [{ sources: many((n) => `s${String(n)}`) }, 'include.sources', 'TOO_MANY'],
      [{ sources: ['web', '  '] }, 'include.sources[1]', 'REQUIRED'],
      [{ sources: ['x'.repeat(501)] }, 'include.sources[0]', 'TOO_LONG'],
      [{ sources: ['a\0b'] }, 'include.sources[0]', 'NOT_TEXT'],
    ] as const) expect({ rule, refused: await refused(rule) }).toEqual({ rule, refused: [['BAD_USER_INPUT', field, code]] });
    expect((await change({ include: { status: ['GONE'] } })).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const sales = await joinTeam(door.app, owner, 'SALES');
    expect((await door.app.graphql('mutation { updateIntegrationSettings(input: { provider: HUBSPOT, include: null }) { integration { id } } }', {}, sales.token)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('[I14] keeps a lead that it leaves out from being wanted at all, until it enters', async () => {
    await include({ status: ['QUALIFIED'], sources: ['fair'] });
    const id = await door.createLead(ada);
    await door.updateLead(id, { company: 'Acme' });
    await door.updateLead(id, { status: 'QUALIFIED', source: 'web' });
    const other = await door.createLead({ ...ada, email: 'betty@example.com', status: 'QUALIFIED' });
    await synced(other);
    expect(await door.attempts(id)).toEqual([]);
    await door.updateLead(id, { source: 'fair' });
    await synced(id);
    expect((await door.sandbox.contacts()).map(({ properties }) => properties.email).sort()).toEqual(['ada@example.com', 'betty@example.com']);
  }, PATIENCE_MS);

  it('[I14] ends a lead that waits and leaves it as SKIPPED, and says which part it was', async () => {
    await include({ status: ['NEW', 'CONTACTED'] });
    await door.sandbox.fault({ path: '/crm/*', status: 503, times: null });
    const id = await door.createLead(ada);
    await until('it waits', async () => (await door.attempts(id))[0]?.status === 'RETRYING');
    await door.updateLead(id, { status: 'LOST' });
    await until('it has ended', async () => (await door.attempts(id))[0]?.status === 'SKIPPED');
    await door.sandbox.clearFaults();
    const [attempt, ...others] = await door.attempts(id);
    expect(others).toEqual([]);
    expect(attempt).toMatchObject({ status: 'SKIPPED', action: 'SKIPPED', success: true, errors: [], message: 'Not synced to HubSpot, because its status is LOST and not NEW or CONTACTED.' });
    expect((await door.timelineOf(id))[0]).toMatchObject({ type: 'SYNC_SKIPPED', summary: attempt?.message, attempt: { id: attempt?.id } });
    expect(await door.sandbox.contacts()).toEqual([]);
    await door.updateLead(id, { status: 'NEW' });
    await synced(id);
  }, PATIENCE_MS);

  it('[I14] stops what was synced and leaves it, says so once, keeps the contact, and goes on when it enters again', async () => {
    await include({ status: ['NEW'] });
    const id = await door.createLead(ada);
    await synced(id);
    await door.updateLead(id, { status: 'LOST', company: 'Acme' });
    await until('it is told', async () => (await door.attempts(id))[0]?.status === 'SKIPPED');
    expect((await door.attempts(id))[0]?.message).toBe('Not synced to HubSpot, because its status is LOST and not NEW. HubSpot keeps the contact as it was sent last.');
    await door.updateLead(id, { company: 'Acme Ltd' });
    await door.updateLead(id, { title: 'Roof' });
    expect(await actionsOf(id)).toEqual([['SUCCEEDED', 'CREATED'], ['SKIPPED', 'SKIPPED']]);
    expect((await door.sandbox.contacts())[0]?.properties).not.toHaveProperty('company', 'Acme Ltd');
    await door.updateLead(id, { status: 'NEW' });
    await synced(id, 2);
    expect(await actionsOf(id)).toEqual([['SUCCEEDED', 'CREATED'], ['SKIPPED', 'SKIPPED'], ['SUCCEEDED', 'UPDATED']]);
    expect((await door.sandbox.contacts()).map(({ properties }) => properties.company)).toEqual(['Acme Ltd']);
    await door.updateLead(id, { status: 'LOST' });
    await until('it is told anew', async () => (await door.attempts(id))[0]?.status === 'SKIPPED');
  }, PATIENCE_MS);

  it('[I14] holds for a lead that leaves while it is being sent: the next attempt says so', async () => {
    await include({ status: ['NEW'] });
    await door.sandbox.fault({ path: '/crm/*', delayMs: 700, times: 2 });
    const id = await door.createLead(ada);
    await until('it is under way', async () => (await door.attempts(id))[0]?.status === 'RUNNING');
    await door.updateLead(id, { status: 'LOST' });
    await until('both have ended', async () => (await door.attempts(id)).length === 2 && (await door.attempts(id))[0]?.status === 'SKIPPED');
    expect(await actionsOf(id)).toEqual([['SUCCEEDED', 'CREATED'], ['SKIPPED', 'SKIPPED']]);
    await door.sandbox.clearFaults();
  }, PATIENCE_MS);

  it('[I14] follows the owner where it asks for one, and only then', async () => {
    const mate = await joinTeam(door.app, owner, 'SALES', 'Mia Mate');
    await include({ ownerIds: [mate.userId] });
    const id = await door.createLead(ada);
    await assign(id, owner.userId);
    expect(await door.attempts(id)).toEqual([]);
    await assign(id, mate.userId);
    await synced(id);
    await assign(id, null);
    await until('it is told', async () => (await door.attempts(id))[0]?.status === 'SKIPPED');
    expect((await door.attempts(id))[0]?.message).toContain('because nobody looks after it');
    await include({ status: ['NEW'] });
    await assign(id, mate.userId);
    await door.updateLead(id, { company: 'Acme' });
    await synced(id, 2);
    expect(await actionsOf(id)).toEqual([['SUCCEEDED', 'CREATED'], ['SKIPPED', 'SKIPPED'], ['SUCCEEDED', 'UPDATED']]);
  }, PATIENCE_MS);

  it('[I14] is passed by whoever syncs a lead by hand, and says so again when that lead changes next', async () => {
    await include({ status: ['NEW'] });
    const id = await door.createLead({ ...ada, status: 'LOST' });
    expect(await door.sync(id)).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED' });
    await door.updateLead(id, { company: 'Acme' });
    await until('it is told', async () => (await door.attempts(id))[0]?.status === 'SKIPPED');
    expect(await door.sync(id)).toMatchObject({ status: 'SUCCEEDED', action: 'UPDATED' });
    expect(await door.sync(id, { dryRun: true })).toMatchObject({ status: 'SUCCEEDED', action: 'UNCHANGED' });
  }, PATIENCE_MS);

  it('[I14] [D3] is passed by a form that names the CRM, also after a pause, and holds for what changes afterwards', async () => {
    await include({ status: ['CONVERTED'] });
    const { publicId } = await door.createForm({ syncTo: ['HUBSPOT'] });
    await door.sandbox.fault({ path: '/crm/*', status: 503, times: 2 });
    await door.submit(publicId, { email: 'vera@example.com', company: 'Visitors' });
    const { id } = (await door.ask('{ leads { nodes { id } } }')).leads.nodes[0] as { id: string };
    await synced(id);
    await door.updateLead(id, { company: 'Others' });
    await until('it is told', async () => (await door.attempts(id))[0]?.status === 'SKIPPED');
    await settled(id);
    expect((await door.sandbox.contacts()).map(({ properties }) => properties.company)).toEqual(['Visitors']);
  }, PATIENCE_MS);

  it('[I14] changed, takes nothing back and sends nothing by itself; a whole batch that it leaves out does not hold up the rest', async () => {
    await include(null);
    await door.sandbox.fault({ path: '/crm/*', status: 503, times: null });
    const names = Array.from({ length: 110 }, (_, n) => `n${String(n)}`);
    // More than one batch; not all at once, or they would wait for connections to the database.
    for (let at = 0; at < names.length; at += 5) await Promise.all(names.slice(at, at + 5).map((name) => door.createLead({ name, email: `${name}@example.com`, source: 'fair' })));
    const last = await door.createLead({ name: 'last', email: 'last@example.com', source: 'web' });
    await include({ sources: ['web'] });
    const rows = () => door.execute<{ status: string; n: string | number }>('select status, count(*) as n from sync_attempts where team_id = ? group by status', [owner.teamId]);
    // A batch that was claimed before may be sent still, by the rule that it was claimed under.
    await until('none is on the wire', async () => (await rows()).every(({ status }) => status !== 'RUNNING'));
    await door.sandbox.clearFaults();
    await synced(last);
    await until('all have ended', async () => (await rows()).every(({ status }) => ['SKIPPED', 'SUCCEEDED'].includes(status)));
    expect((await rows()).map(({ status, n }) => [status, Number(n)]).sort()).toEqual([['SKIPPED', names.length], ['SUCCEEDED', 1]]);
    expect(await door.sandbox.contacts()).toHaveLength(1);
  }, PATIENCE_MS);

  it('[I14] as a condition takes the same rows as lead by lead', async () => {
    const mate = await joinTeam(door.app, owner, 'SALES');
    const leads: Json[] = [];
    for (const status of ['NEW', 'LOST']) for (const source of [null, 'web', 'Web']) for (const ownerId of [null, owner.userId, mate.userId])
      leads.push({ id: await door.createLead({ name: 'n', status, source, ownerId }), status, source, ownerId });
    const rules: (LeadRule | null)[] = [null];
    for (const status of [null, ['NEW' as const], ['NEW' as const, 'LOST' as const]]) for (const ownerIds of [null, [mate.userId]]) for (const sources of [null, ['web'], ['web', 'x']]) rules.push({ status, ownerIds, sources });
    for (const rule of rules) {
      const found = await inSnapshot(door.system(), ({ em, actor }) => em.find(Lead, { $and: [{ teamId: actor.teamId }, leadsInRule(rule)] }));
      const expected = leads.filter((lead) => matchesRule(rule, lead as never).matches).map(({ id }) => id as string);
      expect({ rule, ids: found.map(({ id }) => id).sort() }).toEqual({ rule, ids: expected.sort() });
    }
  }, PATIENCE_MS);
});
