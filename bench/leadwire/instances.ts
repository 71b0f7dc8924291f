import type { Bench } from '../measure/bench.ts';
import type { ServerProcess } from '../measure/server-process.ts';
import { clientOf, type Client } from './client.ts';
import { createDatabase, dropDatabase } from './databases.ts';
import { startLeadwire } from './start-leadwire.ts';
import { renameLead, type Team } from './teams.ts';
import { createWriter, type Writer } from './writer.ts';

/** Several instances on a copy of the origin. */
export interface Instances {
  /** Holds the clients. */
  readonly reading: ServerProcess;
  readonly database: string;
  readonly teams: readonly Team[];
  /** Speaks to the instance that is written to. */
  readonly client: Client;
  readonly writer: Writer;
  /** One more, on the same database. */
  readonly start: (env?: Record<string, string>, options?: readonly string[]) => Promise<ServerProcess>;
}

export interface Wishes {
  readonly teams: number;
  readonly env?: Record<string, string>;
  readonly firstNumber?: number;
}

/** Starts an instance that is written to and one that is read from, and ends them and their database afterwards. */
export const withInstances = async <T>(bench: Bench, { teams: count, env = {}, firstNumber }: Wishes, work: (instances: Instances) => Promise<T>): Promise<T> => {
  const origin = await bench.origin();
  const database = await createDatabase(origin.database);
  const running: ServerProcess[] = [];
  const start: Instances['start'] = async (more = {}, options = []) => {
    const instance = await startLeadwire(database, { ...env, ...more }, options);
    running.push(instance);
    return instance;
  };
  try {
    const [writing, reading] = [await start(), await start()];
    const client = clientOf(writing.port);
    const teams = origin.teams.slice(0, count);
    const write = async (place: number, name: string) => {
      const team = teams[place];
      if (team) await renameLead(client, team, name);
    };
    return await work({ reading, database, teams, client, start, writer: createWriter(write, teams.length, firstNumber) });
  } finally {
    await Promise.all(running.map((instance) => instance.stop()));
    await dropDatabase(database);
  }
};
