// npm run chaos -- --minutes 30 [--seed N] [--rounds N]: random rounds of everything that can go wrong, held against the log.
import { parseArgs } from 'node:util';
import { requireReachable } from '../../scripts/require-reachable.ts';
import { setup as migrate, teardown as remove } from '../support/services-setup.ts';
import { runChaos } from './run.ts';
import { tableOf } from './verdict/table-of.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' }, rounds: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
const rounds = Number(values.rounds ?? (values.minutes === undefined ? 10 : Infinity));
const began = Date.now();
const endsAt = began + Number(values.minutes ?? Infinity) * 60_000;
const minute = 60_000;
let told = 0;

process.env.TEST_DATABASE_URL ??= 'postgres://postgres:postgres@127.0.0.1:5432/postgres';
await requireReachable('PostgreSQL', process.env.TEST_DATABASE_URL, 'TEST_DATABASE_URL');
console.log(`Seed ${String(seed)}`);
await migrate();
try {
  const { findings, report } = await runChaos({
    seed,
    more: (round) => round < rounds && Date.now() < endsAt,
    onRound: (round, { figures }) => {
      const minutes = Math.floor((Date.now() - began) / minute);
      if (minutes <= told) return;
      told = minutes;
      console.log(`${String(minutes)} min, ${String(round + 1)} rounds: ${String(figures.get('events'))} events, ${String(figures.get('deliveries'))} deliveries, ${String(figures.get('revocations'))} revocations`);
    },
  });
  console.log(tableOf(findings, { seed, ms: Date.now() - began }));
  if (report !== '') console.error(report);
  process.exitCode = report === '' ? 0 : 1;
} finally {
  await remove();
}
