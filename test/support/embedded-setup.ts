import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrateEmbedded, openEmbedded } from '../../src/app/open-store.ts';
import { createLogger } from '../../src/shared/logger.ts';

let folder: string | undefined;

/** Migrates one PGlite and keeps its files; every app of the suite starts from a copy. */
export const setup = async (): Promise<void> => {
  folder = await mkdtemp(join(tmpdir(), 'leadwire-embedded-'));
  const pglite = await PGlite.create();
  const store = await openEmbedded(pglite, createLogger('silent'));
  await migrateEmbedded(store);
  // Two thirds of the files are those of databases that nobody opens, and each is written anew for each app.
  await pglite.exec("update pg_database set datistemplate = false where datname in ('template0', 'template1')");
  await pglite.exec('drop database template0');
  await pglite.exec('drop database template1');
  const dump = await pglite.dumpDataDir('none');
  process.env.LEADWIRE_TEST_DUMP = join(folder, 'template.tar');
  await writeFile(process.env.LEADWIRE_TEST_DUMP, new Uint8Array(await dump.arrayBuffer()));
  await store.close();
};

export const teardown = async (): Promise<void> => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
};
