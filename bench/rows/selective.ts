import { randomInt } from 'node:crypto';
import type { Bench } from '../measure/bench.ts';
import type { ClientSpec } from '../load/dialect.ts';
import { cpuBetween } from '../measure/server-process.ts';
import { mustBeExact, withClients } from '../measure/with-clients.ts';
import { noteLine, ratioLine, type Line } from '../report/line.ts';
import { peers, type Stack } from '../stacks/stack.ts';
import { peerEvent } from '../stacks/peer-event.ts';
import type { Row } from './row.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 25;

/** An id of the right shape that no lead has. */
const anyLeadId = (): string => `lead_0${Array.from({ length: ID_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;

/** `subscriptions` on as many leads, spread over `sockets`; things happen to one of them, which the first socket follows. */
const clientsOn = (lead: string, token: string, subscriptions: number, sockets: number): ClientSpec[] =>
  Array.from({ length: sockets }, (_, place) => ({
    team: 0,
    token,
    silent: place > 0,
    subscriptions: Array.from({ length: subscriptions / sockets }, (_one, index) => ({ filter: { leadId: place === 0 && index === 0 ? lead : anyLeadId() } })),
  }));

/** CPU microseconds that one event costs, which reaches one subscription of so many. */
const measure = async (bench: Bench, stack: Stack, subscriptions: number, sockets: number): Promise<number> => {
  const { teams } = await bench.origin();
  const [team] = teams;
  const ours = stack.dialect === 'leadwire';
  const lead = ours ? (team?.leadId ?? '') : peerEvent(0, 1).lead.id;
  const clients = clientsOn(lead, ours ? (team?.token ?? '') : '0', subscriptions, sockets);
  return withClients(bench, stack, clients, async ({ server, driver }) => {
    const events = bench.quick ? 60 : 220;
    await driver.call('meet', { teams: 1 });
    mustBeExact(`${stack.name}, selective, warm-up`, (await driver.call('run', { events, burst: 1, teams: 1 })).faults);
    const before = await server.usage();
    const { faults } = await driver.call('run', { events, burst: 1, teams: 1 });
    const after = await server.usage();
    mustBeExact(`${stack.name}, selective`, faults);
    const cost = cpuBetween(before, after) / events;
    bench.note(`selective, ${String(subscriptions)} subscriptions: ${stack.name} ${cost.toFixed(0)} µs an event`);
    return cost;
  });
};

const FEW = 20;

/** Many subscriptions, each on a lead of its own: does an event cost more because others are not meant? */
export const selective: Row = {
  name: 'selective',
  run: async (bench): Promise<Line[]> => {
    const sockets = bench.quick ? 100 : 200;
    const many = bench.quick ? 5_000 : 20_000;
    const ofA = bench.quick ? 1_000 : 4_000;
    const ours = await bench.ours();
    const curve: [number, number][] = [];
    for (const subscriptions of [FEW, many / 20, many]) curve.push([subscriptions, await measure(bench, ours, subscriptions, subscriptions === FEW ? FEW : sockets)]);
    const a = [await measure(bench, peers.A, FEW, FEW), await measure(bench, peers.A, ofA, sockets)] as const;
    const [few = Number.NaN, , most = Number.NaN] = curve.map(([, cost]) => cost);
    return [
      ratioLine(
        `one event on one of ${String(many)} leads that are followed, against one of ${String(FEW)}, µs CPU`,
        `${most.toFixed(0)}, ${few.toFixed(0)}`,
        `A with ${String(ofA)}: ${a[1].toFixed(0)}, with ${String(FEW)}: ${a[0].toFixed(0)}`,
        most / few,
        { must: 1.5, reach: 1.1 },
      ),
      noteLine('the curve, µs CPU an event', curve.map(([subscriptions, cost]) => `${String(subscriptions)}: ${cost.toFixed(0)}`).join(', '), ''),
    ];
  },
};
