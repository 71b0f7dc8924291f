import { join } from 'node:path';
import { renameLead } from '../leadwire/teams.ts';
import { withInstances } from '../leadwire/instances.ts';
import { markerOf } from '../load/marker.ts';
import { startDriver } from '../load/start-driver.ts';
import type { Bench } from '../measure/bench.ts';
import { mustBeExact } from '../measure/with-clients.ts';
import { figureLine, noteLine, type Line } from '../report/line.ts';
import type { Row } from './row.ts';

const BEHIND = 50;
const counter = join(import.meta.dirname, '../measure/count-statements.ts');
/** Not all at the same moment, but as many as a machine lets connect. */
const AT_ONCE = 500;

/** Everybody comes back at once to an instance that has just started, and is behind. */
export const resume: Row = {
  name: 'resume',
  run: async (bench: Bench): Promise<Line[]> => {
    const [count, clients] = bench.quick ? [20, 2_000] : [100, 10_000];
    return withInstances(bench, { teams: count }, async ({ teams, client, start, writer }) => {
      const cursors: string[] = [];
      for (const [place, team] of teams.entries()) cursors.push(await renameLead(client, team, markerOf(place, 0)));
      await writer.each(BEHIND);
      const fresh = await start({}, ['--import', counter]);
      const driver = startDriver();
      try {
        const specs = Array.from({ length: clients }, (_, place) => {
          const team = place % count;
          return { team, token: teams[team]?.token ?? '', subscriptions: [{}], after: cursors[team] ?? '' };
        });
        const before = await fresh.statements();
        const begun = performance.now();
        await driver.call('open', { port: fresh.port, dialect: 'leadwire', clients: specs, keepCursors: true, returnTo: fresh.port, atOnce: AT_ONCE });
        const connected = (performance.now() - begun) / 1_000;
        const { faults, refusals } = await driver.call('settle', { numbers: writer.numbers });
        const seconds = (performance.now() - begun) / 1_000;
        const after = await fresh.statements();
        mustBeExact('mass resume', faults);
        const [log, all] = [after.log - before.log, after.all - before.all];
        const what = `${String(clients)} clients of ${String(count)} teams come back, ${String(BEHIND)} events behind`;
        return [
          figureLine(`${what}: seconds until all have all`, seconds, (value) => value.toFixed(1), { must: 15, reach: 10 }),
          figureLine(`${what}: SQL statements that read the log (counted in the server's PostgreSQL client)`, log, String, { must: 400, reach: 200 }),
          figureLine(`${what}: subscriptions that were refused and asked for again`, refusals, String, { must: 0 }),
          noteLine(`${what}: seconds until all are in; all SQL statements, admission included`, `${connected.toFixed(1)}; ${String(all)}`, ''),
        ];
      } finally {
        driver.stop();
      }
    });
  },
};
