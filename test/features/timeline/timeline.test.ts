import { inTransaction } from '../../../src/database/in-transaction.ts';
import { announce } from '../../../src/features/sync/sync.events.ts';
import { SyncAttempt } from '../../../src/features/sync/sync-attempt.entity.ts';
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
const node = (id: string, token = owner.token) => door.app.graphql('query ($id: ID!) { node(id: $id) { id ... on TimelineEntry { type summary attempt { id } } } }', { id }, token);
/** The attempts that have an entry, each as often as it has one. */
const told = async (leadId: string) => (await door.timelineOf(leadId)).flatMap(({ attempt }) => (attempt === null ? [] : [attempt.id as string]));
const attemptsOf = async (leadId: string) => (await door.attempts(leadId)).map(({ id }) => id as string);

describe('the timeline of a lead', () => {
  it('[C8] tells in sentences who created, changed and handed on a lead, and what it was before', async () => {
    const ben = await joinTeam(door.app, owner, 'SALES', 'Ben Sales');
    const id = await door.createLead(ada);
    await door.updateLead(id, { company: 'Acme Ltd', title: 'Roof' });
    await door.updateLead(id, { status: 'CONTACTED' });
    await door.updateLead(id, { status: 'CONTACTED' });
    await assign(id, ben.userId);
    await assign(id, owner.userId);
    await assign(id, null);
    const entries = (await door.timelineOf(id)).reverse();
    expect(entries.map(({ type, summary }) => [type, summary])).toEqual([
      ['LEAD_CREATED', 'Olga Owner created the lead, from “fair”.'],
      ['LEAD_UPDATED', 'Olga Owner changed title and company.'],
      ['LEAD_UPDATED', 'Olga Owner changed the status from NEW to CONTACTED.'],
      ['LEAD_ASSIGNED', 'Olga Owner handed the lead to Ben Sales.'],
      ['LEAD_ASSIGNED', 'Olga Owner took the lead.'],
      ['LEAD_ASSIGNED', 'Olga Owner took the lead from Olga Owner.'],
    ]);
    expect(entries[1]).toMatchObject({
      id: expect.stringMatching(/^entry_/), actor: { kind: 'USER', name: 'Olga Owner' }, attempt: null,
      data: { changedFields: ['title', 'company'], previous: { title: null, company: 'Acme' }, current: { title: 'Roof', company: 'Acme Ltd' } },
    });
    expect(entries[3]?.data).toEqual({ ownerId: ben.userId, owner: 'Ben Sales', previousOwnerId: null, previousOwner: null });
    expect(entries.map(({ at }) => at as string)).toEqual(entries.map(({ at }) => at as string).sort());
  });

  it('[C8] tells of a submission behind what it did to the lead, and of one that changed nothing', async () => {
    const { id: formId, publicId } = await door.createForm();
    const submissionId = await door.submit(publicId, { email: 'vera@example.com', company: 'Visitors' });
    const { leads } = await door.ask('{ leads { nodes { id } } }');
    const { id } = leads.nodes[0] as { id: string };
    await door.submit(publicId, { email: 'vera@example.com', company: 'Visitors' });
    expect(await door.typesOf(id)).toEqual(['LEAD_CREATED', 'FORM_SUBMITTED', 'FORM_SUBMITTED']);
    const entry = (await door.timelineOf(id))[1];
    expect(entry).toMatchObject({ summary: 'Visitor submitted the form “Contact”.', actor: { kind: 'VISITOR' }, data: { formId, formName: 'Contact', submissionId, leadCreated: true } });
  });

  it('[C8] has one entry for every sync that has ended: created, updated, unchanged, skipped, failed, and dry runs of each', async () => {
    const id = await door.createLead(ada);
    await door.sync(id, { dryRun: true });
    await door.sync(id);
    await door.updateLead(id, { company: 'Acme Ltd' });
    await door.sync(id);
    await door.wantTogether(id);
    await until('the repeat has found nothing to send', async () => (await door.attempts(id))[0]?.action === 'UNCHANGED');
    await door.sync(id, { dryRun: true });
    await door.sandbox.fault({ path: '/crm/*', status: 400, times: 1 });
    expect(await door.sync(id)).toMatchObject({ status: 'FAILED' });
    await door.sandbox.clearFaults();
    await door.sandbox.fault({ path: '/crm/*', status: 503, times: null });
    expect(await door.sync(id, { dryRun: true })).toMatchObject({ status: 'FAILED', dryRun: true });
    await door.sandbox.clearFaults();
    expect((await told(id)).sort()).toEqual((await attemptsOf(id)).sort());
    const entries = (await door.timelineOf(id)).filter(({ type }) => !String(type).startsWith('LEAD')).reverse();
    expect(entries.map(({ type, data }) => [type, data.action, data.dryRun])).toEqual([
      ['SYNC_PREVIEWED', 'CREATED', true], ['SYNC_SUCCEEDED', 'CREATED', false], ['SYNC_SUCCEEDED', 'UPDATED', false], ['SYNC_SUCCEEDED', 'UNCHANGED', false],
      ['SYNC_PREVIEWED', 'UNCHANGED', true], ['SYNC_FAILED', 'FAILED', false], ['SYNC_PREVIEWED', 'FAILED', true],
    ]);
    expect(entries[0]).toMatchObject({ summary: 'Dry run for HubSpot: A contact would be created.', actor: { name: 'Olga Owner' }, attempt: { status: 'SUCCEEDED', dryRun: true } });
    expect(entries[5]).toMatchObject({ summary: expect.stringMatching(/^The sync to HubSpot failed: /), data: { errors: [expect.any(String)] }, attempt: { status: 'FAILED' } });
  }, PATIENCE_MS);

  it('[C8] has an entry for what the policy skipped and for what was cancelled', async () => {
    await door.sandbox.control('POST', '/contacts', { properties: { email: 'ada@example.com' } });
    const id = await door.createLead(ada);
    await door.sync(id, { duplicatePolicy: 'SKIP' });
    await door.sandbox.fault({ path: '/crm/*', status: 503, times: null });
    await door.sync(id, { wait: false });
    await until('it is tried in vain', async () => (await door.attempts(id))[0]?.status === 'RETRYING');
    await door.ask('mutation { disconnectIntegration(input: { provider: HUBSPOT }) { integration { id } } }');
    await door.sandbox.clearFaults();
    expect(await door.typesOf(id)).toEqual(['LEAD_CREATED', 'SYNC_SKIPPED', 'SYNC_CANCELLED']);
    expect((await told(id)).sort()).toEqual((await attemptsOf(id)).sort());
  }, PATIENCE_MS);

  it('[C8] tells once of an attempt that took many tries, when it has ended', async () => {
    const id = await door.createLead(ada);
    await door.sandbox.fault({ path: '/crm/*', status: 503, times: 4 });
    const syncs = await door.follow();
    await door.sync(id, { wait: false });
    await door.endOf(syncs, id);
    expect(syncs.events.filter(({ status }) => status === 'RETRYING').length).toBeGreaterThan(1);
    expect(await door.typesOf(id)).toEqual(['LEAD_CREATED', 'SYNC_SUCCEEDED']);
  }, PATIENCE_MS);

  it('[C8] keeps the first entry of an attempt, also where its end is announced twice', async () => {
    const id = await door.createLead(ada);
    const attempt = await door.sync(id);
    await inTransaction(door.system(), async (tx) => {
      const row = await tx.em.findOneOrFail(SyncAttempt, { id: attempt.id as string });
      announce(tx, row);
      announce(tx, { ...row, status: 'FAILED', message: 'Not so.' });
    });
    expect(await told(id)).toEqual([attempt.id]);
    expect(await door.typesOf(id)).toEqual(['LEAD_CREATED', 'SYNC_SUCCEEDED']);
  });

  it('[C8] has nothing of a change that was rolled back', async () => {
    const id = await door.createLead(ada);
    const attempt = await door.sync(id, { dryRun: true });
    const undone = inTransaction(door.system(), async (tx) => {
      const row = await tx.em.findOneOrFail(SyncAttempt, { id: attempt.id as string });
      announce(tx, { ...row, id: `${row.id.slice(0, -1)}0`, status: 'FAILED' });
      await tx.em.flush();
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await door.typesOf(id)).toEqual(['LEAD_CREATED', 'SYNC_PREVIEWED']);
  });

  it('[C8] pages newest first, without a gap while it grows, and refuses what is no page', async () => {
    const id = await door.createLead(ada);
    for (const company of ['A', 'B', 'C', 'D']) await door.updateLead(id, { company });
    const all = (await door.timelineOf(id)).map(({ id: entry }) => entry as string);
    const first = await door.pageOf(id, { first: 2 });
    await door.updateLead(id, { company: 'E' });
    const second = await door.pageOf(id, { first: 2, after: first.pageInfo.endCursor });
    const third = await door.pageOf(id, { first: 2, after: second.pageInfo.endCursor });
    expect([first, second, third].flatMap(({ nodes }) => (nodes as Json[]).map((entry) => entry.id as string))).toEqual(all);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage as boolean)).toEqual([true, true, false]);
    const refused = async (args: string) => (await door.app.graphql(`query ($id: ID!) { lead(id: $id) { timeline(${args}) { nodes { id } } } }`, { id }, owner.token)).errors.map(({ extensions }) => [extensions.code, extensions.details[0]?.code]);
    for (const args of ['first: 0', 'first: 101', 'first: -1']) expect(await refused(args)).toEqual([['BAD_USER_INPUT', 'OUT_OF_RANGE']]);
    const leads = await door.ask('{ leads(first: 1) { pageInfo { endCursor } } }');
    for (const after of ['', 'nonsense', leads.leads.pageInfo.endCursor, btoa('["1"]'), btoa('[1.5]'), btoa('[1e300]'), btoa('[null]')])
      expect(await refused(`after: "${String(after)}"`)).toEqual([['BAD_USER_INPUT', 'CURSOR_INVALID']]);
  });

  it('[C8] goes with its lead, and is nobody else\'s before', async () => {
    const id = await door.createLead(ada);
    const [entry] = await door.timelineOf(id);
    const other = await door.app.signUp('Other');
    expect((await node(entry?.id as string)).data?.node).toEqual({ id: entry?.id, type: 'LEAD_CREATED', summary: 'Olga Owner created the lead, from “fair”.', attempt: null });
    const contractor = await joinTeam(door.app, owner, 'CONTRACTOR');
    const tasks = await door.keyFor(owner, ['tasks:read', 'forms:read']);
    for (const token of [other.token, contractor.token, tasks]) expect((await node(entry?.id as string, token)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    await deleteLead(id);
    expect((await node(entry?.id as string)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await door.execute('select id from timeline_entries where lead_id = ?', [id])).toEqual([]);
  });

  it('[C8] [A4] shows a key without forms:read no submission, neither in the list, nor by its id, nor live', async () => {
    const { publicId } = await door.createForm();
    await door.submit(publicId, { email: 'vera@example.com' });
    const { id } = (await door.ask('{ leads { nodes { id } } }')).leads.nodes[0] as { id: string };
    const key = await door.keyFor(owner, ['leads:read', 'events:read']);
    const live = await door.followTimeline(id, { token: key });
    await door.submit(publicId, { email: 'vera@example.com', company: 'New' });
    await until('the change has come', () => live.events.length > 0);
    expect(live.events.map(({ type }) => type)).toEqual(['LEAD_UPDATED']);
    const seen = (await door.app.ask('query ($id: ID!) { lead(id: $id) { timeline { nodes { type } } } }', { id }, key)).lead.timeline.nodes as Json[];
    expect(seen.map(({ type }) => type)).toEqual(['LEAD_UPDATED', 'LEAD_CREATED']);
    const submission = (await door.timelineOf(id)).find(({ type }) => type === 'FORM_SUBMITTED');
    expect((await node(submission?.id as string, key)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await node(submission?.id as string)).errors).toEqual([]);
  });
});

describe('the rows of timelines', () => {
  it('[C8] can be changed, deleted or cut off by nobody, the owner of the tables included', async () => {
    const id = await door.createLead(ada);
    const before = await door.timelineOf(id);
    for (const sql of ['update timeline_entries set summary = \'x\'', 'delete from timeline_entries', 'truncate timeline_entries'])
      await expect(door.execute(sql)).rejects.toThrow(/append-only/);
    for (const sql of ['update timeline_entries set summary = \'x\' where lead_id = ?', 'delete from timeline_entries where lead_id = ?'])
      await expect(inTransaction(door.system(), ({ em }) => em.execute(sql, [id]))).rejects.toThrow(/append-only|permission denied/);
    expect(await door.timelineOf(id)).toEqual(before);
  });

  it('[C8] take one entry of an attempt only, whoever writes it', async () => {
    const id = await door.createLead(ada);
    await door.sync(id);
    await expect(door.execute(
      `insert into timeline_entries (id, team_id, lead_id, kind, at, actor, summary, data, attempt_id)
       select 'entry_of_another_id', team_id, lead_id, kind, at, actor, summary, data, attempt_id from timeline_entries where lead_id = ? and attempt_id is not null`, [id])).rejects.toThrow(/timeline_entries_attempt/);
  });

  it('[C8] go with their team', async () => {
    const id = await door.createLead(ada);
    await door.execute('delete from teams where id = ?', [owner.teamId]);
    expect(await door.execute('select id from timeline_entries where lead_id = ?', [id])).toEqual([]);
  });
});
