import { withInstances } from '../leadwire/instances.ts';
import { startDriver } from '../load/start-driver.ts';
import type { Bench } from '../measure/bench.ts';
import { figureLine, noteLine, type Line } from '../report/line.ts';
import { spreadOf } from '../report/statistics.ts';
import type { Row } from './row.ts';

interface Created {
  createApiKey: { secret: string; apiKey: { id: string } };
}

const create = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } } }';
const revoke = 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id } } }';
const FORBIDDEN = 4403;

/** Keys are revoked on one instance while their sockets are on another, and something happens right behind. */
export const revocation: Row = {
  name: 'revocation',
  run: (bench: Bench): Promise<Line[]> =>
    withInstances(bench, { teams: 1 }, async ({ reading, teams, client, writer }) => {
      const token = teams[0]?.token ?? '';
      const count = bench.quick ? 20 : 100;
      const keys: { id: string; secret: string }[] = [];
      for (let made = 0; made < count; made += 1) {
        const { secret, apiKey } = (await client.ask<Created>(create, { input: { name: `Key ${String(made)}`, scopes: ['leads:read', 'events:read'] } }, token)).createApiKey;
        keys.push({ id: apiKey.id, secret });
      }
      const driver = startDriver();
      try {
        await driver.call('open', { port: reading.port, dialect: 'leadwire', clients: keys.map(({ secret }) => ({ team: 0, token: secret, subscriptions: [{}] })) });
        await writer.each(1);
        await driver.call('settle', { numbers: writer.numbers });
        const answered: number[] = [];
        const allowed: number[] = [];
        for (const { id } of keys) {
          await client.ask(revoke, { input: { id } }, token);
          answered.push(performance.timeOrigin + performance.now());
          allowed.push(writer.numbers[0] ?? 0);
          await writer.each(1);
          await driver.call('closed', { count: answered.length });
        }
        const closes = await driver.call('closes');
        const lasts = await driver.call('lasts');
        const delays = closes.map(({ at }, place) => Math.max(0, at - (answered[place] ?? Number.NaN)));
        const { median, max } = spreadOf(delays);
        const above = lasts.filter((last, place) => last > (allowed[place] ?? 0)).length;
        const ms = (value: number) => `${value.toFixed(1)} ms`;
        return [
          figureLine(`revocation of ${String(count)} keys: from the answer to the close on another instance, the longest`, max, ms, { must: 1_000, reach: 100 }),
          noteLine('the same, median', ms(median), ''),
          figureLine('revocation: clients that got something above its place in the log', above, String, { must: 0 }),
          figureLine('revocation: closed with another code than 4403', count - closes.filter(({ code }) => code === FORBIDDEN).length, String, { must: 0 }),
        ];
      } finally {
        driver.stop();
      }
    }),
};
