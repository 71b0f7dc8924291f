import type { SyncFault } from '../../../src/crm/crm-provider.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { invalid, openErrorDoor, unmapped, type ErrorDoor } from './error-door.ts';

const HOUR = 3_600_000;
let door: ErrorDoor;
beforeAll(async () => { door = await openErrorDoor(); });
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

const fields = 'total succeeded failed skipped unchanged successRate p50Ms p95Ms lastSyncAt errors { code count affectedLeads hint firstSeen lastSeen }';
const stats = async (windowHours: number | null = null, provider = 'HUBSPOT') =>
  (await door.ask(`query ($provider: Provider!, $hours: Int) { integration(provider: $provider) { syncStats(windowHours: $hours) { ${fields} } } }`, { provider, hours: windowHours })).integration.syncStats as Json | null;

interface Ended {
  status: string;
  action: string | null;
  lead_id: string | null;
  dry_run: boolean;
  errors: SyncFault[];
  started: boolean;
  created: string;
  finished: string;
}

const average = <T>(rows: readonly T[], share: number, of: (row: T) => number): number | null =>
  rows.length === 0 ? null : rows.map(of).sort((a, b) => a - b)[Math.ceil(rows.length * share) - 1]!;

/** All that must come out, reckoned by hand from every attempt of the team. */
const recount = async (hours: number): Promise<Json> => {
  const all = await door.execute<Ended>(
    `select status, action, lead_id, dry_run, errors, started_at is not null as started, extract(epoch from created_at) * 1000 as created, extract(epoch from finished_at) * 1000 as finished from sync_attempts where team_id = ? and provider = 'HUBSPOT'`, [door.session().teamId]);
  const ended = all.filter(({ status, dry_run: dry, finished }) => ['SUCCEEDED', 'FAILED', 'SKIPPED'].includes(status) && !dry && Number(finished) > Date.now() - hours * HOUR);
  const of = (status: string) => ended.filter((row) => row.status === status);
  const date = (rows: readonly Ended[], pick: (...values: number[]) => number) => (rows.length === 0 ? null : new Date(pick(...rows.map(({ finished }) => Number(finished)))).toISOString());
  const took = ({ created, finished }: Ended) => Math.min(Number(finished) - Number(created), 2_147_483_647);
  const [succeeded, failed] = [of('SUCCEEDED').length, of('FAILED').length];
  const byCode = Map.groupBy(of('FAILED'), ({ errors }) => errors[0]!.code as string);
  const groups = [...byCode].map(([code, rows]) => ({
    code, count: rows.length, affectedLeads: new Set(rows.flatMap(({ lead_id: id }) => id ?? [])).size, firstSeen: date(rows, Math.min), lastSeen: date(rows, Math.max),
  }));
  return {
    total: ended.length, succeeded, failed, skipped: of('SKIPPED').length, unchanged: ended.filter(({ action }) => action === 'UNCHANGED').length,
    successRate: succeeded + failed === 0 ? null : succeeded / (succeeded + failed),
    p50Ms: average(ended.filter(({ started }) => started), 0.5, took), p95Ms: average(ended.filter(({ started }) => started), 0.95, took), lastSyncAt: date([...of('SUCCEEDED'), ...of('SKIPPED')], Math.max),
    errors: groups.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
  };
};

/** Attempts that ended long ago, some of them after long: the form of the first one, at other times. */
const copies = async (attemptId: string, ...times: { endedHoursAgo: number; tookMs: number; status?: string; action?: string; dryRun?: boolean }[]) => {
  for (const { endedHoursAgo, tookMs, status = 'SUCCEEDED', action = 'UPDATED', dryRun = false } of times) {
    const finished = new Date(Date.now() - endedHoursAgo * HOUR);
    await door.execute(
      `insert into sync_attempts select (jsonb_populate_record(attempt, jsonb_build_object('id', ?::text, 'status', ?::text, 'action', ?::text, 'dry_run', ?::boolean, 'created_at', ?::timestamptz, 'finished_at', ?::timestamptz))).* from sync_attempts as attempt where id = ?`,
      [newId('attempt'), status, action, dryRun, new Date(finished.getTime() - tookMs), finished, attemptId],
    );
  }
};

describe('syncStats', () => {
  it('[I8] equals a recount: of what succeeded, failed, was skipped, was unchanged, and how long it took', async () => {
    const [one, two] = [await door.failing('a', invalid), await door.failing('b', unmapped)];
    await door.failing('c', { ...invalid, hint: 'Correct another number.' });
    await door.ask('mutation { syncContact(input: { provider: HUBSPOT, contact: { email: "given@example.com" } }) { attempt { id } } }');
    door.crm.reset();
    await door.sync(one);
    await door.sync(two, { dryRun: true });
    await door.wantTogether(one);
    await until('it is unchanged', async () => (await door.lastOf(one)).action === 'UNCHANGED');
    const { id } = await door.lastOf(one);
    await copies(id as string, { endedHoursAgo: 20, tookMs: 5_000 }, { endedHoursAgo: 22, tookMs: 60_000, status: 'SKIPPED', action: 'SKIPPED' }, { endedHoursAgo: 23, tookMs: 1, dryRun: true },
      { endedHoursAgo: 23, tookMs: 7, status: 'CANCELLED' }, { endedHoursAgo: 30, tookMs: 90_000 }, { endedHoursAgo: 700, tookMs: 40 * 24 * HOUR });
    for (const hours of [1, 21, 24, 31, 744]) expect(await stats(hours)).toMatchObject(await recount(hours));
    expect(await stats()).toEqual(await stats(24));
    expect(await stats(24)).toMatchObject({ total: 8, succeeded: 3, failed: 4, skipped: 1, unchanged: 1, successRate: 3 / 7, errors: [{ code: 'VALIDATION', count: 3, affectedLeads: 2 }, { code: 'MAPPING', count: 1, affectedLeads: 1 }] });
    // Three that say unlike things: what helps as a rule.
    expect((await stats(24))?.errors[0].hint).toContain('Correct the values that the CRM refuses');
    expect((await stats(744))?.p95Ms).toBe(2_147_483_647);
    // What has arrived since is no work any more, but did fail in the window.
    expect(await door.counts()).toEqual([['MAPPING', 1], ['VALIDATION', 1]]);
  });

  it('[I8] [I6] counts what never began here, as the reports of others, but not as what took no time', async () => {
    const lead = await door.createLead({ name: 'Ann', email: 'ann@example.com' });
    await door.sync(lead);
    const { id } = await door.lastOf(lead);
    await copies(id as string, ...[1, 2, 3, 4, 5].map((endedHoursAgo) => ({ endedHoursAgo, tookMs: 0 })), ...[6, 7, 8].map((endedHoursAgo) => ({ endedHoursAgo, tookMs: 60_000 })));
    await door.execute('update sync_attempts set started_at = null where team_id = ? and created_at = finished_at', [door.session().teamId]);
    expect(await stats()).toMatchObject({ ...(await recount(24)), p95Ms: 60_000 });
    expect((await stats())?.p50Ms).toBeGreaterThan(0);
  });

  it('[I8] counts a burst of 60 as the recount does', async () => {
    door.crm.state.judge = ({ key }) => (key.charCodeAt(key.length - 1) % 3 === 0 ? invalid : null);
    await door.wantMany('many', 60);
    await until('all have ended', async () => (await stats())?.total === 60);
    expect(await stats()).toMatchObject(await recount(24));
    expect((await stats())?.failed).toBeGreaterThan(0);
  });

  it('[I8] of a connection without syncs is nothing, and there is none for what takes no leads', async () => {
    const nothing = { total: 0, succeeded: 0, failed: 0, skipped: 0, unchanged: 0, successRate: null, p50Ms: null, p95Ms: null, lastSyncAt: null, errors: [] };
    expect(await stats()).toEqual(nothing);
    expect(await stats(1, 'ZOHO')).toEqual(nothing);
    expect(await stats(1, 'SLACK')).toBeNull();
  });

  it.each([0, -1, 745, 2_147_483_647])('[I8] of %d hours is refused', async (hours) => {
    const { errors, data } = await door.app.graphql('query ($hours: Int) { integration(provider: HUBSPOT) { syncStats(windowHours: $hours) { total } } }', { hours }, door.session().token);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', details: [{ field: 'windowHours', code: 'OUT_OF_RANGE' }] } }]);
    expect(data).toEqual({ integration: { syncStats: null } });
  });

  it.each([1.5, '24', true, 1e10])('[I8] of %j hours is no number of hours', async (hours) => {
    const { errors } = await door.app.graphql('query ($hours: Int) { integration(provider: HUBSPOT) { syncStats(windowHours: $hours) { total } } }', { hours }, door.session().token);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('[I8] [A7] is for those who see syncs, and of their own team alone', async () => {
    await door.failing('a', invalid);
    const keyWith = async (...scopes: string[]) =>
      (await door.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', { input: { name: 'k', scopes } })).createApiKey.secret as string;
    const ask = async (token: string) => door.app.graphql('{ integration(provider: HUBSPOT) { syncStats { total errors { code } } } }', {}, token);
    expect((await ask(await keyWith('integrations:read', 'leads:read'))).data).toEqual({ integration: { syncStats: { total: 1, errors: [{ code: 'VALIDATION' }] } } });
    expect((await ask(await keyWith('integrations:read'))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await ask((await door.app.signUp()).token)).data).toEqual({ integration: { syncStats: { total: 0, errors: [] } } });
  });
});
