import { isIP } from 'node:net';
import { z } from 'zod';

const port = z.coerce.number('must be a port number').int().min(0).max(65_535);
const count = (fallback: number, min: number, max: number) => z.coerce.number('must be a whole number').int().min(min).max(max).default(fallback);
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
  WS_INIT_TIMEOUT_MS: { shape: count(3_000, 100, 60_000), about: 'wait for connection_init before 4408' },
  STREAM_HEARTBEAT_MS: { shape: count(10_000, 100, 600_000), about: 'between heartbeats of multipart and SSE streams' },
  WS_KEEPALIVE_MS: { shape: count(12_000, 100, 600_000), about: 'between WebSocket pings; a peer that misses one is dropped' },
  SHUTDOWN_GRACE_MS: { shape: count(10_000, 0, 600_000), about: 'how long running requests and jobs may finish after SIGTERM' },

  SANDBOX: { shape: z.stringbool().optional(), about: 'start the HubSpot sandbox beside the server; true where HUBSPOT_CLIENT_ID is not set, in production false' },
  SANDBOX_PORT: { shape: port.default(4010), about: 'port of the HubSpot sandbox' },
  HUBSPOT_CLIENT_ID: { shape: z.string().min(1).optional(), about: 'OAuth client of your HubSpot app' },
  HUBSPOT_CLIENT_SECRET: { shape: z.string().min(1).optional(), about: 'and its secret' },
  HUBSPOT_REDIRECT_URL: { shape: web.optional(), about: 'redirect URL registered with the app; PUBLIC_URL/oauth/hubspot/callback where it is not set' },
  HUBSPOT_API_VERSION: { shape: z.enum(['2026-09', '2026-03', 'v3']).default('2026-09'), about: 'version in every path: 2026-09, 2026-03 or v3' },
  HUBSPOT_API_URL: { shape: web.default('https://api.hubapi.com'), about: 'base of the API' },
  HUBSPOT_AUTHORIZE_URL: { shape: web.default('https://app.hubspot.com/oauth/authorize'), about: 'where people consent' },
  CRM_TIMEOUT_MS: { shape: count(10_000, 100, 120_000), about: 'longest call to a CRM, from connecting to the last byte' },
  SYNC_SWEEP_MS: { shape: count(1_000, 100, 60_000), about: 'how often a worker looks for syncs that are due' },
  SYNC_RETRY_MIN_MS: { shape: count(1_000, 10, 3_600_000), about: 'first pause after a failed call; doubles with every further one' },
  SYNC_RETRY_MAX_MS: { shape: count(300_000, 10, 86_400_000), about: 'longest pause between tries, also where a provider asks for more' },

  SALESFORCE_CLIENT_ID: { shape: z.string().min(1).optional(), about: 'checked now, used by a later release' },
  SALESFORCE_CLIENT_SECRET: { shape: z.string().min(1).optional(), about: 'checked now, used by a later release' },
  SALESFORCE_REDIRECT_URL: { shape: web.optional(), about: 'checked now, used by a later release' },
  SALESFORCE_LOGIN_URL: { shape: web.default('https://login.salesforce.com'), about: 'checked now, used by a later release' },
  SLACK_WEBHOOK_URL: { shape: web.optional(), about: 'checked now, used by a later release' },
  INTERNAL_API_SECRET: { shape: internalKey.optional(), about: 'internal key of your own services; without it there is none' },
  INTERNAL_API_SECRET_PREVIOUS: { shape: internalKey.optional(), about: 'the key before it, taken as well while you change it' },
  INTERNAL_API_TEAM: { shape: z.string().regex(/^team_/, 'must be the id of a team').optional(), about: 'team of internal calls that have no X-Team-Id header' },
  INTERNAL_ALLOWED_CIDRS: { shape: cidrs.default(['127.0.0.0/8', '::1/128']), about: 'addresses that may use the internal key; behind a proxy only where TRUST_PROXY names it' },
  INTERNAL_CALLS_PER_MINUTE: { shape: count(6_000, 1, 10_000_000), about: 'calls with the internal key from one address' },
  API_SERVER_URL: { shape: web.optional(), about: 'checked now, used by a later release' },
  API_SERVER_SECRET: { shape: secret.optional(), about: 'checked now, used by a later release' },
} as const;

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
    ...(given.HUBSPOT_CLIENT_ID === undefined ? [] : needed('HUBSPOT_CLIENT_SECRET', 'is needed with HUBSPOT_CLIENT_ID')),
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
