import { parseArgs } from 'node:util';
import { requireReachable } from '../scripts/require-reachable.ts';
import { dropAllDatabases } from './leadwire/databases.ts';
import { createBench } from './measure/bench.ts';
import { endAllProcesses } from './measure/server-process.ts';
import { databaseUrl, redisUrl } from './measure/settings.ts';
import { noteLine, type Line } from './report/line.ts';
import { printTable } from './report/print-table.ts';
import { describeRun } from './report/versions.ts';
import { rows } from './rows/rows.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? rows.map(({ name }) => name);
const unknown = wanted.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. There are: ${rows.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

await requireReachable('PostgreSQL', databaseUrl, 'BENCH_DATABASE_URL');
await requireReachable('Redis', redisUrl, 'BENCH_REDIS_URL');

const started = Date.now();
const note = (text: string) => { console.error(`${((Date.now() - started) / 1_000).toFixed(0).padStart(5)} s  ${text}`); };
const bench = createBench(values.quick, note);
const lines: Line[] = [];
let failures = 0;

const leave = async (code: number) => {
  endAllProcesses();
  await dropAllDatabases();
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { leave(1).catch(() => process.exit(1)); });

for (const { name, run } of rows.filter((row) => wanted.includes(row.name))) {
  note(name);
  try {
    lines.push(...(await run(bench)));
  } catch (error) {
    failures += 1;
    const text = error instanceof Error ? error.message : String(error);
    console.error(error);
    lines.push({ ...noteLine(name, '', ''), met: `not measured: ${text.split('\n')[0] ?? ''}` });
  }
}

console.log(`\n${await describeRun()}\n\n${printTable(lines)}\n`);
const missed = lines.filter(({ met }) => met.includes('missed')).length;
console.log(`${missed === 0 ? 'No goal was missed.' : `${String(missed)} goals are missed.`}${failures === 0 ? '' : ` ${String(failures)} rows were not measured.`}`);
await leave(failures > 0 ? 1 : 0);
