import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import { inSystem } from '../database/in-system.ts';
import { authenticate } from '../features/account/index.ts';
import { buildSchema, readTypeDefs } from '../graphql/build-schema.ts';
import { createHttp, type Routes } from '../graphql/create-http.ts';
import { createDoor } from '../graphql/door.ts';
import { eventResolvers } from '../graphql/event-resolvers.ts';
import { nodeResolvers } from '../graphql/node-resolvers.ts';
import { playgroundRoutes } from '../graphql/playground/playground-routes.ts';
import { createRealtime } from '../realtime/create-realtime.ts';
import { visibilityOf } from '../realtime/visibility.ts';
import { demoOwner } from './demo-team.ts';
import { eventDefinitions, features } from './features.ts';
import type { OpenParts } from './open-parts.ts';
import { StartError } from '../shared/start-error.ts';

const PATH = '/graphql';
const PLAYGROUND = '/playground';

export interface Api {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The tables of all features as one. */
const merged = <T>(tables: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> =>
  Object.fromEntries(tables.flatMap((table) => Object.entries(table)));

const createSchema = () =>
  buildSchema({
    typeDefs: readTypeDefs(join(import.meta.dirname, '../../schema')),
    resolvers: [
      eventResolvers(visibilityOf(eventDefinitions)),
      nodeResolvers(merged(features.map((feature) => feature.nodes ?? {}))),
      ...features.flatMap((feature) => feature.resolvers ?? []),
    ],
    events: eventDefinitions,
  });

/** What must answer before traffic is sent here. */
const readinessOf = ({ base }: OpenParts) => ({
  database: () => inSystem(base, 'readiness', ({ em }) => em.execute('select 1')),
  redis: () => (base.parts.bus.status() === 'down' ? Promise.reject(new Error('not connected')) : Promise.resolve()),
  migrations: () => inSystem(base, 'readiness', ({ em }) => em.execute('select epoch from stream_epochs')),
});

const listen = async (http: Awaited<ReturnType<typeof createHttp>>['http'], host: string, port: number): Promise<number> => {
  try {
    await http.listen({ host, port });
    return (http.server.address() as AddressInfo).port;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartError(`PORT ${String(port)} is in use. Stop what uses it, or set PORT to another.`);
    throw new StartError(`The API cannot listen on HOST ${host}, PORT ${String(port)}: ${message}`);
  }
};

/** Starts both doors, HTTP and WebSocket, on one port and path. @throws StartError when it cannot be had */
export const startApi = async (config: Config, parts: OpenParts, isDemo: boolean): Promise<Api> => {
  const { base } = parts;
  const production = config.NODE_ENV === 'production';
  const door = createDoor({ schema: createSchema(), introspection: config.INTROSPECTION ?? !production });
  const playground: Routes = async (http) => { await http.register(playgroundRoutes, { endpoint: PATH, ...(isDemo ? { signIn: { email: demoOwner.email, password: demoOwner.password } } : {}) }); };
  const { http, stop } = await createHttp({
    base, door, authenticate, path: PATH,
    readiness: readinessOf(parts),
    bodyLimitBytes: config.HTTP_BODY_LIMIT_BYTES,
    landing: PLAYGROUND,
    routes: [playground, ...features.flatMap((feature) => feature.routes ?? [])],
  });
  const realtime = createRealtime({
    base, door, authenticate, path: PATH,
    subscriptions: merged(features.map((feature) => feature.subscriptions ?? {})),
    events: eventDefinitions,
    limits: { messageBytes: config.WS_MESSAGE_LIMIT_BYTES, initTimeoutMs: config.WS_INIT_TIMEOUT_MS, keepAliveMs: config.WS_KEEPALIVE_MS },
  });
  realtime.attach(http.server);
  const host = config.HOST ?? (production ? '0.0.0.0' : '127.0.0.1');
  const port = await listen(http, host, config.PORT);
  return {
    url: `http://${['0.0.0.0', '127.0.0.1', '::'].includes(host) ? 'localhost' : host}:${String(port)}`,
    stop: async () => {
      await realtime.stop(config.SHUTDOWN_GRACE_MS);
      await stop();
    },
  };
};
