import { join } from 'node:path';
import type { DialectName } from '../load/dialect.ts';
import type { PublisherName } from '../load/publishers.ts';
import { startServer, type ServerProcess } from '../measure/server-process.ts';
import { redisUrl } from '../measure/settings.ts';

/** A way to bring events to clients: ours, or a peer's. */
export interface Stack {
  readonly name: string;
  readonly title: string;
  readonly dialect: DialectName;
  readonly publisher: PublisherName;
  readonly start: (options?: readonly string[]) => Promise<ServerProcess>;
}

const peer = (script: string, env: Record<string, string> = {}) => (options?: readonly string[]) =>
  startServer(join(import.meta.dirname, script), { NODE_ENV: 'production', REDIS_URL: redisUrl, ...env }, options);

export const peers = {
  A: { name: 'A', title: 'Apollo Server + graphql-ws + graphql-redis-subscriptions, one channel, withFilter', dialect: 'graphql', publisher: 'oneChannel', start: peer('apollo.ts', { CHANNELS: 'one' }) },
  A2: { name: 'A2', title: 'the same, one channel per team', dialect: 'graphql', publisher: 'channelPerTeam', start: peer('apollo.ts', { CHANNELS: 'team' }) },
  B: { name: 'B', title: 'graphql-yoga + graphql-ws', dialect: 'graphql', publisher: 'channelPerTeam', start: peer('yoga.ts') },
  C: { name: 'C', title: 'mercurius', dialect: 'graphql', publisher: 'mqemitter', start: peer('mercurius.ts') },
  D: { name: 'D', title: 'Socket.IO + Redis adapter, rooms', dialect: 'socketio', publisher: 'socketio', start: peer('socket-io.ts') },
  E: { name: 'E', title: 'raw ws, one stringify an event', dialect: 'plain', publisher: 'channelPerTeam', start: peer('floor.ts', { FRAMES: 'raw' }) },
  E2: { name: 'E2', title: 'floor: prebuilt frame with an id of its own, one write a socket', dialect: 'plain', publisher: 'channelPerTeam', start: peer('floor.ts', { FRAMES: 'prebuilt' }) },
} satisfies Record<string, Stack>;

export type PeerName = keyof typeof peers;

/** The instance of A that is written to, on an empty database. */
export const startApolloWriter = (databaseUrl: string): Promise<ServerProcess> => peer('apollo-writer.ts', { DATABASE_URL: databaseUrl })();
