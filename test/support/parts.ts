import { openParts, type OpenParts } from '../../src/app/open-parts.ts';
import { inTransaction, type Tx } from '../../src/database/in-transaction.ts';
import { grantRoles } from '../../src/database/migrate.ts';
import type { QueueStore } from '../../src/jobs/queue.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { newId } from '../../src/shared/ids.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { openTestStore } from './store.ts';

const secrets = {
  JWT_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
  SECRET_VAULT_KEY: 'a-vault-key-of-the-tests-that-is-long-enough',
};

export interface TestParts extends OpenParts {
  /** A new team, and a context that acts for it. */
  readonly team: () => Promise<TeamContext>;
  readonly queueStore: QueueStore;
  /** Gives the roles their rights on what was created since. */
  readonly grant: () => Promise<void>;
}

/** The platform of one process on a store of its own, without any door. */
export const openTestParts = async (env: Record<string, string> = {}): Promise<TestParts> => {
  const log = createLogger('silent');
  const { store, config } = await openTestStore({ ...secrets, ...env }, log);
  const parts = await openParts({ config, store, log, clock: { now: () => new Date() }, sandboxUrls: {}, publicUrl: () => 'http://127.0.0.1' });
  const team = async () => {
    const teamId = newId('team');
    const ctx: TeamContext = { ...parts.base, actor: { kind: 'SYSTEM', teamId, job: 'test' } };
    await inTransaction(ctx, (tx) => insertTeam(tx));
    return ctx;
  };
  return { ...parts, team, queueStore: store.queueStore, grant: () => grantRoles(store.database, null) };
};

const insertTeam = async ({ em, actor }: Tx): Promise<void> => {
  await em.execute("insert into teams (id, name, created_at) values (?, 'Test team', now())", [actor.teamId]);
};
