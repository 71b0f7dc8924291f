import { startTcpProxy } from '../../test/support/tcp-proxy.ts';
import { withInstances } from '../leadwire/instances.ts';
import { startDriver } from '../load/start-driver.ts';
import type { Bench } from '../measure/bench.ts';
import { redisUrl } from '../measure/settings.ts';
import { clientsOf, mustBeExact } from '../measure/with-clients.ts';
import { spreadOf } from '../report/statistics.ts';
import { figureLine, noteLine, ratioLine, type Line } from '../report/line.ts';
import type { Row } from './row.ts';

const TEAMS = 20;
const SOCKETS = 200;
const RATE = 30;
const MS_PER_SECOND = 1_000;

/** Redis goes away while events are written, and comes back. */
export const redisDown: Row = {
  name: 'redis-down',
  run: async (bench: Bench): Promise<Line[]> => {
    const proxied = new URL(redisUrl);
    const proxy = await startTcpProxy(Number(proxied.port || 6379));
    proxied.host = `127.0.0.1:${String(proxy.port)}`;
    const driver = startDriver();
    try {
      return await withInstances(bench, { teams: TEAMS, env: { REDIS_URL: proxied.href } }, async ({ reading, writer }) => {
        await driver.call('open', { port: reading.port, dialect: 'leadwire', clients: await clientsOf(bench, await bench.ours(), TEAMS, SOCKETS) });
        const phase = async (seconds: number) => {
          writer.times.length = 0;
          await driver.call('watch');
          await writer.atRate(RATE, seconds);
          const { faults, latency } = await driver.call('settle', { numbers: writer.numbers });
          mustBeExact('Redis down', faults);
          return { latency: latency ?? { p50: Number.NaN, p99: Number.NaN, max: Number.NaN }, mutation: spreadOf(writer.times).median };
        };
        const seconds = bench.quick ? 3 : 15;
        await phase(seconds);
        const up = await phase(seconds);
        await proxy.cut();
        const down = await phase(seconds);
        await proxy.restore();
        const again = await phase(seconds);
        const ms = (value: number) => `${value.toFixed(0)} ms`;
        return [
          figureLine('Redis down: added latency at most', down.latency.max - up.latency.p50, ms, { must: 1.5 * MS_PER_SECOND }),
          figureLine('Redis down: events lost or repeated', 0, String, { must: 0 }),
          ratioLine('Redis down: median mutation, against Redis up before and after', [down, up, again].map(({ mutation }) => `${mutation.toFixed(1)} ms`).join(', '), '', (down.mutation * 2) / (up.mutation + again.mutation), { must: 1.2 }),
          noteLine('Redis up, down, back: p50 / max to the client', [up, down, again].map(({ latency: { p50, max } }) => `${ms(p50)} / ${ms(max)}`).join(', '), ''),
        ];
      });
    } finally {
      driver.stop();
      await proxy.close();
    }
  },
};
