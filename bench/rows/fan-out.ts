import type { Bench } from '../measure/bench.ts';
import { cpuBetween } from '../measure/server-process.ts';
import { clientsOf, mustBeExact, withClients } from '../measure/with-clients.ts';
import { noteLine, ratioLine, type Goal, type Line } from '../report/line.ts';
import { showSpread, spreadOf, type Spread } from '../report/statistics.ts';
import { peers, type PeerName, type Stack } from '../stacks/stack.ts';
import type { Row } from './row.ts';

/** Events to many clients, the server kept busy: what costs a delivery? */
interface Scenario {
  readonly title: string;
  readonly teams: number;
  readonly sockets: number;
  /** Of each team. */
  readonly events: number;
  /** Events of a team on their way at the same time. */
  readonly burst: number;
  /** By peer, and which of them the run has beside them. */
  readonly goals: Partial<Record<PeerName, Goal>>;
  readonly others: readonly PeerName[];
}

/** Of the measured events: how many are sent before, so that the code under test is compiled. */
const WARM_UP = 0.5;

/** CPU microseconds per delivery. */
const measure = async (bench: Bench, stack: Stack, { title, teams, sockets, events, burst }: Scenario): Promise<number> =>
  withClients(bench, stack, await clientsOf(bench, stack, teams, sockets), async ({ server, driver }) => {
    await driver.call('meet', { teams });
    mustBeExact(`${stack.name}, ${title}, warm-up`, (await driver.call('run', { events: Math.ceil(events * WARM_UP), burst, teams })).faults);
    const before = await server.usage();
    const { deliveries, faults } = await driver.call('run', { events, burst, teams });
    const after = await server.usage();
    mustBeExact(`${stack.name}, ${title}`, faults);
    return cpuBetween(before, after) / deliveries;
  });

const compare = async (bench: Bench, scenario: Scenario, rounds: number): Promise<Line[]> => {
  const { title, goals, others } = scenario;
  const judged = Object.keys(goals) as PeerName[];
  const stacks: Stack[] = [await bench.ours(), ...[...judged, ...others].map((name) => peers[name])];
  const runs = new Map<string, number[]>(stacks.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round += 1)
    for (const stack of stacks) {
      const cost = await measure(bench, stack, scenario);
      bench.note(`${title}, round ${String(round)}: ${stack.name} ${cost.toFixed(1)} µs`);
      runs.get(stack.name)?.push(cost);
    }
  const spread = (name: string): Spread => spreadOf(runs.get(name) ?? []);
  const ours = spread('ours');
  const show = (name: string) => `${name} ${showSpread(spread(name))}`;
  return [
    ...judged.flatMap((name) => {
      const aims = goals[name];
      return aims ? [ratioLine(`${title}, µs CPU per delivery, against ${name}`, showSpread(ours), show(name), ours.median / spread(name).median, aims)] : [];
    }),
    ...(others.length > 0 ? [noteLine(`${title}, others`, showSpread(ours), others.map(show).join(', '))] : []),
  ];
};

const D: Goal = { must: 0.8, reach: 0.6 };
const E2: Goal = { must: 1.3, reach: 1.1 };
const against = (must: number, reach: number): Scenario['goals'] => ({ A: { must: 1 / must, reach: 1 / reach }, D, E2 });
const others = (quick: boolean): PeerName[] => (quick ? [] : ['A2', 'B', 'C', 'E']);
const rounds = (quick: boolean): number => (quick ? 1 : 3);

export const fanOut: Row = {
  name: 'fan-out',
  run: async (bench) => {
    const { quick } = bench;
    const small = 1_000;
    const large = quick ? 2_000 : 5_000;
    const common = { burst: 1, others: others(quick) };
    const scenarios: Scenario[] = [
      { ...common, title: `fan-out, ${String(small)} sockets in 20 teams`, teams: 20, sockets: small, events: quick ? 30 : 150, goals: against(5, 7) },
      { ...common, title: `fan-out, ${String(large)} sockets in 20 teams`, teams: 20, sockets: large, events: quick ? 15 : 40, goals: against(12, 15) },
      { ...common, title: `broadcast to ${String(small)} sockets`, teams: 1, sockets: small, events: quick ? 60 : 150, goals: against(4, 5) },
      { ...common, title: `broadcast to ${String(large)} sockets`, teams: 1, sockets: large, events: 40, goals: against(4, 5) },
    ];
    const lines: Line[] = [];
    for (const scenario of scenarios) lines.push(...(await compare(bench, scenario, rounds(quick))));
    return lines;
  },
};

export const bursts: Row = {
  name: 'bursts',
  run: (bench) => {
    const sockets = 1_000;
    const goals = { E: { must: 1 / 2, reach: 1 / 3 }, A2: { must: 1 / 8, reach: 1 / 12 } };
    const scenario = { title: `bursts of 10 events a team, ${String(sockets)} sockets in 20 teams`, teams: 20, sockets, events: bench.quick ? 40 : 150, burst: 10, goals, others: ['D'] as const };
    return compare(bench, scenario, rounds(bench.quick));
  },
};
