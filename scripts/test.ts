// npm test [-- vitest's arguments]: the embedded suites always, the service suites where PostgreSQL and Redis answer.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Redis } from 'ioredis';
import pg from 'pg';

const probeTimeoutMs = 1000;
const { TEST_DATABASE_URL, TEST_REDIS_URL, CI } = process.env;

/** Where developers and CI usually have them; what is named in the environment is taken at its word. */
const databases = TEST_DATABASE_URL
  ? [TEST_DATABASE_URL]
  : ['postgres:postgres', 'postgres', userInfo().username].map((login) => `postgres://${login}@127.0.0.1:5432/postgres`);
const redisUrl = TEST_REDIS_URL || 'redis://127.0.0.1:6379';

type Probe = { url: string } | { fault: string };

/** The suites make databases and roles of their own, so the login must be allowed to. */
const probeDatabase = async (url: string): Promise<Probe> => {
  const place = withoutSecret(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: probeTimeoutMs, query_timeout: probeTimeoutMs });
  try {
    await client.connect();
    const { rows } = await client.query<{ able: boolean }>(
      'select rolsuper or (rolcreatedb and rolcreaterole) as able from pg_roles where rolname = current_user',
    );
    return rows[0]?.able === true ? { url } : { fault: `PostgreSQL at ${place}: the login may not create databases and roles` };
  } catch (error) {
    return { fault: `PostgreSQL at ${place}: ${reason(error)}` };
  } finally {
    await client.end().catch(() => undefined);
  }
};

const probeRedis = async (url: string): Promise<Probe> => {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: probeTimeoutMs, commandTimeout: probeTimeoutMs, retryStrategy: () => null });
  let fault: unknown;
  client.on('error', (error) => (fault = error)); // what connect() throws says only that the connection is closed
  try {
    await client.connect();
    await client.ping();
    return { url };
  } catch (error) {
    return { fault: `Redis at ${withoutSecret(url)}: ${reason(fault ?? error)}` };
  } finally {
    client.disconnect();
  }
};

const reason = (error: unknown) => {
  const { code, message } = error as { code?: string; message: string };
  return message || (code ?? 'no answer');
};

const withoutSecret = (url: string) => (URL.canParse(url) ? new URL(url).host : 'an address that is not a URL');

const firstThatAnswers = async (urls: readonly string[]): Promise<Probe> => {
  let last: Probe = { fault: 'no address to try' };
  for (const url of urls) {
    last = await probeDatabase(url);
    if ('url' in last) return last;
  }
  return last;
};

const [database, redis] = await Promise.all([firstThatAnswers(databases), probeRedis(redisUrl)]);
const faults = [database, redis].flatMap((probe) => ('fault' in probe ? [probe.fault] : []));

const only = globSync('test/**/*.services.test.ts').length;
const also = globSync('test/**/*.test.ts', { exclude: ['**/*.unit.test.ts', '**/*.services.test.ts'] }).length;
const skipped =
  `Service suites skipped: ${only} test files did not run, ${also} more ran on the embedded stores only.\n` +
  faults.map((fault) => `  ${fault}\n`).join('') +
  '  To run them: start PostgreSQL and Redis here, or set TEST_DATABASE_URL and TEST_REDIS_URL.';

if (faults.length > 0 && CI === 'true') {
  console.error(`${skipped}\nCI=true: a skip is a failure.`);
  process.exit(1);
}

const asked = process.argv.slice(2);
const projects = ['unit', 'embedded', ...(faults.length === 0 ? ['services'] : [])];

const vitest = spawn(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs', 'run', ...asked,
    ...(asked.some((word) => word.startsWith('--project')) ? [] : projects.flatMap((name) => ['--project', name])),
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...('url' in database && { TEST_DATABASE_URL: database.url }),
      ...('url' in redis && { TEST_REDIS_URL: redis.url }),
    },
  },
);
vitest.on('close', (code) => {
  if (faults.length > 0) console.log(skipped);
  process.exit(code ?? 1);
});
