import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '../shared/start-error.ts';

const isAlive = (pid: number): boolean => {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Made one by one: the recursive form does not return in a place where folders cannot be made, such as /proc. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
};

/** Takes the folder's lock, also from a process that died without giving it back. */
const takeLock = (folder: string): (() => void) => {
  const lock = join(folder, 'server.pid');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => { rmSync(lock, { force: true }); };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      const pid = Number(readFileSync(lock, 'utf8'));
      if (isAlive(pid))
        throw new StartError(`DATA_DIR ${folder} is in use by another server (process ${String(pid)}). Stop it, or choose another DATA_DIR.`);
      rmSync(lock, { force: true });
    }
  }
};

/**
 * Opens the folder of the embedded default for this process alone: a second opener would corrupt the database.
 * Returns what gives it back.
 * @throws StartError for a folder that cannot be written or is in use
 */
export const openDataFolder = (folder: string): (() => void) => {
  try {
    makeFolder(resolve(folder));
    return takeLock(folder);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`DATA_DIR ${folder} cannot be written (${codeOf(error) ?? 'unknown reason'}). Choose a folder that can.`);
  }
};

/** A secret that is made on first use and kept beside the data, so that tokens outlive a restart. Not for production. */
export const keptSecret = (folder: string, name: string): string => {
  const file = join(folder, name);
  try {
    makeFolder(resolve(folder));
    writeFileSync(file, randomBytes(48).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new StartError(`DATA_DIR ${folder} cannot be written (${codeOf(error) ?? 'unknown reason'}). Choose a folder that can.`);
  }
  return readFileSync(file, 'utf8').trim();
};
