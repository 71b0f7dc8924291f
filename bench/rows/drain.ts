import { withInstances } from '../leadwire/instances.ts';
import { startDriver } from '../load/start-driver.ts';
import type { Bench } from '../measure/bench.ts';
import { clientsOf, mustBeExact } from '../measure/with-clients.ts';
import { figureLine, noteLine, type Line } from '../report/line.ts';
import type { Row } from './row.ts';

const TEAMS = 20;
const SECOND_MS = 1_000;
const SERVICE_RESTART = 1012;
/** What the machine carries beside the reconnects. */
const DELIVERIES_PER_SECOND = 5_000;

/** The most of these moments that lie within one second. */
const mostInASecond = (moments: readonly number[]): number => {
  const sorted = [...moments].sort((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, moment, index) => {
    while (moment - (sorted[from] ?? 0) >= SECOND_MS) from += 1;
    return Math.max(most, index - from + 1);
  }, 0);
};

/** An instance is told to stop under load: its clients go to another one with their cursors. */
export const drain: Row = {
  name: 'drain',
  run: (bench: Bench): Promise<Line[]> =>
    withInstances(bench, { teams: TEAMS }, async ({ reading, start, writer }) => {
      const sockets = bench.quick ? 1_000 : 15_000;
      const other = await start();
      const driver = startDriver();
      try {
        await driver.call('open', { port: reading.port, dialect: 'leadwire', clients: await clientsOf(bench, await bench.ours(), TEAMS, sockets), keepCursors: true, returnTo: other.port });
        await writer.each(1);
        mustBeExact('drain, before', (await driver.call('settle', { numbers: writer.numbers })).faults);
        const begun = performance.now();
        reading.kill('SIGTERM');
        const drained = new AbortController();
        const gone = reading.gone.then(() => { drained.abort(); });
        while (!drained.signal.aborted) await writer.atRate((DELIVERIES_PER_SECOND * TEAMS) / sockets, 1);
        await gone;
        const seconds = (performance.now() - begun) / SECOND_MS;
        const { faults } = await driver.call('settle', { numbers: writer.numbers });
        const closes = await driver.call('closes');
        bench.note(`drain: ${String(closes.length)} closed in ${seconds.toFixed(1)} s`);
        mustBeExact('drain', faults);
        const wrong = closes.filter(({ code }) => code !== SERVICE_RESTART).length;
        await driver.call('returned', { count: sockets });
        const inside = await driver.call('inside');
        const what = `drain of ${String(sockets)} sockets under load`;
        return [
          figureLine(`${what}: most reconnects in a second`, mostInASecond(closes.map(({ at }) => at)), String, { must: 500 }),
          figureLine(`${what}: events lost or repeated`, faults.lost + faults.repeated, String, { must: 0 }),
          figureLine(`${what}: closed with another code than 1012, or not back`, wrong + sockets - inside, String, { must: 0 }),
          noteLine(`${what}: seconds`, seconds.toFixed(1), ''),
        ];
      } finally {
        driver.stop();
      }
    }),
};
