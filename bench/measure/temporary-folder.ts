import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes away with this process. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'leadwire-bench-'));
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
};
