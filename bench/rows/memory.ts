import type { Bench } from '../measure/bench.ts';
import type { Usage } from '../measure/server-process.ts';
import { clientsOf, withClients } from '../measure/with-clients.ts';
import { figureLine, noteLine, type Line } from '../report/line.ts';
import { peers, type Stack } from '../stacks/stack.ts';
import type { Row } from './row.ts';

interface PerConnection {
  readonly heap: number;
  readonly rss: number;
}

const KIB = 1_024;
const TEAMS = 20;
/** In before the first look, so that the code is compiled and its caches are there. */
const FIRST = 200;

const perConnection = (before: Usage, after: Usage, connections: number): PerConnection => ({
  heap: (after.memory.heapUsed - before.memory.heapUsed) / KIB / connections,
  rss: (after.memory.rss - before.memory.rss) / KIB / connections,
});

const measure = async (bench: Bench, stack: Stack, connections: number): Promise<PerConnection> => {
  const clients = await clientsOf(bench, stack, TEAMS, connections + FIRST);
  return withClients(bench, stack, clients.slice(0, FIRST), async ({ server, driver }) => {
    await driver.call('meet', { teams: TEAMS });
    const before = await server.usage(true);
    await driver.call('open', { port: server.port, dialect: stack.dialect, clients: clients.slice(FIRST) });
    // Every subscription is there for certain, and has worked once.
    await driver.call('meet', { teams: TEAMS });
    const after = await server.usage(true);
    const result = perConnection(before, after, connections);
    bench.note(`memory: ${stack.name} ${result.heap.toFixed(1)} KiB heap, ${result.rss.toFixed(1)} KiB RSS`);
    return result;
  });
};

const show = (value: number): string => `${value.toFixed(1)} KiB`;

/** What an idle connection with one subscription takes. */
export const memory: Row = {
  name: 'memory',
  run: async (bench): Promise<Line[]> => {
    const connections = bench.quick ? 1_000 : 5_000;
    const ours = await measure(bench, await bench.ours(), connections);
    const others: string[] = [];
    for (const peer of bench.quick ? [peers.A, peers.E2] : [peers.A, peers.B, peers.C, peers.D, peers.E2]) {
      const { heap, rss } = await measure(bench, peer, connections);
      others.push(`${peer.name} ${heap.toFixed(1)} / ${rss.toFixed(1)}`);
    }
    const what = `memory per idle connection with one subscription, ${String(connections)} connections`;
    return [
      figureLine(`${what}: heap`, ours.heap, show, { must: 10, reach: 6 }),
      figureLine(`${what}: RSS`, ours.rss, show, { must: 25, reach: 15 }),
      noteLine(`${what}: heap / RSS of others, KiB`, `${ours.heap.toFixed(1)} / ${ours.rss.toFixed(1)}`, others.join(', ')),
    ];
  },
};
