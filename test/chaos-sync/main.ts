// npm run chaos:sync -- --minutes 30 --leads 50000 [--seed N]: everything that can go wrong between leads and their CRMs.
import { parseArgs } from 'node:util';
import { setup as migrate } from '../support/services-setup.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { runChaos } from './run.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' }, leads: { type: 'string', default: '5000' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
const minutes = Number(values.minutes);
const leads = Number(values.leads);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Of the names that a finding tells. */
const TOLD = 20;

const began = Date.now();
const note = (text: string) => { console.error(`${String(Math.round((Date.now() - began) / SECOND)).padStart(5)} s  ${text}`); };
note(`seed ${String(seed)}`);
const postgres = await startOwnPostgres();
try {
  process.env.TEST_DATABASE_URL = postgres.url;
  await migrate();
  const { figures, verdicts } = await runChaos({ seed, ms: minutes * MINUTE, leads, waves: Math.max(Math.round(minutes), 2), pause: [2 * SECOND, 10 * SECOND], postgres, note });
  const sums = verdicts.flatMap(([crm, verdict]) => Object.entries(verdict).map(([what, items]: [string, string[]]) => ({ name: `${crm}: ${what}`, items })));
  const rows = [['seed', seed], ['minutes of faults', minutes], ['leads planted', leads], ...[...figures].sort(([one], [other]) => one.localeCompare(other)), ...sums.map(({ name, items }) => [name, items.length])];
  console.log(['| figure | |', '|---|---:|', ...rows.map(([name, value]) => `| ${String(name)} | ${String(value)} |`)].join('\n'));
  for (const { name, items } of sums) if (items.length > 0) console.error(`${name}:\n  ${items.slice(0, TOLD).join('\n  ')}`);
  process.exitCode = sums.some(({ items }) => items.length > 0) ? 1 : 0;
} finally {
  await postgres.stop();
}
