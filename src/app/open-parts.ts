import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { CrmProviders } from '../crm/registry.ts';
import { createPaces } from '../crm/pace/create-paces.ts';
import { createProviders } from '../crm/registry.ts';
import { openIdentityProvider } from '../features/account/index.ts';
import { thisInstance } from '../features/instance/index.ts';
import { openServiceKey } from '../features/service-key/index.ts';
import { createBudgets } from '../limits/budgets.ts';
import { openRedis } from '../redis/open-redis.ts';
import { inProcessBus } from '../events/bus.ts';
import { eventLogHook, reactionsHook } from '../events/emit.ts';
import { readEpoch } from '../events/event-log.ts';
import { publishEvents } from '../events/publish-events.ts';
import { redisBus } from '../events/redis-bus.ts';
import { createStreams } from '../events/streams.ts';
import { jobsHook } from '../jobs/enqueue.ts';
import { openQueue } from '../jobs/queue.ts';
import { createMailer } from '../mail/create-mailer.ts';
import { createMetrics, type Metrics } from '../metrics/create-metrics.ts';
import type { Clock } from '../shared/clock.ts';
import type { Context, Parts } from '../shared/context.ts';
import { newId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { createVault } from '../vault/create-vault.ts';
import { crmOptions, type SandboxUrls } from './crm-options.ts';
import { keptSecret } from './data-folder.ts';
import { features } from './features.ts';
import { gateSettings } from './gate-settings.ts';
import type { Store } from './open-store.ts';

/** How long a team that nobody follows any more keeps its stream. */
const STREAM_LINGER_MS = 30_000;

/** The window of MAILS_PER_HOUR. */
const HOUR_SECONDS = 3_600;
const HOUR_MS = 3_600_000;

/** Where workers of all instances hear that there is work. */
const WAKE_CHANNEL = 'leadwire:jobs';

export interface Surroundings {
  config: Config;
  store: Store;
  log: Logger;
  clock: Clock;
  sandboxUrls: SandboxUrls;
  /** Asked when a link is made, since a free port is known only once the server listens. */
  publicUrl: () => string;
  /** CRMs beyond those of the configuration; a test brings its own. */
  providers?: CrmProviders;
}

/** Everything that is made once per process, and what ends it. */
export interface OpenParts {
  /** The context that all others are made from: it has no actor yet. */
  base: Omit<Context, 'actor'>;
  boss: Awaited<ReturnType<typeof openQueue>>;
  metrics: Metrics;
  /** Calls `wake` with the name of a queue whenever a commit anywhere has put work into it. */
  onWork: (wake: (queue: string) => void) => Promise<void>;
  close: () => Promise<void>;
}

/** Opens the parts of a process on an open store, and binds the commit hooks in their order: reactions, jobs, events. */
export const openParts = async ({ config, store, log, clock, sandboxUrls, publicUrl, providers }: Surroundings): Promise<OpenParts> => {
  const stopping = new AbortController();
  const { database } = store;
  const bus = config.REDIS_URL === undefined ? inProcessBus() : await redisBus(config.REDIS_URL, log);
  const redis = config.REDIS_URL === undefined ? null : openRedis(config.REDIS_URL, config.REDIS_PREFIX, log);
  const boss = await openQueue(store.queueStore, config.ROLES.includes('worker'), log);
  const epoch = await readEpoch(database);
  const secret = (given: string | undefined, file: string) => given ?? keptSecret(config.DATA_DIR, file);

  const budgets = createBudgets(redis);
  const metrics = createMetrics();
  const instance = thisInstance(newId('instance'), clock.now());

  const partsWithoutStreams = {
    database,
    bus,
    redis,
    budgets,
    paces: createPaces(redis),
    instance,
    observer: metrics.work,
    vault: createVault({
      key: secret(config.SECRET_VAULT_KEY, 'vault-key'),
      nextKey: config.SECRET_VAULT_KEY_NEXT,
      previousKeys: config.SECRET_VAULT_KEY_PREVIOUS === undefined ? [] : [config.SECRET_VAULT_KEY_PREVIOUS],
    }),
    crm: { providers: { ...createProviders(crmOptions(config, sandboxUrls)), ...providers } },
    accounts: {
      // A key, not a text: that would be tried as a public key first, with every token.
      jwtSecret: createSecretKey(Buffer.from(secret(config.JWT_SECRET, 'jwt-secret'))),
      accessTokenSeconds: config.ACCESS_TOKEN_SECONDS,
      refreshTokenSeconds: config.REFRESH_TOKEN_SECONDS,
      refreshGraceSeconds: config.REFRESH_GRACE_SECONDS,
      invitationSeconds: config.INVITATION_SECONDS,
      passwordResetSeconds: config.PASSWORD_RESET_SECONDS,
      identityProvider: openIdentityProvider({ jwksUrl: config.JWT_JWKS_URL, issuer: config.JWT_ISSUER, audience: config.JWT_AUDIENCE }, { clock, log }),
      signInLimits: {
        windowSeconds: config.SIGN_IN_WINDOW_SECONDS,
        failuresPerPair: config.SIGN_IN_FAILURES_PER_PAIR,
        failuresPerAddress: config.SIGN_IN_FAILURES_PER_ADDRESS,
        failuresPerAccount: config.SIGN_IN_FAILURES_PER_ACCOUNT,
        slowSeconds: config.SIGN_IN_SLOW_SECONDS,
        signUpsPerAddress: config.SIGN_UPS_PER_ADDRESS,
      },
    },
    serviceKey: openServiceKey({
      secret: config.INTERNAL_API_SECRET,
      previousSecret: config.INTERNAL_API_SECRET_PREVIOUS,
      teamId: config.INTERNAL_API_TEAM,
      allowedCidrs: config.INTERNAL_ALLOWED_CIDRS,
      callsPerMinute: config.INTERNAL_CALLS_PER_MINUTE,
    }, budgets),
    mailer: createMailer({
      smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, folder: join(config.DATA_DIR, 'mail'), clock,
      // Not through the log, whose lines are JSON: this is for people who try it out.
      print: (text) => { if (config.LOG_LEVEL !== 'silent') console.log(text); },
    }),
    mails: {
      appUrl: config.APP_URL ?? null,
      passwordResets: budgets.open({ name: 'mail-password-reset', points: config.MAILS_PER_HOUR, seconds: HOUR_SECONDS }),
      invitations: budgets.open({ name: 'mail-invitation', points: config.MAILS_PER_HOUR, seconds: HOUR_SECONDS }),
    },
    oauth: {
      redirectUrls: {
        ...(config.HUBSPOT_REDIRECT_URL === undefined ? {} : { HUBSPOT: config.HUBSPOT_REDIRECT_URL }),
        ...(config.SALESFORCE_REDIRECT_URL === undefined ? {} : { SALESFORCE: config.SALESFORCE_REDIRECT_URL }),
      },
    },
    credentials: { sweepMs: config.TOKEN_SWEEP_MS, renewalTimeoutMs: config.TOKEN_RENEWAL_TIMEOUT_MS, keepAliveMs: config.TOKEN_KEEP_ALIVE_HOURS * HOUR_MS },
    sync: { retryMinMs: config.SYNC_RETRY_MIN_MS, retryMaxMs: config.SYNC_RETRY_MAX_MS, sweepMs: config.SYNC_SWEEP_MS, leaseMs: config.SYNC_LEASE_MS },
    bulk: { quotaCheckMs: config.QUOTA_CHECK_MS },
    slack: {
      defaultWebhook: config.SLACK_WEBHOOK_URL ?? null,
      origins: config.SLACK_WEBHOOK_ORIGINS,
      timeoutMs: config.SLACK_TIMEOUT_MS,
      // Messages wait and are looked for as syncs are.
      retry: { retryMinMs: config.SYNC_RETRY_MIN_MS, retryMaxMs: config.SYNC_RETRY_MAX_MS },
      sweepMs: config.SYNC_SWEEP_MS,
    },
    alerts: { sweepMs: config.ALERT_SWEEP_MS },
    mapping: { checkMs: config.CRM_FIELDS_CHECK_MS },
    retention: { eventDays: config.EVENT_RETENTION_DAYS },
    site: { get publicUrl() { return publicUrl(); }, allowedOrigins: gateSettings(config).allowedOrigins },
  };
  const rest = { requestId: instance.id, log, clock, signal: stopping.signal };
  const parts: Parts = {
    ...partsWithoutStreams,
    // Streams need the database and the bus of the parts, and are one of them.
    streams: createStreams(
      { ...rest, get parts() { return parts; } },
      { epoch, headCheckMs: config.HEAD_CHECK_MS, lingerMs: STREAM_LINGER_MS, recentBytes: config.RECENT_EVENTS_BYTES, onRepaired: metrics.work.repaired },
    ),
  };

  const wake = (queue: string) => { bus.publish(WAKE_CHANNEL, { queue }).catch(() => undefined); };
  database.hooks.push(
    reactionsHook(features.flatMap((feature) => feature.reactions ?? [])),
    jobsHook(boss, wake),
    eventLogHook((events) => { publishEvents(bus, epoch, events); }),
  );

  return {
    base: { ...rest, parts },
    boss,
    metrics,
    onWork: async (onWake) => {
      await bus.subscribe(WAKE_CHANNEL, (message) => {
        const queue = (message as { queue?: unknown } | null)?.queue;
        if (typeof queue === 'string') onWake(queue);
      });
    },
    close: async () => {
      stopping.abort();
      parts.streams.stop();
      await boss.stop({ graceful: false });
      await bus.close();
      redis?.disconnect();
      await store.close();
    },
  };
};
