import { PGlite } from '@electric-sql/pglite';
import { migrateEmbedded, openEmbedded } from '../../src/app/open-store.ts';
import { beginUnit } from '../../src/database/unit-of-work.ts';
import { createLogger } from '../../src/shared/logger.ts';

const PATIENCE_MS = 60_000;

/** What nobody waits for any more may still begin while the process ends. */
describe('an embedded store that has been closed', () => {
  it('refuses a unit, at once and to whoever asked for it', async () => {
    const pglite = await PGlite.create();
    const store = await openEmbedded(pglite, createLogger('silent'));
    await migrateEmbedded(store);
    await pglite.close();
    await expect(beginUnit(store.database, 'transaction', null)).rejects.toThrow(/PGlite is clos/);
  }, PATIENCE_MS);
});
