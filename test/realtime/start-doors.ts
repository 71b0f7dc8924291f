import type { AddressInfo } from 'node:net';
import { realtimeLimits } from '../../src/app/realtime-limits.ts';
import { readConfig } from '../../src/config.ts';
import type { Authenticate } from '../../src/graphql/authenticate.ts';
import { buildSchema } from '../../src/graphql/build-schema.ts';
import { createHttp, type Routes } from '../../src/graphql/create-http.ts';
import { createDoor, type DoorOptions } from '../../src/graphql/door.ts';
import { createGate, type GateSettings } from '../../src/graphql/gate/gate.ts';
import { eventResolvers } from '../../src/graphql/event-resolvers.ts';
import type { Resolvers } from '../../src/graphql/generated/schema.ts';
import { connectionOf } from '../../src/realtime/connection.ts';
import { createRealtime, type RealtimeOptions } from '../../src/realtime/create-realtime.ts';
import { visibilityOf } from '../../src/realtime/visibility.ts';
import type { Role } from '../../src/shared/actor.ts';
import { unauthenticated } from '../../src/shared/app-error.ts';
import type { Context, TeamContext } from '../../src/shared/context.ts';
import { openTestParts } from '../support/parts.ts';
import { events, resolvers, subscriptions, typeDefs } from './notes.ts';

/** A token of the tests says everything itself. */
export const tokenFor = (teamId: string, facts: { id?: string; role?: Role; expiresAt?: Date } = {}): string =>
  ['good', teamId, facts.role ?? 'ADMIN', facts.id ?? 'user_ada', facts.expiresAt?.getTime() ?? ''].join('|');

const readToken: Authenticate = async (_ctx, { secret: token }) => {
  const [good, teamId = '', role, id = '', expires] = token.split('|');
  if (good === 'down') throw new Error('timeout exceeded when trying to connect');
  if (good !== 'good') throw unauthenticated('Invalid authentication token');
  const expiresAt = expires ? new Date(Number(expires)) : null;
  return { expiresAt, actor: { kind: 'USER', teamId, id, name: `Name of ${id}`, email: `${id}@example.com`, role: role as Role, sessionId: `session_of_${id}` } };
};

export interface Doors {
  readonly url: string;
  readonly wsUrl: string;
  readonly base: Omit<Context, 'actor'>;
  readonly team: () => Promise<TeamContext>;
  readonly realtime: ReturnType<typeof createRealtime>;
  readonly stop: () => Promise<void>;
}

export interface DoorsOptions {
  limits?: Partial<RealtimeOptions['limits']>;
  door?: Partial<Pick<DoorOptions, 'introspection' | 'guards' | 'limits'>>;
  routes?: readonly Routes[];
  gate?: Partial<GateSettings>;
  /** Instead of reading the token of `tokenFor`. */
  authenticate?: Authenticate;
  readiness?: Record<string, () => Promise<unknown>>;
  /** Variables of the process. */
  env?: Record<string, string>;
}

/** Both doors over the notes, on a port of their own, with a store of their own. */
export const startDoors = async ({ limits, door: doorOptions, gate: gateSettings, authenticate = readToken, routes = [], readiness = {}, env = {} }: DoorsOptions = {}): Promise<Doors> => {
  const { base, team, close } = await openTestParts({ HEAD_CHECK_MS: '200', ...env });
  const visible = visibilityOf(events);
  const schema = buildSchema({ typeDefs: [typeDefs], resolvers: [eventResolvers(visible, () => true), { Query: { connection: (_, __, ctx) => connectionOf(ctx) } }, resolvers as Resolvers], events });
  const door = createDoor({ schema, introspection: true, ...doorOptions });
  const path = '/graphql';
  const gate = createGate({ trustedProxies: [], ownOrigin: null, allowedOrigins: [], allowLoopback: true, requireTls: false, secureUrl: null, ...gateSettings });
  const realtime = createRealtime({
    base, gate, door, authenticate, subscriptions, events, endsAccess: () => null, path,
    limits: { ...realtimeLimits(readConfig({})), ...limits },
  });
  const { http, stop } = await createHttp({ base, gate, door, authenticate, path, readiness, bodyLimitBytes: 1_048_576, landing: '/playground', answerStream: realtime.answerStream, routes });
  realtime.attach(http.server);
  await http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = http.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    wsUrl: `ws://127.0.0.1:${port}/graphql`,
    base,
    team,
    realtime,
    stop: async () => {
      await realtime.stop(1_000);
      await stop(1_000);
      await close();
    },
  };
};

export interface Answer {
  status: number;
  headers: Headers;
  body: { data?: Record<string, unknown> | null; errors?: { message: string; path?: unknown; locations?: unknown; extensions: Record<string, unknown> }[] };
}

/** One GraphQL request over HTTP. */
export const post = async ({ url }: Pick<Doors, 'url'>, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
};
