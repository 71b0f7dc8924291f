import { isIP } from 'node:net';
import { z } from 'zod';

const port = z.coerce.number('must be a port number').int().min(0).max(65_535);
const count = (fallback: number, min: number, max: number) => z.coerce.number('must be a whole number').int('must be a whole number').min(min, `must be ${String(min)} or more`).max(max, `must be ${String(max)} or less`).default(fallback);
const secret = z.string().min(32, 'must have at least 32 characters; `openssl rand -base64 48` makes one');
const internalKey = secret.refine((value) => !/,\s/.test(value), 'must have no comma with a space behind it: that stands between two keys in a header');
const url = (...protocols: string[]) => {
  const begins = protocols.map((protocol) => `${protocol}://`).join(' or ');
  return z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)), `must be a URL that begins with ${begins}`);
};
const web = url('http', 'https').transform((value) => value.replace(/\/+$/, ''));
const list = z.string().transform((value) => value.split(',').map((item) => item.trim()).filter((item) => item !== ''));
const isCidr = (value: string) => {
  const [address = '', bits] = value.split('/');
  const widest = { 4: 32, 6: 128 }[isIP(address)];
  return widest !== undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest));
};
const cidrs = list.refine((values) => values.every(isCidr), 'must be addresses or CIDR ranges with commas between: 10.0.0.0/8,::1');
const origins = list.refine((values) => values.every((value) => URL.canParse(value) && new URL(value).origin === value), 'must be origins with commas between: https://app.example.com');
/** Over a network only by HTTPS: the path is a secret. */
const isSafeOrigin = (value: string) => /^https:|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::|$)/.test(value);
const safeOrigins = origins.refine((values) => values.every(isSafeOrigin), 'must be https, except on this machine');
/** 58.0 is the oldest that has all that is used. */
const salesforceVersion = z.string().regex(/^v?(?:5[89]|[6-9]\d|\d{3})\.0$/, 'must be 58.0 or newer, such as v68.0').transform((value) => `v${value.replace('v', '')}`);
/** Slower ones leave more than the 5 s between two calls that a person waits (PATIENCE_OF_PEOPLE_MS): every second call would be refused. */
const CALLS_PER_10_S_MIN = 3;
const fieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, 'must be the API name of a field, such as Leadwire_Id__c');
const roles = z
  .string()
  .default('api,worker')
  .transform((value) => value.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(['api', 'worker'], 'must be api, worker, or api,worker')).min(1));

/**
 * Every variable of the environment: its shape, its default, and the line that explains it in `.env.example`.
 * Nothing else in the project reads the environment.
 */
export const variables = {
  NODE_ENV: { shape: z.enum(['development', 'test', 'production']).default('development'), about: 'production refuses every default that is only fit for trying out' },
  ROLES: { shape: roles, about: 'what this process does: api, worker, or api,worker' },
  HOST: { shape: z.string().optional(), about: 'address to listen on; 127.0.0.1, in production 0.0.0.0' },
  PORT: { shape: port.default(4000), about: 'port of the API; 0 takes any free one' },
  PUBLIC_URL: { shape: web.optional(), about: 'how browsers reach the API, for links and OAuth redirects; needed in production' },
  DATA_DIR: { shape: z.string().min(1).default('.leadwire'), about: 'folder of the embedded database and of the generated secrets' },
  LOG_LEVEL: { shape: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'), about: 'silent, fatal, error, warn, info, debug or trace' },
  SEED_DEMO: { shape: z.stringbool().optional(), about: 'create the demo team and form on an empty database; true, in production false' },

  DATABASE_URL: { shape: url('postgres', 'postgresql').optional(), about: 'PostgreSQL; without it the embedded database serves' },
  DATABASE_OWNER_URL: { shape: url('postgres', 'postgresql').optional(), about: 'the login that owns the tables, for migrations; DATABASE_URL where it is not set' },
  MIGRATE_ON_START: { shape: z.stringbool().default(true), about: 'false where `npm run migrate` is a step of the deployment' },
  DATABASE_POOL_MAX: { shape: count(20, 2, 1_000), about: 'connections of one process to PostgreSQL' },
  DATABASE_CONNECT_TIMEOUT_MS: { shape: count(1_000, 50, 60_000), about: 'wait for a free connection before SERVICE_UNAVAILABLE' },
  DATABASE_STATEMENT_TIMEOUT_MS: { shape: count(10_000, 100, 600_000), about: 'longest statement' },
  DATABASE_LOCK_TIMEOUT_MS: { shape: count(2_000, 50, 60_000), about: 'longest wait for a lock' },
  DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: { shape: count(10_000, 100, 600_000), about: 'longest pause inside a transaction' },

  REDIS_URL: { shape: url('redis', 'rediss').optional(), about: 'Redis, which lets several instances hint to each other; without it one process serves' },
  REDIS_PREFIX: { shape: z.string().min(1).max(100).default('leadwire'), about: 'begins every key in Redis, so that installations can share one' },
  HEAD_CHECK_MS: { shape: count(1_000, 50, 60_000), about: 'how often an instance compares its streams with the log' },
  RECENT_EVENTS_BYTES: { shape: count(67_108_864, 1_048_576, 10_737_418_240), about: 'what the events of all teams may take that one process holds in memory for clients that come back' },
  INSTANCE_HEARTBEAT_MS: { shape: count(2_000, 100, 60_000), about: 'how often an instance says that it lives; after three silent ones it is no longer listed' },
  EVENT_RETENTION_DAYS: { shape: count(7, 1, 3_650), about: 'how long events can be resumed from' },

  JWT_SECRET: { shape: secret.optional(), about: 'signs access tokens; made and kept in DATA_DIR where it is not set, needed in production' },
  JWT_JWKS_URL: { shape: web.optional(), about: 'public keys (JWKS) of your own identity provider, whose RS256 and ES256 tokens are then taken too' },
  JWT_ISSUER: { shape: z.string().min(1).optional(), about: 'the iss that its tokens must have; needed with JWT_JWKS_URL' },
  JWT_AUDIENCE: { shape: z.string().min(1).optional(), about: 'the aud that its tokens must have; needed with JWT_JWKS_URL' },
  ACCESS_TOKEN_SECONDS: { shape: count(900, 5, 86_400), about: 'life of an access token' },
  REFRESH_TOKEN_SECONDS: { shape: count(2_592_000, 60, 31_536_000), about: 'life of a refresh token, and so of a session that is not renewed' },
  REFRESH_GRACE_SECONDS: { shape: count(10, 0, 300), about: 'how long a refresh token that was used just now may be used again, for clients that lost the answer' },
  INVITATION_SECONDS: { shape: count(604_800, 60, 31_536_000), about: 'life of an invitation' },
  PASSWORD_RESET_SECONDS: { shape: count(3_600, 60, 86_400), about: 'life of the link to a new password' },
  SIGN_IN_WINDOW_SECONDS: { shape: count(900, 1, 86_400), about: 'window in which failed sign-ins are counted' },
  SIGN_IN_FAILURES_PER_PAIR: { shape: count(10, 1, 10_000), about: 'failed sign-ins of one account from one address in the window; above it RATE_LIMITED, and slowed where the account has signed in from there before' },
  SIGN_IN_SLOW_SECONDS: { shape: count(5, 1, 3_600), about: 'how often one sign-in is let through where they are slowed' },
  SIGN_IN_FAILURES_PER_ADDRESS: { shape: count(100, 1, 100_000), about: 'failed sign-ins from one address, whatever the account, but for accounts that have signed in from there before' },
  SIGN_IN_FAILURES_PER_ACCOUNT: { shape: count(100, 1, 100_000), about: 'failed sign-ins of one account from addresses it has not signed in from before' },
  SIGN_UPS_PER_ADDRESS: { shape: count(100, 1, 100_000), about: 'sign-ups from one address, in the same window, for e-mail addresses that have an account already' },
  FAILED_CREDENTIALS_PER_MINUTE: { shape: count(600, 1, 10_000_000), about: 'wrong tokens, API keys and internal keys from one address; above it RATE_LIMITED' },
  MAILS_PER_HOUR: { shape: count(5, 1, 10_000), about: 'mails that strangers can have sent to one address in an hour' },
  SMTP_URL: { shape: url('smtp', 'smtps').optional(), about: 'mail server; without it mails are printed and kept in DATA_DIR/mail' },
  MAIL_FROM: { shape: z.string().min(3).default('Leadwire <leadwire@localhost>'), about: 'sender of mails' },
  APP_URL: { shape: web.optional(), about: 'your front end, for the links in mails: APP_URL/reset-password?token=… and APP_URL/accept-invitation?token=…' },
  SECRET_VAULT_KEY: { shape: secret.optional(), about: 'seals CRM tokens; made and kept in DATA_DIR where it is not set, needed in production' },
  SECRET_VAULT_KEY_NEXT: { shape: secret.optional(), about: 'a key that only opens: the one that several instances are about to change SECRET_VAULT_KEY to (docs/SECURITY.md)' },
  SECRET_VAULT_KEY_PREVIOUS: { shape: secret.optional(), about: 'a key that only opens: the one before, whose secrets are sealed under SECRET_VAULT_KEY anew (docs/SECURITY.md)' },

  INTROSPECTION: { shape: z.stringbool().optional(), about: 'whether the schema may be asked for; true, in production false' },
  QUERY_MAX_DEPTH: { shape: count(15, 1, 1_000), about: 'deepest nesting of an operation' },
  QUERY_MAX_ALIASES: { shape: count(50, 0, 100_000), about: 'most aliases of an operation' },
  QUERY_MAX_DIRECTIVES: { shape: count(50, 0, 100_000), about: 'most directives of an operation' },
  QUERY_MAX_COST: { shape: count(5_000, 1, 10_000_000), about: 'highest cost of an operation (docs/LIMITS.md)' },
  COST_PER_MINUTE: { shape: count(60_000, 1, 1_000_000_000), about: 'cost that one person or key may spend in a minute, over all instances' },
  ANONYMOUS_COST_PER_MINUTE: { shape: count(6_000, 1, 1_000_000_000), about: 'the same for one address without credentials' },
  HTTP_BATCH_MAX: { shape: count(0, 0, 10), about: 'operations that one HTTP request may carry as an array; 0 refuses arrays' },
  APQ_SECONDS: { shape: count(86_400, 0, 31_536_000), about: 'how long automatically persisted queries are kept after their last use; 0 switches them off' },
  TRUSTED_DOCUMENTS_FILE: { shape: z.string().min(1).optional(), about: 'manifest of trusted documents: the format of @apollo/generate-persisted-query-manifest, or a map of ids to documents' },
  TRUSTED_DOCUMENTS_ONLY: { shape: z.stringbool().default(true), about: 'with TRUSTED_DOCUMENTS_FILE: refuse every other document' },

  TRUST_PROXY: { shape: cidrs.default([]), about: 'addresses of the proxies in front, whose X-Forwarded-For and X-Forwarded-Proto are believed; none where it is not set' },
  REQUIRE_TLS: { shape: z.stringbool().optional(), about: 'refuse plain HTTP and WebSocket; true in production where PUBLIC_URL is https, else false' },
  ALLOWED_ORIGINS: { shape: origins.default([]), about: 'origins of browser apps that may call (CORS) and open sockets, besides PUBLIC_URL and APP_URL; in development also those of this machine' },
  METRICS_TOKEN: { shape: secret.optional(), about: 'bearer token for GET /metrics; without it only this machine may ask' },
  HTTP_BODY_LIMIT_BYTES: { shape: count(1_048_576, 1_024, 104_857_600), about: 'largest HTTP body; above it 413' },
  WS_MESSAGE_LIMIT_BYTES: { shape: count(1_048_576, 1_024, 104_857_600), about: 'largest WebSocket message; above it the socket is closed with 1009' },
  WS_INIT_LIMIT_BYTES: { shape: count(65_536, 1_024, 1_048_576), about: 'largest connection_init; above it the socket is closed with 4400' },
  WS_INIT_TIMEOUT_MS: { shape: count(3_000, 100, 60_000), about: 'wait for connection_init before 4408' },
  STREAM_HEARTBEAT_MS: { shape: count(10_000, 100, 600_000), about: 'between heartbeats of multipart and SSE streams' },
  WS_KEEPALIVE_MS: { shape: count(12_000, 100, 600_000), about: 'between WebSocket pings; a peer that misses one is dropped' },
  WS_MAX_SOCKETS: { shape: count(20_000, 1, 1_000_000), about: 'sockets and streams over HTTP of one process; above it an upgrade or a request is answered 503' },
  WS_MAX_SUBSCRIPTIONS: { shape: count(1_000, 1, 100_000), about: 'operations that may be open on one socket; one more is refused with RATE_LIMITED' },
  WS_MAX_MESSAGES_PER_SECOND: { shape: count(100, 1, 100_000), about: 'messages of one person or key, over all sockets and instances; above it RATE_LIMITED' },
  WS_MAX_QUEUED_BYTES: { shape: count(262_144, 65_536, 67_108_864), about: 'what waits for a slow reader; above it events are read from the log once it has caught up' },
  WS_STALL_MS: { shape: count(30_000, 100, 600_000), about: 'how long a reader may take nothing of what waits for it before it is closed with 1013' },
  WS_ADMISSIONS_PER_SECOND: { shape: count(2_000, 1, 100_000), about: 'connection_inits that one process answers in a second; others wait their turn, and after 10 s are closed with 1013' },
  WS_MAX_AGE_HOURS: { shape: count(24, 1, 720), about: 'life of a socket or stream, which is ended at a random age from half of this, a socket with 1012' },
  DRAIN_DELAY_MS: { shape: count(0, 0, 600_000), about: 'after SIGTERM: how long sockets are still left alone, for load balancers to see that /readyz fails' },
  DRAIN_SOCKETS_PER_SECOND: { shape: count(500, 1, 1_000_000), about: 'how fast sockets are closed after that, so that their clients do not all come back at once' },
  DRAIN_MAX_MS: { shape: count(60_000, 0, 3_600_000), about: 'the longest that closing them may take; with more sockets it is done faster' },
  SHUTDOWN_GRACE_MS: { shape: count(10_000, 0, 600_000), about: 'how long running requests and jobs may finish after SIGTERM' },

  SANDBOX: { shape: z.stringbool().optional(), about: 'start the sandboxes of HubSpot and Salesforce beside the server; where it is not set each of them where there is no client id of the real one, in production none' },
  SANDBOX_PORT: { shape: port.default(4010), about: 'port of the HubSpot sandbox' },
  SALESFORCE_SANDBOX_PORT: { shape: port.default(4011), about: 'port of the Salesforce sandbox' },
  HUBSPOT_CLIENT_ID: { shape: z.string().min(1).optional(), about: 'OAuth client of your HubSpot app' },
  HUBSPOT_CLIENT_SECRET: { shape: z.string().min(1).optional(), about: 'and its secret' },
  HUBSPOT_REDIRECT_URL: { shape: web.optional(), about: 'redirect URL registered with the app; PUBLIC_URL/oauth/hubspot/callback where it is not set' },
  HUBSPOT_API_VERSION: { shape: z.enum(['2026-09', '2026-03', 'v3']).default('2026-09'), about: 'version in every path: 2026-09, 2026-03 or v3' },
  HUBSPOT_CALLS_PER_10_S: { shape: count(100, CALLS_PER_10_S_MIN, 10_000), about: 'calls in 10 s that a connection begins with, until HubSpot\'s answers tell its own limit' },
  HUBSPOT_API_URL: { shape: web.default('https://api.hubapi.com'), about: 'base of the API' },
  HUBSPOT_AUTHORIZE_URL: { shape: web.default('https://app.hubspot.com/oauth/authorize'), about: 'where people consent' },
  CRM_TIMEOUT_MS: { shape: count(10_000, 100, 120_000), about: 'longest call to a CRM, from connecting to the last byte' },
  TOKEN_SWEEP_MS: { shape: count(5_000, 50, 600_000), about: 'how often a worker looks for tokens of connections that are due for renewal' },
  TOKEN_RENEWAL_TIMEOUT_MS: { shape: count(15_000, 100, 120_000), about: 'longest renewal of tokens; where a process dies over one, another takes over 2 s after that' },
  TOKEN_KEEP_ALIVE_HOURS: { shape: count(24, 1, 720), about: 'tokens are renewed at least this often, so that none ends for want of use' },
  SYNC_SWEEP_MS: { shape: count(1_000, 100, 60_000), about: 'how often a worker looks for syncs that are due' },
  SYNC_LEASE_MS: { shape: count(15_000, 1_000, 600_000), about: 'after this long another worker takes over what a dead one was bringing to a CRM' },
  SYNC_RETRY_MIN_MS: { shape: count(1_000, 10, 3_600_000), about: 'first pause after a failed call; doubles with every further one' },
  SYNC_RETRY_MAX_MS: { shape: count(300_000, 10, 86_400_000), about: 'longest pause between tries; where a provider asks for more, up to a tenth longer by chance' },
  QUOTA_CHECK_MS: { shape: count(900_000, 100, 86_400_000), about: 'how long a run waits at the reserve of an account\'s calls before it asks how many are left now' },
  CRM_FIELDS_CHECK_MS: { shape: count(21_600_000, 1_000, 604_800_000), about: 'how often about the properties of a connected CRM are read again, to see what its mapping can no longer fill' },

  SALESFORCE_CLIENT_ID: { shape: z.string().min(1).optional(), about: 'consumer key of your Salesforce app (External Client App)' },
  SALESFORCE_CLIENT_SECRET: { shape: z.string().min(1).optional(), about: 'and its secret' },
  SALESFORCE_REDIRECT_URL: { shape: web.optional(), about: 'callback URL registered with the app; PUBLIC_URL/oauth/salesforce/callback where it is not set' },
  SALESFORCE_LOGIN_URL: { shape: web.default('https://login.salesforce.com'), about: 'where people of production organisations sign in, and where their tokens come from' },
  SALESFORCE_SANDBOX_LOGIN_URL: { shape: web.default('https://test.salesforce.com'), about: 'the same for sandbox organisations' },
  SALESFORCE_API_VERSION: { shape: salesforceVersion.optional(), about: 'version in every path, such as v68.0; without it the newest that an organisation and Leadwire both know' },
  SALESFORCE_CALLS_PER_10_S: { shape: count(100, CALLS_PER_10_S_MIN, 10_000), about: 'calls in 10 s that a connection makes; Salesforce counts by the day, and tells no such limit. Teams that share an organisation have a pace each' },
  SALESFORCE_TRUSTED_HOSTS: { shape: list.default([]), about: 'hosts beside *.salesforce.com that an organisation may live at, with commas between; tokens are sent to no other' },
  SALESFORCE_EXTERNAL_ID_FIELD: { shape: fieldName.default('Leadwire_Id__c'), about: 'custom field that keeps records from being made twice, on the objects that have it (docs/CRM.md)' },
  SLACK_WEBHOOK_URL: { shape: web.optional(), about: 'incoming webhook of Slack that takes the alerts of every team that has set none of its own; without it only theirs are used' },
  SLACK_WEBHOOK_ORIGINS: { shape: safeOrigins.default(['https://hooks.slack.com', 'https://hooks.slack-gov.com']), about: 'origins that addresses of webhooks may have, with commas between; nothing is sent to any other' },
  SLACK_TIMEOUT_MS: { shape: count(10_000, 100, 60_000), about: 'longest call to Slack, from connecting to the last byte' },
  ALERT_SWEEP_MS: { shape: count(10_000, 50, 600_000), about: 'how often a worker looks for alerts that are due to be judged' },
  INTERNAL_API_SECRET: { shape: internalKey.optional(), about: 'internal key of your own services; without it there is none' },
  INTERNAL_API_SECRET_PREVIOUS: { shape: internalKey.optional(), about: 'the key before it, taken as well while you change it' },
  INTERNAL_API_TEAM: { shape: z.string().regex(/^team_/, 'must be the id of a team').optional(), about: 'team of internal calls that have no X-Team-Id header' },
  INTERNAL_ALLOWED_CIDRS: { shape: cidrs.default(['127.0.0.0/8', '::1/128']), about: 'addresses that may use the internal key; behind a proxy only where TRUST_PROXY names it' },
  INTERNAL_CALLS_PER_MINUTE: { shape: count(6_000, 1, 10_000_000), about: 'calls with the internal key from one address' },
  API_SERVER_URL: { shape: web.optional(), about: 'checked now, used by a later release' },
  API_SERVER_SECRET: { shape: secret.optional(), about: 'checked now, used by a later release' },
} as const;

/** Of the origin of a webhook whether it is among those that may be called. */
const isCallable = (webhook: string, allowed: unknown): boolean => {
  const { data } = variables.SLACK_WEBHOOK_ORIGINS.shape.safeParse(allowed);
  return data === undefined || !URL.canParse(webhook) || data.includes(new URL(webhook).origin);
};

type Shapes = { [Name in keyof typeof variables]: (typeof variables)[Name]['shape'] };
const shapes = Object.fromEntries(Object.entries(variables).map(([name, { shape }]) => [name, shape])) as Shapes;
const environment = z.object(shapes);

/** What no single variable can tell. Looks at the raw values, so that it speaks also where others are malformed. */
const contradictions = (given: Record<string, string | undefined>): string[] => {
  const needed = (name: keyof typeof variables, why: string) => (given[name] === undefined ? [`${name}: ${why}`] : []);
  const production = (['DATABASE_URL', 'JWT_SECRET', 'SECRET_VAULT_KEY', 'PUBLIC_URL'] as const).flatMap((name) => needed(name, 'is needed in production'));
  return [
    ...(given.NODE_ENV === 'production' ? production : []),
    ...(given.JWT_JWKS_URL === undefined ? [] : [...needed('JWT_ISSUER', 'is needed with JWT_JWKS_URL'), ...needed('JWT_AUDIENCE', 'is needed with JWT_JWKS_URL')]),
    ...(given.INTERNAL_API_SECRET_PREVIOUS === undefined ? [] : needed('INTERNAL_API_SECRET', 'is needed with INTERNAL_API_SECRET_PREVIOUS')),
    ...(given.SECRET_VAULT_KEY_NEXT === undefined ? [] : needed('SECRET_VAULT_KEY', 'is needed with SECRET_VAULT_KEY_NEXT')),
    ...(given.SECRET_VAULT_KEY_PREVIOUS === undefined ? [] : needed('SECRET_VAULT_KEY', 'is needed with SECRET_VAULT_KEY_PREVIOUS')),
    ...(given.SLACK_WEBHOOK_URL === undefined || isCallable(given.SLACK_WEBHOOK_URL, given.SLACK_WEBHOOK_ORIGINS) ? [] : ['SLACK_WEBHOOK_URL: must have an origin of SLACK_WEBHOOK_ORIGINS']),
    ...(given.HUBSPOT_CLIENT_ID === undefined ? [] : needed('HUBSPOT_CLIENT_SECRET', 'is needed with HUBSPOT_CLIENT_ID')),
    ...(given.SALESFORCE_CLIENT_ID === undefined ? [] : needed('SALESFORCE_CLIENT_SECRET', 'is needed with SALESFORCE_CLIENT_ID')),
    ...(['api', 'worker'].includes(given.ROLES ?? '') ? needed('DATABASE_URL', 'is needed where ROLES is api or worker alone: the embedded database serves one process') : []),
  ];
};

export type Config = Readonly<z.output<typeof environment>>;

/** Names every wrong variable at once, one line each; never a value, since some are secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration from an environment. An empty variable counts as absent.
 * @throws ConfigError naming all variables that are missing, malformed or weak
 */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in variables && value !== ''));
  const { data, error } = environment.safeParse(given);
  const faults = [...(error?.issues ?? []).map(({ path, message }) => `${String(path[0])}: ${message}`), ...contradictions(given)];
  if (data === undefined || faults.length > 0) throw new ConfigError(faults.join('\n'));
  return Object.freeze(data);
};
