import type { ClientSpec } from '../load/dialect.ts';
import { startDriver, type Driver } from '../load/start-driver.ts';
import type { Faults } from '../load/crowd.ts';
import type { Stack } from '../stacks/stack.ts';
import type { Bench } from './bench.ts';
import type { ServerProcess } from './server-process.ts';
import { redisUrl } from './settings.ts';

/** A server under test with all its clients in. */
export interface Loaded {
  readonly server: ServerProcess;
  readonly driver: Driver;
}

/** Clients of a stack: `count` sockets, spread evenly over the first `teams` teams. */
export const clientsOf = async (bench: Bench, stack: Stack, teams: number, count: number): Promise<ClientSpec[]> => {
  const { teams: known } = await bench.origin();
  return Array.from({ length: count }, (_, place) => {
    const team = place % teams;
    return { team, token: stack.dialect === 'leadwire' ? (known[team]?.token ?? '') : String(team), subscriptions: [{}] };
  });
};

/** Starts the stack and brings the clients in, hands both to `work`, and ends them whatever happens. */
export const withClients = async <T>(bench: Bench, stack: Stack, clients: readonly ClientSpec[], work: (loaded: Loaded) => Promise<T>): Promise<T> => {
  const recording = stack.publisher === 'leadwire' ? await bench.recording() : null;
  const server = await stack.start();
  const driver = startDriver();
  try {
    await driver.call('open', { port: server.port, dialect: stack.dialect, clients: [...clients] });
    await driver.call('publishWith', { name: stack.publisher, redisUrl, recording });
    return await work({ server, driver });
  } finally {
    driver.stop();
    await server.stop();
  }
};

/** @throws Error when a client missed an event, got one twice, or got another team's: such a run does not count */
export const mustBeExact = (what: string, { lost, repeated, foreign, closed }: Faults): void => {
  if (lost + repeated + foreign + closed === 0) return;
  throw new Error(`${what}: ${String(lost)} lost, ${String(repeated)} repeated, ${String(foreign)} of another team, ${String(closed)} sockets closed`);
};
