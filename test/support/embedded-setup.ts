import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openEmbedded } from '../../src/app/open-store.ts';
import { createLogger } from '../../src/shared/logger.ts';

/** Migrates one PGlite and keeps its files; every app of the suite starts from a copy. */
export default async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'leadwire-embedded-'));
  const pglite = await PGlite.create();
  const store = await openEmbedded(pglite, createLogger('silent'));
  const dump = await pglite.dumpDataDir('none');
  process.env.LEADWIRE_TEST_DUMP = join(folder, 'template.tar');
  await writeFile(process.env.LEADWIRE_TEST_DUMP, new Uint8Array(await dump.arrayBuffer()));
  await store.close();
};
