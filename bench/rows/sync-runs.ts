import { clientOf } from '../leadwire/client.ts';
import { connectCrm } from '../leadwire/connect-crm.ts';
import { hubspot, salesforce, startCrm, type Crm } from '../leadwire/crm-sandbox.ts';
import { withInstances } from '../leadwire/instances.ts';
import { plantLeads } from '../leadwire/plant-leads.ts';
import { beginRun, untilRunEnds } from '../leadwire/sync-run.ts';
import type { Bench } from '../measure/bench.ts';
import { cpuBetween } from '../measure/server-process.ts';
import { noteLine, type Line } from '../report/line.ts';
import { naiveOf } from '../stacks/naive-of.ts';
import type { Row } from './row.ts';

/** This row is about us: the CRM takes whatever comes. */
const unhurried = { calls: 100_000, seconds: 10 };
/** Each is a connection of its own. */
const TEAMS = 3;
const PATIENCE_MS = 600_000;
const MICROSECONDS = 1_000_000;

interface Situation {
  readonly crm: Crm;
  /** How long every call takes before the CRM looks at it. */
  readonly delayMs: number;
  readonly workers: number;
}

interface Measured {
  readonly leadsPerSecond: number;
  readonly callsPerLead: number;
  /** Of all workers, in microseconds. */
  readonly cpuPerLead: number;
}

const measure = async (bench: Bench, { crm, delayMs, workers }: Situation, leads: number): Promise<Measured> => {
  const sandbox = await startCrm(crm, unhurried);
  try {
    return await withInstances(bench, { teams: TEAMS, env: crm.env(sandbox.url, unhurried) }, async ({ reading, database, teams, start }) => {
      const client = clientOf(reading.port);
      for (const { id, token } of teams) {
        await connectCrm(reading.port, token, crm, false);
        await plantLeads(database, id, leads);
      }
      await sandbox.delay(delayMs);
      const instances = await Promise.all(Array.from({ length: workers }, () => start({ ROLES: 'api,worker' })));
      const before = await Promise.all(instances.map(({ usage }) => usage()));
      const began = new Date();
      const runs = await Promise.all(teams.map(async ({ token }) => ({ token, id: await beginRun(client, token, crm.provider) })));
      await Promise.all(runs.map(({ token, id }) => untilRunEnds(client, token, id, PATIENCE_MS)));
      const seconds = (Date.now() - began.getTime()) / 1_000;
      const after = await Promise.all(instances.map(({ usage }) => usage()));
      const all = leads * TEAMS;
      const cpu = after.reduce((sum, usage, place) => sum + (before[place] ? cpuBetween(before[place], usage) : 0), 0);
      const calls = (await sandbox.callsSince(began)).length;
      bench.note(`sync-runs: ${crm.title}, ${String(delayMs)} ms, ${String(workers)} workers: ${(all / seconds).toFixed(0)} leads/s, ${(cpu / seconds / MICROSECONDS).toFixed(2)} cores`);
      return { leadsPerSecond: all / seconds, callsPerLead: calls / all, cpuPerLead: cpu / all };
    });
  } finally {
    await sandbox.stop();
  }
};

/** Runs of leads that the CRM does not know yet, over three connections: how many a second, and at what price. */
export const syncRuns: Row = {
  name: 'sync-runs',
  run: async (bench) => {
    const leads = bench.quick ? 1_000 : 4_000;
    const measured: Line[] = [];
    for (const crm of [hubspot, salesforce])
      for (const delayMs of [0, 150]) {
        const naive = crm === hubspot ? await naiveOf(crm, unhurried, delayMs) : null;
        for (const workers of [1, 3]) {
          const { leadsPerSecond, callsPerLead, cpuPerLead } = await measure(bench, { crm, delayMs, workers }, leads);
          const what = `${crm.title} at ${String(delayMs)} ms, ${String(TEAMS)} connections of ${String(leads)} leads, ${String(workers)} ${workers === 1 ? 'worker' : 'workers'}`;
          measured.push(
            noteLine(`${what}: leads a second`, leadsPerSecond.toFixed(0), naive ? `naive ${(naive.unknown.contacts / naive.unknown.seconds).toFixed(1)}` : ''),
            noteLine(`${what}: calls per lead; CPU of the workers per lead`, `${callsPerLead.toFixed(4)}; ${(cpuPerLead / 1_000).toFixed(2)} ms`, naive ? `naive ${(naive.unknown.calls / naive.unknown.contacts).toFixed(1)}` : ''),
          );
        }
      }
    return measured;
  },
};
