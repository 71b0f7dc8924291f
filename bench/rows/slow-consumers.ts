import { withInstances } from '../leadwire/instances.ts';
import { startDriver } from '../load/start-driver.ts';
import type { Bench } from '../measure/bench.ts';
import { clientsOf, mustBeExact } from '../measure/with-clients.ts';
import { figureLine, noteLine, type Line } from '../report/line.ts';
import type { Row } from './row.ts';

const TEAMS = 1;
const SHARE = 0.05;
const WARM_UP = 60;
/** So many frames are more than the kernel takes for a socket, here 4 MiB to send and 6 to read. */
const BEYOND_KERNEL = 600;
const KIB = 1_024;
/** So large that the kernel's buffers are soon full. */
const filler = { one: 'x'.repeat(10_000), two: 'y'.repeat(10_000) };
const query = 'subscription Leads { leadUpdated { occurredAt lead { id name customFields } } }';
const fill = 'mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }';

/** Some clients hang, then read again: what do the others notice, what is held, and is anything lost? */
export const slowConsumers: Row = {
  name: 'slow-consumers',
  run: (bench: Bench): Promise<Line[]> =>
    // Whoever hangs is not closed while this measures.
    withInstances(bench, { teams: TEAMS, env: { WS_STALL_MS: '600000', WS_KEEPALIVE_MS: '600000' } }, async ({ reading, teams, client, writer }) => {
      for (const { token, leadId } of teams) await client.ask(fill, { input: { id: leadId, customFields: filler } }, token);
      const sockets = bench.quick ? 100 : 300;
      const clients = await clientsOf(bench, await bench.ours(), TEAMS, sockets);
      const driver = startDriver();
      try {
        await driver.call('open', { port: reading.port, dialect: 'leadwire', clients: clients.map((spec) => ({ ...spec, query })) });
        const rate = bench.quick ? 30 : 40;
        const seconds = bench.quick ? 4 : 10;
        await writer.each(WARM_UP);
        await driver.call('settle', { numbers: writer.numbers });

        const undisturbed = async () => {
          await driver.call('watch');
          await writer.atRate(rate, seconds);
          const { faults, latency } = await driver.call('settle', { numbers: writer.numbers });
          mustBeExact('slow consumers', faults);
          return latency?.p99 ?? Number.NaN;
        };
        const p99Before = await undisturbed();

        await driver.call('stall', { share: SHARE });
        // More than the buffers of the kernel take, of which nobody speaks here.
        await writer.each(BEYOND_KERNEL);
        await driver.call('watch');
        await writer.atRate(rate, seconds);
        const during = await driver.call('latency');
        const usageDuring = await reading.usage(true);
        await driver.call('unstall');
        const { faults } = await driver.call('settle', { numbers: writer.numbers });
        mustBeExact('slow consumers', faults);
        // Only what was held for those who hung is gone now: the events in memory for everybody are still there.
        const usageAfter = await reading.usage(true);

        const stalled = Math.ceil(sockets * SHARE);
        const held = (key: 'heapUsed' | 'external' | 'rss') => (usageDuring.memory[key] - usageAfter.memory[key]) / KIB / stalled;
        const p99During = during?.p99 ?? Number.NaN;
        const p99After = await undisturbed();
        const percent = (value: number) => `${value.toFixed(0)} %`;
        const kib = (value: number) => `${value.toFixed(0)} KiB`;
        const what = `${String(stalled)} of ${String(sockets)} clients hang, frames of 20 KiB`;
        return [
          figureLine(`${what}: p99 of the others is longer by`, ((2 * p99During) / (p99Before + p99After) - 1) * 100, percent, { must: 20, reach: 10 }),
          noteLine(`${what}: p99 of the others before, meanwhile, afterwards`, [p99Before, p99During, p99After].map((value) => `${value.toFixed(1)} ms`).join(', '), ''),
          figureLine(`${what}: held for each (heap and external)`, held('heapUsed') + held('external'), kib, { must: 256 }),
          noteLine(`${what}: held for each (RSS)`, kib(held('rss')), ''),
          figureLine(`${what}: events lost on their return`, faults.lost, String, { must: 0 }),
        ];
      } finally {
        driver.stop();
      }
    }),
};
