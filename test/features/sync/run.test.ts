import type { Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { openRunDoor, type RunDoor } from './run-door.ts';

const BATCH = 100;
let moved = 0;

let door: RunDoor;
beforeAll(async () => { door = await openRunDoor({ clock: { now: () => new Date(Date.now() + moved) }, env: { SYNC_RETRY_MIN_MS: '50', ACCESS_TOKEN_SECONDS: '86400', QUOTA_CHECK_MS: '600000' } }); });
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

/** Long enough for a person to act between two batches. */
const slowWrites = () => door.sandbox.fault({ path: '/crm/objects/*/batch/create', times: null, delayMs: 400 });
const firstBatch = (id: string) => until('a batch is through', async () => {
  const run = await door.read(id);
  return run.done > 0 ? run : null;
});

describe('a run over many leads', () => {
  it('[I11] brings them all, batch by batch, and says how far it is', async () => {
    await door.makeLeads(250);
    const { streamHead } = await door.ask('{ streamHead }');
    const { id, total } = await door.start();
    expect(total).toBe(250);
    const progress = await door.followRun(id as string, streamHead as string);
    await expect(door.ended(id)).resolves.toMatchObject({ status: 'SUCCEEDED', total: 250, done: 250, created: 250, failed: 0, cancelled: 0, note: null });
    expect(await door.sandbox.contacts()).toHaveLength(250);
    await until('the end is told', () => progress.events.at(-1)?.run.status === 'SUCCEEDED');
    const done = progress.events.map(({ run }) => run.done as number);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect([progress.events[0]?.run.status, new Set(done)]).toEqual(['QUEUED', new Set([0, 100, 200, 250])]);
    expect((await door.writes()).length).toBe(3);
  });

  it('[I11] sends nothing of what the CRM holds as it is, and all that has changed', async () => {
    const [first = ''] = await door.makeLeads(150);
    await door.ended((await door.start()).id as string);
    const before = (await door.sandbox.requests()).length;
    const again = await door.ended((await door.start()).id as string);
    expect(again).toMatchObject({ status: 'SUCCEEDED', done: 150, unchanged: 150, created: 0, updated: 0 });
    expect((await door.sandbox.requests()).length).toBe(before);
    await door.updateLead(first, { name: 'Renamed Lead' });
    await expect(door.start().then(({ id }) => door.ended(id as string))).resolves.toMatchObject({ unchanged: 149, updated: 1 });
  });

  it('[I11] [I12] one bad row fails alone, and is found among the rows by its stage', async () => {
    const ids = await door.makeLeads(120, (index) => (index === 7 ? { email: 'x@@bad' } : {}));
    const { id } = await door.start({ leads: { ids } });
    const run = await door.ended(id as string);
    expect(run).toMatchObject({ created: 119, failed: 1, done: 120 });
    const all = await door.rows(id as string, null, 50);
    expect(all.map(({ lead }) => lead.id as string).sort()).toEqual([...ids].sort());
    expect(await door.rows(id as string, ['FAILED'])).toHaveLength(run.failed as number);
    expect(await door.rows(id as string, ['SUCCEEDED'])).toHaveLength(run.created as number);
  });

  it('[I11] a pause holds after the batch under way, lets single leads pass, and goes on where it was', async () => {
    await door.makeLeads(350);
    await slowWrites();
    const { id } = await door.start();
    await firstBatch(id as string);
    await expect(door.steer('pauseSyncRun', id as string)).resolves.toMatchObject({ status: 'PAUSED', estimatedAt: null });
    await expect(door.steer('pauseSyncRun', id as string)).resolves.toMatchObject({ status: 'PAUSED' });
    const atPause = (await door.sandbox.contacts()).length;
    const single = await door.createLead({ name: 'Single Lead', email: 'single@example.com' });
    await expect(door.sync(single)).resolves.toMatchObject({ action: 'CREATED' });
    // That one went through the same drain, behind whatever of the run was under way.
    const { done } = await door.read(id as string);
    expect(done).toBeLessThanOrEqual(atPause + BATCH);
    expect(await door.sandbox.contacts()).toHaveLength(done + 1);
    await door.sandbox.clearFaults();
    await expect(door.steer('resumeSyncRun', id as string)).resolves.toMatchObject({ status: 'RUNNING' });
    await expect(door.ended(id as string)).resolves.toMatchObject({ status: 'SUCCEEDED', total: 350, done: 350, created: 350 });
    expect(await door.sandbox.contacts()).toHaveLength(351);
  });

  it('[I11] a cancellation stops within a batch, and leaves alone what it has not come to', async () => {
    await door.makeLeads(450);
    await slowWrites();
    const { id } = await door.start();
    await firstBatch(id as string);
    await expect(door.steer('cancelSyncRun', id as string)).resolves.toMatchObject({ status: 'CANCELLED' });
    const before = (await door.sandbox.contacts()).length;
    const run = await door.ended(id as string);
    expect(run.created).toBeLessThanOrEqual(before + BATCH);
    expect(run).toMatchObject({ status: 'CANCELLED', total: 450, done: 450, cancelled: 450 - run.created });
    expect(await door.sandbox.contacts()).toHaveLength(run.created as number);
    await expect(door.steer('cancelSyncRun', id as string)).resolves.toMatchObject({ status: 'CANCELLED' });
    const { errors } = await door.app.graphql('mutation ($input: SyncRunInput!) { resumeSyncRun(input: $input) { run { id } } }', { input: { id } }, door.session().token);
    expect(errors[0]?.extensions.code).toBe('CONFLICT');
  });

  it('[I11] what waits to be tried again is cancelled with its run, but not what somebody else wants as well', async () => {
    const [alone = '', wanted = ''] = await door.makeLeads(2);
    await door.sandbox.fault({ path: '/crm/objects/*', status: 503, times: null });
    const { id } = await door.start();
    await until('both have failed for now', async () => (await door.rows(id as string, ['RETRYING'])).length === 2);
    await door.autoSync(true);
    await door.updateLead(wanted, { name: 'Changed meanwhile' });
    await door.steer('cancelSyncRun', id as string);
    await until('the lead that only the run wanted is given up', async () => (await door.attempts(alone))[0]?.status === 'CANCELLED');
    await door.sandbox.clearFaults();
    await expect(door.ended(id as string)).resolves.toMatchObject({ status: 'CANCELLED', created: 1, cancelled: 1 });
    expect((await door.sandbox.contacts()).map(({ properties }) => properties.firstname)).toEqual(['Changed']);
  });

  it('[I11] a deleted lead is out of the run', async () => {
    const [doomed = ''] = await door.makeLeads(2);
    await door.sandbox.fault({ path: '/crm/objects/*', status: 503, times: null });
    const { id } = await door.start();
    await until('both have failed for now', async () => (await door.rows(id as string, ['RETRYING'])).length === 2);
    await door.ask('mutation ($id: ID!) { deleteLead(input: { id: $id }) { leadId } }', { id: doomed });
    await door.sandbox.clearFaults();
    await expect(door.ended(id as string)).resolves.toMatchObject({ status: 'SUCCEEDED', total: 2, created: 1, cancelled: 1 });
  });

  it('[I11] disconnecting calls it off', async () => {
    await door.makeLeads(350);
    await slowWrites();
    const { id } = await door.start();
    await firstBatch(id as string);
    await door.ask('mutation { disconnectIntegration(input: { provider: HUBSPOT }) { integration { status } } }');
    const run = await door.ended(id as string);
    expect(run).toMatchObject({ status: 'CANCELLED', total: 350, done: 350 });
    expect(run.cancelled).toBeGreaterThan(0);
  });

  it('[I18] stops at the reserve, lets people pass, and goes on when there are calls again', async () => {
    await door.makeLeads(250);
    const left = (count: number) => door.sandbox.fault({ path: '/crm/*', times: null, headers: { 'x-hubspot-ratelimit-daily': '1000', 'x-hubspot-ratelimit-daily-remaining': String(count) } });
    await door.ask('mutation { updateIntegrationSettings(input: { provider: HUBSPOT, quotaReserve: 60 }) { integration { id } } }');
    await left(59);
    const { id } = await door.start();
    const held = await until('it is held', async () => {
      const run = await door.read(id as string);
      return run.note === null || run.done === 0 ? null : run;
    });
    expect(held).toMatchObject({ status: 'RUNNING', done: BATCH, note: expect.stringMatching(/59 calls left, and 60 are kept back/) });
    const { integration } = await door.ask('{ integration(provider: HUBSPOT) { quota { used limit reserve } } }');
    expect(integration.quota).toEqual({ used: 941, limit: 1000, reserve: 60 });
    const single = await door.createLead({ name: 'Single Lead', email: 'single@example.com' });
    await expect(door.sync(single)).resolves.toMatchObject({ action: 'CREATED' });
    expect((await door.read(id as string)).done).toBe(BATCH);
    await door.sandbox.clearFaults();
    await left(1000);
    moved += 600_000;
    await expect(door.ended(id as string)).resolves.toMatchObject({ status: 'SUCCEEDED', done: 250, note: null });
  });

  it('[I2] [I11] as a dry run it writes nothing, and says of each what would be done', async () => {
    const [known = ''] = await door.makeLeads(130);
    await door.sync(known);
    await door.updateLead(known, { name: 'Renamed Lead' });
    const before = (await door.writes()).length;
    const { id } = await door.start({ dryRun: true });
    await expect(door.ended(id as string)).resolves.toMatchObject({ status: 'SUCCEEDED', dryRun: true, total: 130, done: 130, created: 129, updated: 1 });
    expect((await door.writes()).length).toBe(before);
    const rows = await door.rows(id as string);
    expect(rows).toHaveLength(130);
    expect(rows.find(({ lead }) => lead.id === known)).toMatchObject({ action: 'UPDATED', dryRun: true, diff: expect.arrayContaining([{ field: 'firstname' }]) });
  });
});

describe('a run over leads that a rule leaves out', () => {
  const include = { status: ['QUALIFIED'] };
  const byRule = async () => {
    const ids = await door.makeLeads(3, (index) => ({ status: index === 2 ? 'QUALIFIED' : 'NEW' }));
    await door.sync(ids[0] ?? '');
    return ids;
  };

  it('[I14] as a dry run shows who would enter and who would leave, before the rule is in force', async () => {
    const [synced = '', outside = '', inside = ''] = await byRule();
    const { id } = await door.start({ dryRun: true, include });
    await expect(door.ended(id as string)).resolves.toMatchObject({ status: 'SUCCEEDED', total: 3, skipped: 2, created: 1 });
    const rows = new Map((await door.rows(id as string)).map((row) => [row.lead.id as string, row]));
    expect(rows.get(synced)).toMatchObject({ action: 'SKIPPED', message: 'It would not be synced to HubSpot, because its status is NEW and not QUALIFIED. HubSpot keeps the contact as it was sent last.' });
    expect(rows.get(outside)).toMatchObject({ action: 'SKIPPED', message: 'It would not be synced to HubSpot, because its status is NEW and not QUALIFIED.' });
    expect(rows.get(inside)).toMatchObject({ action: 'CREATED' });
  });

  it('[I14] takes along those that the rule takes, or those that are named', async () => {
    const ids = await byRule();
    await door.ask('mutation ($include: LeadRuleInput) { updateIntegrationSettings(input: { provider: HUBSPOT, include: $include }) { integration { id } } }', { include });
    await expect(door.start().then(({ id }) => door.ended(id as string))).resolves.toMatchObject({ total: 3, skipped: 2, created: 1 });
    await expect(door.start({ dryRun: true, include: null }).then(({ id }) => door.ended(id as string))).resolves.toMatchObject({ skipped: 0 });
    await expect(door.start({ leads: { ids } }).then(({ id }) => door.ended(id as string))).resolves.toMatchObject({ total: 3, skipped: 0, created: 1, unchanged: 2 });
  });
});

describe('runs that are refused', () => {
  const refused = async (input: Json, token = door.session().token) => {
    const { errors } = await door.app.graphql('mutation ($input: SyncLeadsInput!) { syncLeads(input: $input) { run { id } } }', { input: { provider: 'HUBSPOT', ...input } }, token);
    return errors[0]?.extensions as Json;
  };

  it('[I11] for leads that are none, too many, or not there', async () => {
    const stranger = await door.app.signUp();
    const foreign = (await door.app.ask('mutation { createLead(input: { name: "Foreign Lead" }) { lead { id } } }', {}, stranger.token)).createLead.lead.id as string;
    const [own = ''] = await door.makeLeads(1);
    await expect(refused({ leads: { ids: [] } })).resolves.toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'leads.ids', code: 'REQUIRED' }] });
    await expect(refused({ leads: { ids: Array.from({ length: 1_001 }, () => own) } })).resolves.toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'leads.ids', code: 'TOO_MANY' }] });
    await expect(refused({ leads: { ids: [own, foreign, 'garbage\0'] } })).resolves.toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'leads.ids[1]', code: 'NOT_FOUND' }, { field: 'leads.ids[2]', code: 'NOT_FOUND' }] });
    await expect(refused({ leads: { filter: { search: 'x'.repeat(500) } } })).resolves.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(refused({ leads: { filter: {} }, include: { status: ['NEW'] } })).resolves.toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'include' }] });
    await expect(refused({ leads: { filter: {} }, dryRun: true, include: { sources: [] } })).resolves.toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'include.sources', code: 'REQUIRED' }] });
    await expect(refused({ leads: { filter: {} }, provider: 'SALESFORCE' })).resolves.toMatchObject({ code: 'PROVIDER_NOT_CONFIGURED' });
  });

  it('[I11] [I13] a repeated order is the first one; a selection of none is through at once', async () => {
    await door.makeLeads(1);
    const [one, two] = [await door.start({ idempotencyKey: 'nightly' }), await door.start({ idempotencyKey: 'nightly' })];
    expect(two.id).toBe(one.id);
    const none = await door.start({ leads: { filter: { search: 'nobody at all' } } });
    await expect(door.ended(none.id as string)).resolves.toMatchObject({ status: 'SUCCEEDED', total: 0, done: 0 });
    const { syncRuns } = await door.ask('{ syncRuns(first: 1, provider: HUBSPOT) { nodes { id } pageInfo { hasNextPage } } }');
    expect(syncRuns).toEqual({ nodes: [{ id: none.id }], pageInfo: { hasNextPage: true } });
  });

  it('[I11] another team neither sees nor steers it', async () => {
    const { id } = await door.start();
    const stranger = await door.app.signUp();
    for (const query of ['query ($id: ID!) { syncRun(id: $id) { id } }', 'mutation ($id: ID!) { cancelSyncRun(input: { id: $id }) { run { id } } }', 'query ($id: ID!) { node(id: $id) { id } }']) {
      const { errors } = await door.app.graphql(query, { id }, stranger.token);
      expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });
});
