import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, dropDatabase, urlsOf } from '../leadwire/databases.ts';
import type { WriteOrder } from '../leadwire/write-log.ts';
import type { Bench } from '../measure/bench.ts';
import { temporaryFolder } from '../measure/temporary-folder.ts';
import { figureLine, noteLine, ratioLine, type Line } from '../report/line.ts';
import { spreadOf } from '../report/statistics.ts';
import type { Row } from './row.ts';

const WRITERS = 16;
const BATCH = 100;

type Teams = WriteOrder['teams'];
type Run = (order: Omit<WriteOrder, 'writers'>) => Promise<number>;

const seed = `
  with new_teams as (
    insert into teams (id, name, created_at) select 'team_bench' || lpad(n::text, 20, '0'), 'Team ' || n, now() from generate_series(1, $1::int) as n returning id
  ), new_leads as (
    insert into leads (id, team_id, status, custom_fields, version, created_at, updated_at)
    select 'lead_' || substr(new_teams.id, 6) || lpad(m::text, 2, '0'), new_teams.id, 'NEW', '{}', 1, now(), now()
    from new_teams, generate_series(1, ${String(WRITERS)}) as m returning id, team_id
  )
  select team_id as id, array_agg(id) as leads from new_leads group by team_id`;

const bareLog = `
  create table bench_log (id bigserial primary key, team_id text not null, kind text not null, version int not null, resource_id text not null,
    actor jsonb not null, payload jsonb not null, occurred_at timestamptz not null);
  create index bench_log_occurred_at on bench_log (occurred_at);
  alter table bench_log enable row level security;
  alter table bench_log force row level security;
  create policy team on bench_log to leadwire_app using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''));
  grant insert, select on bench_log to leadwire_app;
  grant usage on sequence bench_log_id_seq to leadwire_app`;

const prepare = async (database: string, count: number): Promise<Teams> => {
  const owner = new pg.Client({ connectionString: urlsOf(database).DATABASE_OWNER_URL });
  await owner.connect();
  try {
    await owner.query(bareLog);
    return (await owner.query<{ id: string; leads: string[] }>(seed, [count])).rows;
  } finally {
    await owner.end();
  }
};

/** Events a second. */
const runner = (database: string) => {
  const child = fork(join(import.meta.dirname, '../leadwire/write-log.ts'), {
    env: { PATH: process.env.PATH ?? '', ...urlsOf(database), ROLES: 'api', DATA_DIR: temporaryFolder(), LOG_LEVEL: 'error', MIGRATE_ON_START: 'false' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit').then(() => { throw new Error('The writing process ended.'); });
  const heard = () => Promise.race([once(child, 'message') as Promise<[{ commits: number; seconds: number }]>, exited]);
  const ready = heard();
  const run: Run = async (order) => {
    await ready;
    const answer = heard();
    child.send({ ...order, writers: WRITERS } satisfies WriteOrder);
    const [{ commits, seconds }] = await answer;
    return (commits * order.batch) / seconds;
  };
  return {
    run,
    stop: async () => {
      child.kill('SIGKILL');
      await exited.catch(() => undefined);
    },
  };
};

/** What the disk allows: one line of PostgreSQL's own test, of the machine's default place for temporary files. */
const testFsync = (): string => {
  const [tool] = globSync('/usr/lib/postgresql/*/bin/pg_test_fsync');
  if (tool === undefined) return 'pg_test_fsync is not here';
  const output = execFileSync(tool, ['-s', '1', '-f', join(temporaryFolder(), 'file')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return /^\s*fdatasync\s+(\d.*)$/m.exec(output)?.[1]?.replace(/\s+/g, ' ') ?? 'no fdatasync here';
};

/** Commits that number their events per team, against the same writes with a plain bigserial. */
const compare = async (run: Run, teams: Teams, seconds: number, rounds: number): Promise<{ numbered: number; plain: number }> => {
  const order = { teams, batch: 1, seconds, bare: true };
  const numbered: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await run({ ...order, numbered: false }));
    numbered.push(await run({ ...order, numbered: true }));
  }
  return { numbered: spreadOf(numbered).median, plain: spreadOf(plain).median };
};

/** How fast the log of one team, and those of many, can be written. */
export const hotTeam: Row = {
  name: 'hot-team',
  run: async (bench: Bench): Promise<Line[]> => {
    const { database: origin } = await bench.origin();
    const database = await createDatabase(origin);
    const count = bench.quick ? 200 : 1_000;
    const [seconds, rounds] = bench.quick ? [2, 1] : [8, 3];
    const teams = await prepare(database, count);
    const { run, stop } = runner(database);
    try {
      const hot = teams.slice(0, 1);
      await run({ teams, batch: 1, numbered: true, bare: true, seconds: 2 });
      await run({ teams, batch: 1, numbered: false, bare: true, seconds: 2 });
      const batches = { teams: hot, batch: BATCH, numbered: true, seconds };
      const inBatches = await run({ ...batches, bare: true });
      const ofLeads = await run({ ...batches, bare: false });
      const ofOne = await compare(run, hot, seconds, rounds);
      const ofMany = await compare(run, teams, seconds, rounds);
      const perSecond = (value: number) => `${value.toFixed(0)} events/s`;
      return [
        figureLine(`hot team, ${String(WRITERS)} writers, ${String(BATCH)} events a commit`, inBatches, perSecond, { must: 10_000, higher: true }),
        noteLine('the same with lead.updated, which other features react to', perSecond(ofLeads), ''),
        ratioLine('hot team, single commits, against the same writes without numbers', perSecond(ofOne.numbered), `bigserial ${perSecond(ofOne.plain)}`, ofOne.numbered / ofOne.plain, { must: 0.3, reach: 0.5, higher: true }),
        ratioLine(`${String(count)} teams, single commits, the same`, perSecond(ofMany.numbered), `bigserial ${perSecond(ofMany.plain)}`, ofMany.numbered / ofMany.plain, { must: 0.65, reach: 0.8, higher: true }),
        noteLine('pg_test_fsync', '', testFsync()),
      ];
    } finally {
      await stop();
      await dropDatabase(database);
    }
  },
};
