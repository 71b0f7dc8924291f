import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { activeUnit } from '../../src/database/active-unit.ts';
import { openSyncDoor, type SyncDoor } from '../features/sync/sync-door.ts';
import type { Json, Session } from '../support/app.ts';

const VISITORS = ['ada', 'betty', 'grace'];
const PATIENCE_MS = 90_000;

let door: SyncDoor;
let owner: Session;
let publicId: string;
let beforeSubmissions: string;
beforeAll(async () => {
  door = await openSyncDoor();
  owner = await door.begin();
  ({ publicId } = (await door.ask('mutation { createForm(input: { name: "f", fields: [{ name: "email", label: "E", type: EMAIL }] }) { form { publicId } } }')).createForm.form);
  const syncs = await door.follow();
  beforeSubmissions = (await door.ask('{ streamHead }')).streamHead;
  for (const name of VISITORS) await submit(name);
  const ids: string[] = (await door.ask('{ leads { nodes { id } } }')).leads.nodes.map(({ id }: { id: string }) => id);
  await door.ask(`mutation { ${ids.map((id, n) => `a${n}: assignLead(input: { id: "${id}", ownerId: "${owner.userId}" }) { cursor }`).join(' ')} }`);
  await door.wantTogether(...ids);
  for (const id of ids) await door.endOf(syncs, id);
  await door.sync(ids[0]!);
}, PATIENCE_MS);
afterAll(() => door.close());

const submit = (name: string) =>
  door.app.ask('mutation ($input: SubmitFormInput!) { submitForm(input: $input) { message } }', { input: { publicId, data: { email: `${name}@example.com` } } });

/** What is read of streams, and of who asks. */
const housekeeping = /set_config|from sessions |"team_streams"|from team_events /;

/**
 * The reads of queries and deliveries while `work` runs, each with how often it was sent: lists of values count as one.
 * Those alone read in snapshots; mutations and workers have transactions.
 */
const readsDuring = async (work: () => Promise<unknown>): Promise<Map<string, number>> => {
  const connection = door.app.app.parts.base.parts.database.orm.em.getDriver().getConnection();
  const execute = connection.execute.bind(connection);
  const reads = new Map<string, number>();
  connection.execute = (...args) => {
    const text = (typeof args[0] === 'string' ? args[0] : '').trim().replaceAll(/\s+/g, ' ').replaceAll(/\?(, \?)+/g, '?');
    if (text.startsWith('select ') && activeUnit.getStore()?.kind === 'snapshot' && !housekeeping.test(text)) reads.set(text, (reads.get(text) ?? 0) + 1);
    return execute(...args);
  };
  try {
    await work();
  } finally {
    connection.execute = execute;
  }
  return reads;
};
const repeated = (reads: ReadonlyMap<string, number>) => [...reads].filter(([, times]) => times > 1);

describe('[Part 2: N+1 safety] each relation is read with one statement', () => {
  it('of a list of leads: owners, links, attempts, and what hangs on those', async () => {
    const query = `{ leads(orderBy: { field: NAME, direction: ASC }) { totalCount nodes {
      owner { id name } crmLinks { provider contactId url }
      syncAttempts(first: 1) { totalCount pageInfo { hasNextPage } nodes { diff { field } requests { path } lead { name owner { name } } } }
      timeline(first: 2) { streamCursor nodes { type attempt { message lead { name } } } }
    } } }`;
    let leads: Json[] = [];
    const reads = await readsDuring(async () => { leads = (await door.ask(query)).leads.nodes; });
    const shown = leads.map(({ owner: by, crmLinks, syncAttempts }) => [by.name, crmLinks.length, syncAttempts.nodes.length, syncAttempts.totalCount, syncAttempts.pageInfo.hasNextPage]);
    expect(shown).toHaveLength(VISITORS.length);
    expect(shown).toEqual(expect.arrayContaining([['Olga Owner', 1, 1, 1, false], ['Olga Owner', 1, 1, 2, true]]));
    expect(repeated(reads)).toEqual([]);
    expect(leads.map(({ timeline }) => timeline.nodes.length as number)).toEqual(VISITORS.map(() => 2));
    // The list, its total, and the leads of the attempts; owners; links, their connections and the addresses of their accounts; a page of attempts and their totals; a page of timelines and their attempts.
    expect([...reads.keys()]).toHaveLength(11);
  });

  it('[I8] of all connections: how their syncs went, and what failed', async () => {
    let connections: Json[] = [];
    const reads = await readsDuring(async () => { connections = (await door.ask('{ integrations { provider syncStats { total errors { code } } day: syncStats(windowHours: 24) { p95Ms } } }')).integrations; });
    expect(connections.map(({ syncStats }) => (syncStats as Json | null)?.total as number | undefined)).toEqual([VISITORS.length + 1, 0, 0, 0, undefined]);
    expect(repeated(reads)).toEqual([]);
    // Connections; attempts, counted together; those that failed.
    expect([...reads.keys()]).toHaveLength(3);
  });

  it('of a list of events: submissions, their forms, and what was captured', async () => {
    const query = `query ($after: Cursor!) { events(after: $after, types: [FORM_SUBMITTED, SYNC_SUCCEEDED]) { nodes {
      team { id name }
      ... on FormSubmittedEvent { submission { form { name } lead { name owner { name } } } lead { owner { name } crmLinks { provider } } }
      ... on CrmSyncEvent { attempt { lead { email } requests { path } } }
    } } }`;
    const reads = await readsDuring(async () => {
      const { nodes } = (await door.ask(query, { after: beforeSubmissions })).events;
      expect(nodes.length).toBeGreaterThanOrEqual(2 * VISITORS.length);
    });
    expect(repeated(reads)).toEqual([]);
    // Team, forms, leads, owners, links, connections, addresses of accounts and attempts.
    expect([...reads.keys()]).toHaveLength(8);
  });

  it('of an event, once for all who follow it', async () => {
    const subscription = 'subscription { formSubmitted { submission { form { name } lead { name owner { name } } } lead { crmLinks { provider } } team { name } } }';
    const clients = [0, 1, 2].map(() => createClient({ url: `${door.app.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { token: owner.token } }));
    const streams = clients.map((client) => client.iterate<Json>({ query: subscription, extensions: { resume: true } }));
    for (const stream of streams) await stream.next();
    const reads = await readsDuring(async () => {
      await submit('hedy');
      const results = await Promise.all(streams.map((stream) => stream.next()));
      expect(new Set(results.map(({ value }) => JSON.stringify(value.data))).size).toBe(1);
      expect(results[0]?.value.data.formSubmitted).toMatchObject({ submission: { form: { name: 'f' } }, lead: { crmLinks: [] } });
    });
    expect(repeated(reads)).toEqual([]);
    expect([...reads.keys()].map((text) => /from "(\w+)"/.exec(text)?.[1]).sort()).toEqual(['forms', 'leads', 'sync_states', 'teams']);
    for (const client of clients) await client.dispose();
  });
});
