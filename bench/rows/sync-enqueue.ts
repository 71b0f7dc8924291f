import { connectCrm } from '../leadwire/connect-crm.ts';
import { hubspot, startCrm } from '../leadwire/crm-sandbox.ts';
import { clientOf } from '../leadwire/client.ts';
import { withInstances } from '../leadwire/instances.ts';
import { atOnce } from '../measure/at-once.ts';
import type { Bench } from '../measure/bench.ts';
import { cpuBetween } from '../measure/server-process.ts';
import { ratioLine, type Line } from '../report/line.ts';
import { spreadOf } from '../report/statistics.ts';
import type { Row } from './row.ts';

const ROUNDS = 5;
const WRITERS = 4;
const unhurried = { calls: 100_000, seconds: 10 };
const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }';

interface Cost {
  readonly ms: number;
  /** Of the server, in microseconds. */
  readonly cpu: number;
}

/** What it adds to a new lead that a CRM wants it: two teams of one instance in turns, of which one is connected. No worker runs, so nothing is pushed meanwhile. */
export const syncEnqueue: Row = {
  name: 'sync-enqueue',
  run: async (bench: Bench): Promise<Line[]> => {
    const sandbox = await startCrm(hubspot, unhurried);
    try {
      return await withInstances(bench, { teams: 2, env: hubspot.env(sandbox.url) }, async ({ reading, teams: [connected, alone], start }) => {
        if (!connected || !alone) throw new Error('There are no two teams.');
        await connectCrm(reading.port, connected.token, hubspot, true);
        const instance = await start();
        const client = clientOf(instance.port);
        const leads = bench.quick ? 300 : 1_000;
        let made = 0;
        const create = async (token: string): Promise<Cost> => {
          const [began, before] = [performance.now(), await instance.usage()];
          await atOnce(Array.from({ length: leads }), WRITERS, async () => {
            made += 1;
            await client.ask(createLead, { input: { name: 'Ada', email: `enqueue-${String(made)}@example.com` } }, token);
          });
          return { ms: (performance.now() - began) / leads, cpu: cpuBetween(before, await instance.usage()) / leads };
        };
        for (const { token } of [connected, alone]) await create(token);
        const rounds: { synced: Cost; plain: Cost }[] = [];
        for (let round = 0; round < ROUNDS; round += 1) rounds.push({ synced: await create(connected.token), plain: await create(alone.token) });
        const of = (what: 'synced' | 'plain', figure: keyof Cost) => spreadOf(rounds.map((round) => round[what][figure])).median;
        const line = (goal: string, figure: keyof Cost, unit: (value: number) => string) =>
          ratioLine(goal, unit(of('synced', figure)), `without ${unit(of('plain', figure))}`, spreadOf(rounds.map(({ synced, plain }) => synced[figure] / plain[figure])).median, { must: 1.45, reach: 1.3 });
        return [
          line(`createLead of a team whose leads follow to a CRM, ${String(WRITERS)} at once: time`, 'ms', (value) => `${value.toFixed(2)} ms`),
          line('createLead of a team whose leads follow to a CRM: CPU of the server', 'cpu', (value) => `${(value / 1_000).toFixed(2)} ms`),
        ];
      });
    } finally {
      await sandbox.stop();
    }
  },
};
