import type { Database } from './database.ts';
import { APP_ROLE, SYSTEM_ROLE } from './roles.ts';

/** Any number, as long as all instances take the same: only one of them migrates at a time. */
const MIGRATION_LOCK = 7_203_418;

/**
 * Runs what changes tables and rights while no other instance does: several may start at once, and the lock lets one
 * through at a time. It takes a connection of its own, which `work` must not use. PGlite has one process, and needs none.
 */
export const aloneInMigrating = async (database: Database, work: () => Promise<void>): Promise<void> => {
  await database.orm.em.fork({ useContext: false }).transactional(async (em) => {
    // A place in the queue, however long the instance before us takes.
    await em.execute("select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)");
    await em.execute('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await work();
  });
};

/** Brings the tables up to date, as the login that owns them. */
export const migrate = async ({ orm }: Database): Promise<void> => {
  await orm.migrator.up();
};

/** What the two roles may do with the queue: a team's unit may add a job and read none (DATABASE.md). */
const queueGrants = `
  grant usage on schema pgboss to ${APP_ROLE}, ${SYSTEM_ROLE};
  grant select on pgboss.queue to ${APP_ROLE};
  grant insert, select (id, start_after) on pgboss.job_common to ${APP_ROLE};
  grant insert, select (id, start_after) on pgboss.job to ${APP_ROLE};
  grant execute on all functions in schema pgboss to ${APP_ROLE}, ${SYSTEM_ROLE};
  grant select, insert, update, delete on all tables in schema pgboss to ${SYSTEM_ROLE}`;

/** A team's unit never reads a password hash: signing in is work across teams. */
const tableGrants = `
  grant usage on schema public to ${APP_ROLE}, ${SYSTEM_ROLE};
  grant select, insert, update, delete on all tables in schema public to ${APP_ROLE}, ${SYSTEM_ROLE};
  revoke all on migrations from ${APP_ROLE};
  revoke all on users from ${APP_ROLE};
  grant insert, select (id, name, email, email_key, sessions_since, created_at) on users to ${APP_ROLE};
  revoke update, delete on audit_entries from ${APP_ROLE}, ${SYSTEM_ROLE};
  revoke update on timeline_entries from ${APP_ROLE}, ${SYSTEM_ROLE}`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Gives the two roles their rights, and `login` (null: whoever is connected) the right to take them on. Row-level
 * security narrows every table that belongs to a team; to run it again changes nothing. In one transaction, since
 * something is taken away and given back: every start of an instance does this, and the others go on meanwhile.
 */
export const grantRoles = async ({ orm }: Database, login: string | null): Promise<void> => {
  const statements = `${tableGrants};${queueGrants};grant ${APP_ROLE}, ${SYSTEM_ROLE} to ${login === null ? 'current_user' : quoted(login)}`;
  await orm.em.fork({ useContext: false }).transactional(async (em) => {
    for (const statement of statements.split(';')) await em.execute(statement);
  });
};
