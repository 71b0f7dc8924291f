import { writeFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { markerOf } from '../load/marker.ts';
import { redisUrl } from '../measure/settings.ts';
import { clientOf } from './client.ts';
import { createDatabase, dropDatabase } from './databases.ts';
import type { BusMessage } from './recording.ts';
import { startLeadwire } from './start-leadwire.ts';
import { renameLead, type Team } from './teams.ts';

/** How long the last messages may take after the last mutation was answered. */
const LAST_MS = 5_000;

const listen = async (teams: readonly Team[]) => {
  const recorded: BusMessage[][] = teams.map(() => []);
  const redis = new Redis(redisUrl);
  redis.on('pmessage', (_pattern, channel: string, message: string) => {
    const team = teams.findIndex(({ id }) => channel.endsWith(id));
    if (team >= 0) recorded[team]?.push({ channel, message });
  });
  await redis.psubscribe('*team*');
  return { recorded, close: () => { redis.disconnect(); } };
};

/**
 * Lets an instance do real mutations on a copy of the database, and keeps what it publishes: byte for byte what another
 * instance would hear. Replayed to an instance on the untouched original, it is a saturated fan-out whose writes cost
 * nobody's CPU. `events`: how many each team needs.
 */
export const recordEvents = async (template: string, teams: readonly Team[], events: readonly number[], file: string): Promise<void> => {
  const database = await createDatabase(template);
  const { recorded, close } = await listen(teams);
  const instance = await startLeadwire(database);
  const client = clientOf(instance.port);
  const mutate = async (team: Team, place: number) => {
    for (let number = 1; number <= (events[place] ?? 0); number += 1) await renameLead(client, team, markerOf(place, number));
  };
  await Promise.all(teams.map(mutate));
  const complete = () => recorded.every((messages, place) => messages.length === (events[place] ?? 0));
  for (const end = Date.now() + LAST_MS; !complete() && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 50));
  close();
  await instance.stop();
  await dropDatabase(database);
  if (!complete()) throw new Error('The publishing instance did not publish every event.');
  writeFileSync(file, JSON.stringify(recorded));
};
