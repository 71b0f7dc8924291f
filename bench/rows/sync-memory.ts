import { setTimeout as pause } from 'node:timers/promises';
import { clientOf } from '../leadwire/client.ts';
import { connectCrm } from '../leadwire/connect-crm.ts';
import { hubspot, startCrm } from '../leadwire/crm-sandbox.ts';
import { withInstances } from '../leadwire/instances.ts';
import { plantLeads } from '../leadwire/plant-leads.ts';
import { beginRun, untilRunEnds } from '../leadwire/sync-run.ts';
import type { Bench } from '../measure/bench.ts';
import type { Usage } from '../measure/server-process.ts';
import { figureLine, noteLine, type Line } from '../report/line.ts';
import type { Row } from './row.ts';

const unhurried = { calls: 100_000, seconds: 10 };
const PATIENCE_MS = 1_800_000;
const LOOK_MS = 1_000;
const MIB = 1_048_576;

const done = 'query ($id: ID!) { syncRun(id: $id) { done } }';

/** Memory of the one worker that pushes a long run: at a tenth of it, when everything has warmed up, and at its end. */
export const syncMemory: Row = {
  name: 'sync-memory',
  run: async (bench: Bench): Promise<Line[]> => {
    const leads = bench.quick ? 10_000 : 100_000;
    const sandbox = await startCrm(hubspot, unhurried);
    try {
      return await withInstances(bench, { teams: 1, env: hubspot.env(sandbox.url) }, async ({ reading, database, teams: [team], start }) => {
        if (!team) throw new Error('There is no team.');
        const { id: teamId, token } = team;
        const client = clientOf(reading.port);
        await connectCrm(reading.port, token, hubspot, false);
        await plantLeads(database, teamId, leads);
        const worker = await start({ ROLES: 'worker' });
        const id = await beginRun(client, token, hubspot.provider);
        const ended = untilRunEnds(client, token, id, PATIENCE_MS);
        const reach = async (share: number): Promise<Usage> => {
          while ((await client.ask<{ syncRun: { done: number } }>(done, { id }, token)).syncRun.done < leads * share) await pause(LOOK_MS);
          return worker.usage(true);
        };
        const early = await Promise.race([reach(0.1), ended.then(() => worker.usage(true))]);
        bench.note(`sync-memory: a tenth is through, ${(early.memory.heapUsed / MIB).toFixed(0)} MiB of heap`);
        await ended;
        const late = await worker.usage(true);
        const what = `a run of ${String(leads)} leads: the worker`;
        return [
          figureLine(`${what}'s heap at its end, above that at a tenth`, (late.memory.heapUsed - early.memory.heapUsed) / MIB, (value) => `${value.toFixed(1)} MiB`, { must: 10 }),
          noteLine(`${what}'s heap and RSS at a tenth; at its end (MiB)`, [early, late].map(({ memory }) => `${(memory.heapUsed / MIB).toFixed(0)}, ${(memory.rss / MIB).toFixed(0)}`).join('; '), ''),
        ];
      });
    } finally {
      await sandbox.stop();
    }
  },
};
