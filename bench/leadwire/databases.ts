import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrl } from '../measure/settings.ts';

const created = new Set<string>();
const unique = () => `leadwire_bench_${randomUUID().replaceAll('-', '')}`;
const login = { name: unique(), password: randomUUID(), made: false };

const asAdmin = async (...statements: string[]): Promise<void> => {
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  try {
    for (const statement of statements) await admin.query(statement);
  } finally {
    await admin.end();
  }
};

const urlFor = (database: string, user?: { name: string; password: string }): string => {
  const url = new URL(databaseUrl);
  url.pathname = `/${database}`;
  if (user) Object.assign(url, { username: user.name, password: user.password });
  return url.href;
};

/** How a server reaches a database: by a plain login, as in production, and by its owner for migrations. */
export const urlsOf = (database: string) => ({ DATABASE_URL: urlFor(database, login), DATABASE_OWNER_URL: urlFor(database) });

/** A database of the bench's own: empty, or a copy of one that nobody uses just now. Returns its name. */
export const createDatabase = async (template = 'template1'): Promise<string> => {
  if (!login.made) await asAdmin(`create role ${login.name} login noinherit password '${login.password}'`);
  login.made = true;
  const name = unique();
  await asAdmin(`create database ${name} template ${template}`);
  created.add(name);
  return name;
};

export const dropDatabase = async (name: string): Promise<void> => {
  await asAdmin(`drop database if exists ${name} with (force)`);
  created.delete(name);
};

/** Takes away all that is left; for the way out. */
export const dropAllDatabases = async (): Promise<void> => {
  for (const name of created) await dropDatabase(name);
  await asAdmin(`drop role if exists ${login.name}`);
};
