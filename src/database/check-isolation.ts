import { StartError } from '../shared/start-error.ts';
import type { Database } from './database.ts';

/** The tables that hold rows of several teams and are no team's: named here, and in the test of this list. */
export const teamlessTables = ['teams', 'users', 'stream_epochs', 'migrations'];

const unguardedTables = `
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`;

/**
 * Proves at start that row-level security holds: every table of a team has it forced, and in production the login
 * is none that it does not bind.
 * @throws StartError saying what to change
 */
export const checkIsolation = async ({ orm }: Database, production: boolean): Promise<void> => {
  const connection = orm.em.getConnection();
  const tables = await connection.execute<{ name: string }[]>(unguardedTables);
  const unguarded = tables.map(({ name }) => name).filter((name) => !teamlessTables.includes(name));
  if (unguarded.length > 0) throw new StartError(`These tables have no forced row-level security: ${unguarded.join(', ')}. Run npm run migrate.`);
  if (!production) return;
  const [login] = await connection.execute<{ free: boolean }[]>('select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user');
  if (login?.free) throw new StartError('The login of DATABASE_URL is a superuser or bypasses row-level security. Use a plain NOINHERIT login, and DATABASE_OWNER_URL for migrations.');
};
