import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AppError } from '../../shared/app-error.ts';
import { bundlePlayground, type PlaygroundBundle } from './bundle-playground.ts';

const compress = promisify(gzip);
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the finished files are kept, one folder per fingerprint, unless the caller says otherwise. */
const PLAYGROUND_FOLDER = pathOf('../../../dist/playground/');

const MANIFEST = 'playground.json';
const FINGERPRINT_LENGTH = 16;

export interface PlaygroundBuild extends PlaygroundBundle {
  folder: string;
  /** The names of all files that may be served; beside each lies the same file with `.gz` behind its name. */
  files: readonly string[];
}

/** The versions of all packages are in the lock file; the rest of a bundle is our own source. */
const fingerprint = async () => {
  const hash = createHash('sha256').update(await readFile(pathOf('../../../package-lock.json')));
  const entries = await readdir(pathOf('./browser/'), { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const source of [...sources.sort(), pathOf('./bundle-playground.ts'), pathOf('./build-playground.ts')]) {
    hash.update(source.slice(pathOf('./').length)).update(await readFile(source));
  }
  return hash.digest('hex').slice(0, FINGERPRINT_LENGTH);
};

const hasCode = (fault: unknown, ...codes: string[]) =>
  typeof fault === 'object' && fault !== null && 'code' in fault && codes.includes(String(fault.code));

const readBuild = async (folder: string): Promise<PlaygroundBuild | null> => {
  try {
    const manifest = await readFile(join(folder, MANIFEST), 'utf8');
    return { ...(JSON.parse(manifest) as Omit<PlaygroundBuild, 'folder'>), folder };
  } catch (fault) {
    if (hasCode(fault, 'ENOENT')) return null;
    throw fault;
  }
};

const writeBuild = async (folder: string) => {
  const bundle = await bundlePlayground(folder);
  const files = await readdir(folder);
  for (const file of files) {
    await writeFile(join(folder, `${file}.gz`), await compress(await readFile(join(folder, file))));
  }
  await writeFile(join(folder, MANIFEST), JSON.stringify({ ...bundle, files }));
};

/** A folder appears under its final name only when it is whole; of two processes that build, the second one yields. */
const buildInto = async (cacheFolder: string, folder: string) => {
  await mkdir(cacheFolder, { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    await writeBuild(draft);
    await rename(draft, folder);
  } catch (fault) {
    await rm(draft, { recursive: true, force: true });
    if (!hasCode(fault, 'ENOTEMPTY', 'EEXIST')) throw fault;
  }
};

/**
 * The playground's static files, taken from the cache or else built there (about 2 s, 6 MB and as much again by gzip).
 * @param cacheFolder absolute path; made when it is missing
 * @throws AppError SERVICE_UNAVAILABLE when they are neither there nor can be built, as in an image without esbuild
 */
export const buildPlayground = async (cacheFolder = PLAYGROUND_FOLDER): Promise<PlaygroundBuild> => {
  const folder = join(cacheFolder, await fingerprint());
  try {
    const cached = await readBuild(folder);
    if (cached !== null) return cached;
    await buildInto(cacheFolder, folder);
    const built = await readBuild(folder);
    if (built === null) throw new Error(`${folder} was there before and is not whole: delete it`);
    return built;
  } catch (cause) {
    throw new AppError(
      'SERVICE_UNAVAILABLE',
      'The playground is not built: run "npm run build:playground" with all packages installed, then start again',
      { cause },
    );
  }
};
