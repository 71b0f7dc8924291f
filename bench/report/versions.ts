import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { databaseUrl, redisUrl } from '../measure/settings.ts';

const packages = ['@apollo/server', 'graphql', 'graphql-ws', 'graphql-redis-subscriptions', 'graphql-yoga', 'mercurius', 'socket.io', '@socket.io/redis-adapter', 'ws', 'ioredis'];

const versionOf = (name: string): string => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../node_modules', name, 'package.json'), 'utf8')) as { version: string };
  return `${name} ${version}`;
};

const commit = (): string => {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
};

const postgres = async (): Promise<string> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  await client.end();
  return rows[0]?.server_version ?? '';
};

const redis = async (): Promise<string> => {
  const client = new Redis(redisUrl);
  const info = await client.info('server');
  client.disconnect();
  return /redis_version:(\S+)/.exec(info)?.[1] ?? '';
};

/** What was measured with what, and on what. */
export const describeRun = async (): Promise<string> => {
  const cores = cpus();
  return [
    `Leadwire ${commit()}, Node ${process.versions.node}, PostgreSQL ${await postgres()}, Redis ${await redis()}, ${packages.map(versionOf).join(', ')}.`,
    `${String(cores.length)} cores (${cores[0]?.model ?? 'unknown'}), shared by servers, clients, PostgreSQL and Redis: only ratios inside one run count.`,
  ].join('\n');
};
