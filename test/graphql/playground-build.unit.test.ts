import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildPlayground } from '../../src/graphql/playground/build-playground.ts';

let cacheFolder: string;
beforeEach(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'leadwire-playground-'));
});
afterEach(() => rm(cacheFolder, { recursive: true }));

describe('buildPlayground', () => {
  it('[N7] builds once: two that begin together and one that comes later share a folder', async () => {
    const [first, second] = await Promise.all([buildPlayground(cacheFolder), buildPlayground(cacheFolder)]);
    const { mtimeMs } = await stat(first.folder);
    const third = await buildPlayground(cacheFolder);

    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect((await stat(first.folder)).mtimeMs).toBe(mtimeMs);
    expect(await readdir(cacheFolder)).toEqual([basename(first.folder)]);
  });

  it('[N7] says what to do where nothing can be built', async () => {
    const taken = join(cacheFolder, 'a-file');
    await writeFile(taken, '');
    await expect(buildPlayground(taken)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      message: expect.stringContaining('npm run build:playground') as string,
    });
  });
});
