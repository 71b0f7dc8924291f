import pg from 'pg';
import { diceOf } from '../chaos/schedule/dice.ts';
import { pass } from '../chaos/world/slot.ts';
import { until } from '../support/until.ts';
import { doFault, faultNames, type FaultName } from './do-fault.ts';
import type { OwnPostgres } from './own-postgres.ts';
import { makeLead, plantLeads, renameLead, runWave, waveOf } from './team.ts';
import { judge, type Verdict } from './verdict.ts';
import { openWorld, type World } from './world.ts';

export interface RunOptions {
  readonly seed: number;
  /** How long things go wrong, in milliseconds. */
  readonly ms: number;
  /** Leads that are planted, in waves, over both teams. */
  readonly leads: number;
  readonly waves: number;
  /** Between two faults, in milliseconds: at least and at most. */
  readonly pause: readonly [number, number];
  readonly postgres: OwnPostgres | null;
  readonly note?: (text: string) => void;
}

export interface Outcome {
  readonly figures: ReadonlyMap<string, number>;
  /** By CRM. */
  readonly verdicts: readonly (readonly [string, Verdict])[];
}

/** How long it may take, once all is well, until nothing is owed. */
const PEACE_MS = 600_000;
const LIVE_MS = 250;

const owed = `
  select (select count(*) from sync_states where due_at is not null or status in ('QUEUED', 'RUNNING', 'RETRYING'))::int + (select count(*) from sync_runs where finished_at is null)::int as owed`;

const count = async (databaseUrl: string): Promise<number> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<{ owed: number }>(owed)).rows[0]?.owed ?? -1;
  } finally {
    await client.end();
  }
};

class Figures extends Map<string, number> {
  add(name: string, by = 1): void { this.set(name, (this.get(name) ?? 0) + by); }
}

const plantAndRun = async ({ teams, api, site }: World, wave: number, each: number): Promise<void> => {
  for (const team of teams) {
    const leads = waveOf(wave, each);
    await until('the wave is planted', () => plantLeads(site.databaseUrl, team, leads).then(() => true, () => false), PEACE_MS);
    await until('its run is ordered', () => runWave(api(), team, wave), PEACE_MS);
  }
};

/** Lets things go wrong for a while over waves of leads and single ones, then waits until nothing is owed, and judges. */
export const runChaos = async ({ seed, ms, leads, waves, pause, postgres, note = () => undefined }: RunOptions): Promise<Outcome> => {
  await using world = await openWorld(postgres);
  const { teams, site } = world;
  const dice = diceOf(seed);
  const figures = new Figures();
  const possible = faultNames.filter((name) => postgres !== null || name !== 'PostgreSQL: crash');
  const end = Date.now() + ms;

  const people = (async () => {
    for (let turn = 0; Date.now() < end; turn += 1) {
      for (const team of teams) {
        figures.add((await makeLead(world.api(), team, turn)) ? 'leads made one by one' : 'mutations without an answer, or refused');
        figures.add((await renameLead(world.api(), team, turn * 7)) ? 'leads renamed' : 'mutations without an answer, or refused');
      }
      await pass(LIVE_MS);
    }
  })();
  const imports = (async () => {
    for (let wave = 0; wave < waves; wave += 1) {
      await plantAndRun(world, wave, Math.ceil(leads / waves / teams.length));
      figures.add('runs', teams.length);
      await pass(Math.min(ms / waves, Math.max(end - Date.now(), 0)));
    }
  })();
  const work = Promise.all([imports, people]);
  // What breaks it is told where it is waited for, when the faults are over.
  work.catch(() => undefined);
  let bag: FaultName[] = [];
  while (Date.now() < end) {
    if (bag.length === 0) bag = dice.shuffled(possible);
    const name = bag.pop();
    const team = dice.pick(teams);
    if (name) {
      note(`${name} (${team.kit.name})`);
      await doFault(name, { world, team, dice });
      figures.add(`faults: ${name}`);
    }
    await pass(dice.between(...pause));
  }
  await work;
  for (const { sandbox } of teams) await sandbox.clearFaults();
  note('All is well again; what is owed is brought.');
  const began = Date.now();
  await until('nothing is owed', async () => (await count(site.databaseUrl)) === 0, PEACE_MS);
  figures.add('ms until nothing was owed', Date.now() - began);
  const verdicts: [string, Verdict][] = [];
  for (const team of teams) {
    verdicts.push([team.kit.name, await judge(site.databaseUrl, team)]);
    figures.add('contacts', (await team.sandbox.contacts()).length);
    figures.add('calls of CRMs', (await team.sandbox.requests()).filter(team.kit.isApi).length);
  }
  return { figures, verdicts };
};
