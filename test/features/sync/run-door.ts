import { newId } from '../../../src/shared/ids.ts';
import type { Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { openSyncDoor } from './sync-door.ts';

const runFields = 'id provider status dryRun total done created updated skipped unchanged failed cancelled note startedAt finishedAt estimatedAt';

/** The door of the syncs, with leads by the hundred and the runs that take them. */
export const openRunDoor = async (options: Parameters<typeof openSyncDoor>[0] = {}) => {
  const door = await openSyncDoor(options);
  const store = () => door.app.app.parts.base.parts.database.orm.em.getConnection();

  /** Leads as an import would leave them: in the store, and wanted nowhere. */
  const makeLeads = async (count: number, of: (index: number) => { name?: string; email?: string; ownerId?: string; status?: string } = () => ({})): Promise<string[]> => {
    const leads = Array.from({ length: count }, (_, index) => ({ id: newId('lead'), name: `Lead ${String(index)}`, email: `lead-${String(index)}@example.com`, status: 'NEW', ownerId: null, ...of(index) }));
    await store().execute(
      `insert into leads (id, team_id, name, email, email_key, owner_id, status, custom_fields, version, created_at, updated_at)
       select lead ->> 'id', ?, lead ->> 'name', lead ->> 'email', lead ->> 'email', lead ->> 'ownerId', lead ->> 'status', '{}', 1, now(), now() from jsonb_array_elements(?::jsonb) as lead`,
      [door.session().teamId, JSON.stringify(leads)],
    );
    return leads.map(({ id }) => id);
  };
  const start = async (input: Json = {}, token = door.session().token) =>
    (await door.app.ask(`mutation ($input: SyncLeadsInput!) { syncLeads(input: $input) { run { ${runFields} } } }`, { input: { provider: 'HUBSPOT', leads: { filter: {} }, ...input } }, token)).syncLeads.run as Json;
  const steer = async (verb: 'pauseSyncRun' | 'resumeSyncRun' | 'cancelSyncRun', id: string, token = door.session().token) =>
    (await door.app.ask(`mutation ($input: SyncRunInput!) { ${verb}(input: $input) { run { ${runFields} } } }`, { input: { id } }, token))[verb].run as Json;
  const read = async (id: string) => (await door.ask(`query ($id: ID!) { syncRun(id: $id) { ${runFields} } }`, { id })).syncRun as Json;
  const ended = (id: string) => until('the run has ended', async () => {
    const run = await read(id);
    return run.finishedAt === null ? null : run;
  });
  const follow = (id: string, after?: string) =>
    door.app.subscribe(door.session().token, `subscription ($id: ID!, $after: Cursor) { syncRunProgress(id: $id, after: $after) { run { ${runFields} } } }`, { variables: { id, ...(after === undefined ? {} : { after }) } });
  /** All rows of a run, page by page. */
  const rows = async (id: string, status: string[] | null = null, first = 100) => {
    const all: Json[] = [];
    let after: string | null = null;
    do {
      const page: Json = (await door.ask(
        'query ($id: ID!, $status: [SyncStatus!], $first: Int, $after: String) { syncRun(id: $id) { rows(status: $status, first: $first, after: $after) { totalCount nodes { id status action message dryRun lead { id } errors { code } diff { field } requests { path body response } } pageInfo { hasNextPage endCursor } } } }',
        { id, status, first, after },
      )).syncRun.rows;
      all.push(...(page.nodes as Json[]));
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor as string) : null;
    } while (after !== null);
    return all;
  };
  /** Calls that wrote contacts. */
  const writes = async () => (await door.sandbox.requests()).filter(({ path }) => /\/batch\/(create|update|upsert)$/.test(path));

  return { ...door, store, makeLeads, start, steer, read, ended, followRun: follow, rows, writes };
};
export type RunDoor = Awaited<ReturnType<typeof openRunDoor>>;
