import { join } from 'node:path';
import { clientOf } from '../leadwire/client.ts';
import { createDatabase } from '../leadwire/databases.ts';
import { recordEvents } from '../leadwire/record.ts';
import { startLeadwire } from '../leadwire/start-leadwire.ts';
import { createTeams, type Team } from '../leadwire/teams.ts';
import type { Stack } from '../stacks/stack.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What the rows of a run share; each part is made when a row first needs it. */
export interface Bench {
  /** Smaller and fewer, in some minutes. */
  readonly quick: boolean;
  /** Tells how far it is. */
  readonly note: (text: string) => void;
  /** A migrated database with teams, which rows copy or leave as it is. */
  readonly origin: () => Promise<Origin>;
  /** A file of recorded events: `RECORDED` of each team, and of team 0 those of a broadcast. */
  readonly recording: () => Promise<string>;
  /** Leadwire on the origin, as a stack beside the peers. */
  readonly ours: () => Promise<Stack>;
}

export interface Origin {
  readonly database: string;
  readonly teams: readonly Team[];
}

const sizes = {
  quick: { teams: 20, recordedTeams: 20, events: 75, ofTeam0: 150 },
  full: { teams: 100, recordedTeams: 20, events: 240, ofTeam0: 460 },
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
};

export const createBench = (quick: boolean, note: Bench['note']): Bench => {
  const size = quick ? sizes.quick : sizes.full;
  const origin = once(async (): Promise<Origin> => {
    note(`creating ${String(size.teams)} teams`);
    const database = await createDatabase();
    const instance = await startLeadwire(database);
    const teams = await createTeams(clientOf(instance.port), size.teams);
    await instance.stop();
    return { database, teams };
  });
  const recording = once(async () => {
    const { database, teams } = await origin();
    note('recording events');
    const file = join(temporaryFolder(), 'recording.json');
    const recorded = teams.slice(0, size.recordedTeams);
    await recordEvents(database, recorded, recorded.map((_, place) => (place === 0 ? size.ofTeam0 : size.events)), file);
    return file;
  });
  return {
    quick, note, origin, recording,
    ours: async () => {
      const { database } = await origin();
      return { name: 'ours', title: 'Leadwire', dialect: 'leadwire', publisher: 'leadwire', start: (options) => startLeadwire(database, {}, options) };
    },
  };
};
