import { clientOf } from '../leadwire/client.ts';
import { createDatabase, dropDatabase, urlsOf } from '../leadwire/databases.ts';
import { startLeadwire } from '../leadwire/start-leadwire.ts';
import { renameLead } from '../leadwire/teams.ts';
import { createWriter, type Write } from '../leadwire/writer.ts';
import { startDriver } from '../load/start-driver.ts';
import type { Percentiles } from '../load/latencies.ts';
import type { Bench } from '../measure/bench.ts';
import type { ServerProcess } from '../measure/server-process.ts';
import { clientsOf, mustBeExact } from '../measure/with-clients.ts';
import { figureLine, ratioLine, type Line } from '../report/line.ts';
import { peers, startApolloWriter, type Stack } from '../stacks/stack.ts';
import type { Row } from './row.ts';

const TEAMS = 20;

/** Two instances: one is written to, the other has the clients. */
interface Pair {
  readonly stack: Stack;
  readonly write: Write;
  readonly reading: ServerProcess;
  readonly stop: () => Promise<void>;
}

interface Measured extends Percentiles {
  readonly rate: number;
}

const ourPair = async (bench: Bench): Promise<Pair> => {
  const { database: origin, teams } = await bench.origin();
  const database = await createDatabase(origin);
  const [writing, reading] = await Promise.all([startLeadwire(database), startLeadwire(database)]);
  const client = clientOf(writing.port);
  return {
    stack: await bench.ours(),
    reading,
    write: async (place, name) => {
      const team = teams[place];
      if (team) await renameLead(client, team, name);
    },
    stop: async () => {
      await Promise.all([writing.stop(), reading.stop()]);
      await dropDatabase(database);
    },
  };
};

const apolloPair = async (): Promise<Pair> => {
  const database = await createDatabase();
  const [writing, reading] = await Promise.all([startApolloWriter(urlsOf(database).DATABASE_OWNER_URL), peers.A.start()]);
  const client = clientOf(writing.port);
  return {
    stack: peers.A,
    reading,
    write: async (team, name) => { await client.ask('mutation ($team: ID!, $name: String!) { updateLead(team: $team, name: $name) { id } }', { team: String(team), name }); },
    stop: async () => {
      await Promise.all([writing.stop(), reading.stop()]);
      await dropDatabase(database);
    },
  };
};

const measure = async (bench: Bench, { stack, write, reading, stop }: Pair): Promise<Measured> => {
  const driver = startDriver();
  try {
    const clients = await clientsOf(bench, stack, TEAMS, bench.quick ? 500 : 1_000);
    await driver.call('open', { port: reading.port, dialect: stack.dialect, clients });
    const writer = createWriter(write, TEAMS);
    // Until everybody listens for certain, and the code is compiled.
    await writer.each(5);
    await driver.call('settle', { numbers: writer.numbers });
    const before = [...writer.numbers];
    const seconds = bench.quick ? 3 : 10;
    const start = performance.now();
    await writer.flatOut(seconds);
    mustBeExact(`${stack.name}, capacity`, (await driver.call('settle', { numbers: writer.numbers })).faults);
    const events = writer.numbers.reduce((sum, number, team) => sum + number - (before[team] ?? 0), 0);
    const rate = events / ((performance.now() - start) / 1_000) / 2;
    await driver.call('watch');
    await writer.atRate(rate, seconds);
    const { faults, latency } = await driver.call('settle', { numbers: writer.numbers });
    mustBeExact(`${stack.name}, half of the capacity`, faults);
    if (!latency) throw new Error('No latency was noted.');
    bench.note(`latency: ${stack.name} at ${rate.toFixed(0)} events a second: p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms`);
    return { ...latency, rate };
  } finally {
    driver.stop();
    await stop();
  }
};

const show = (ms: number): string => `${ms.toFixed(1)} ms`;
const describe = ({ p50, p99, max, rate }: Measured): string => `p50 ${show(p50)}, p99 ${show(p99)}, max ${show(max)} at ${rate.toFixed(0)} events/s`;

/** From just before the commit to the client, over PostgreSQL and Redis and from one instance to another. */
export const latency: Row = {
  name: 'latency',
  run: async (bench): Promise<Line[]> => {
    const ours = await measure(bench, await ourPair(bench));
    const a = await measure(bench, await apolloPair());
    const what = 'commit to client, two instances, at half of the capacity of each';
    return [
      figureLine(`${what}: p99`, ours.p99, show, { must: 50 }),
      figureLine(`${what}: p50`, ours.p50, show, { must: 50, reach: 10 }),
      ratioLine(`${what}: p99 against A`, describe(ours), `A ${describe(a)}`, ours.p99 / a.p99, { must: 0.5 }),
    ];
  },
};
