import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import { inSystem } from '../database/in-system.ts';
import { endsAccess, mayFollowEvents, mayWatchOthers } from '../features/account/index.ts';
import { startHeartbeat } from '../features/instance/index.ts';
import { buildSchema, readTypeDefs } from '../graphql/build-schema.ts';
import { createHttp, type Routes } from '../graphql/create-http.ts';
import { openDocuments } from '../graphql/documents/open-documents.ts';
import { createDoor } from '../graphql/door.ts';
import { createGate } from '../graphql/gate/gate.ts';
import { onlyFollowers } from '../graphql/guards.ts';
import { createMeter } from '../graphql/limits/create-meter.ts';
import { explainResolvers } from '../graphql/explain-resolvers.ts';
import { eventResolvers } from '../graphql/event-resolvers.ts';
import { nodeResolvers } from '../graphql/node-resolvers.ts';
import { playgroundRoutes } from '../graphql/playground/playground-routes.ts';
import type { Metrics } from '../metrics/create-metrics.ts';
import { metricsRoutes } from '../metrics/metrics-routes.ts';
import { createRealtime } from '../realtime/create-realtime.ts';
import { visibilityOf } from '../realtime/visibility.ts';
import { authenticateCaller } from './authenticate-caller.ts';
import { demoOwner } from './demo-team.ts';
import { openFailedCredentials } from './failed-credentials.ts';
import { eventDefinitions, features } from './features.ts';
import { gateSettings } from './gate-settings.ts';
import type { OpenParts } from './open-parts.ts';
import { realtimeLimits } from './realtime-limits.ts';
import { showParts, showRealtime } from './show-metrics.ts';
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
      eventResolvers(visibilityOf(eventDefinitions), mayFollowEvents),
      explainResolvers(mayWatchOthers),
      nodeResolvers(merged(features.map((feature) => feature.nodes ?? {}))),
      ...features.flatMap((feature) => feature.resolvers ?? []),
    ],
    events: eventDefinitions,
  });

/** What must answer before traffic is sent here. */
const readinessOf = ({ base }: OpenParts, isStopping: () => boolean) => ({
  staying: () => (isStopping() ? Promise.reject(new Error('the process stops')) : Promise.resolve()),
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

const createGuardedDoor = (config: Config, budgets: OpenParts['base']['parts']['budgets'], { operations }: Metrics) =>
  createDoor({
    schema: createSchema(),
    observer: operations,
    guards: [onlyFollowers(mayFollowEvents)],
    introspection: config.INTROSPECTION ?? config.NODE_ENV !== 'production',
    limits: {
      operation: { depth: config.QUERY_MAX_DEPTH, aliases: config.QUERY_MAX_ALIASES, directives: config.QUERY_MAX_DIRECTIVES, cost: config.QUERY_MAX_COST },
      batch: config.HTTP_BATCH_MAX,
    },
    meter: createMeter(budgets, { perMinute: config.COST_PER_MINUTE, anonymousPerMinute: config.ANONYMOUS_COST_PER_MINUTE }),
  });

/** Starts both doors, HTTP and WebSocket, on one port and path. @throws StartError when it cannot be had */
export const startApi = async (config: Config, parts: OpenParts, isDemo: boolean): Promise<Api> => {
  const { base, metrics } = parts;
  let isStopping = false;
  const production = config.NODE_ENV === 'production';
  const gate = createGate(gateSettings(config), production ? base.log : null);
  const authenticate = authenticateCaller(openFailedCredentials(base.parts.budgets, config.FAILED_CREDENTIALS_PER_MINUTE));
  const door = openDocuments(createGuardedDoor(config, base.parts.budgets, metrics), {
    redis: base.parts.redis, clock: base.clock, apqSeconds: config.APQ_SECONDS, trustedFile: config.TRUSTED_DOCUMENTS_FILE, trustedOnly: config.TRUSTED_DOCUMENTS_ONLY,
  });
  const playground: Routes = async (http) => { await http.register(playgroundRoutes, { endpoint: PATH, ...(isDemo ? { signIn: { email: demoOwner.email, password: demoOwner.password } } : {}) }); };
  const realtime = createRealtime({
    base, gate, door, authenticate, path: PATH,
    subscriptions: merged(features.map((feature) => feature.subscriptions ?? {})),
    events: eventDefinitions,
    endsAccess,
    limits: realtimeLimits(config),
    observer: metrics.deliveries,
  });
  base.parts.instance.serve(realtime.loads);
  const { http, stop } = await createHttp({
    base, gate, door, authenticate, path: PATH,
    readiness: readinessOf(parts, () => isStopping),
    bodyLimitBytes: config.HTTP_BODY_LIMIT_BYTES,
    landing: PLAYGROUND,
    answerStream: realtime.answerStream,
    routes: [playground, (scope) => { metricsRoutes(scope, metrics, config.METRICS_TOKEN ?? null); }, ...features.flatMap((feature) => feature.routes ?? [])],
  });
  realtime.attach(http.server);
  showRealtime(metrics, realtime);
  showParts(metrics, parts);
  const host = config.HOST ?? (production ? '0.0.0.0' : '127.0.0.1');
  const port = await listen(http, host, config.PORT);
  const heartbeat = startHeartbeat(base, config.INSTANCE_HEARTBEAT_MS);
  return {
    url: `http://${['0.0.0.0', '127.0.0.1', '::'].includes(host) ? 'localhost' : host}:${String(port)}`,
    stop: async () => {
      isStopping = true;
      // Plain requests are answered until the last socket has gone: its client may still be asking.
      await realtime.stop(config.SHUTDOWN_GRACE_MS);
      await heartbeat.stop();
      await stop(config.SHUTDOWN_GRACE_MS);
    },
  };
};
