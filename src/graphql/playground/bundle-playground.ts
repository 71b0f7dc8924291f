import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { build as Build, BuildOptions, Metafile } from 'esbuild';
import type { WorkerName } from './playground-settings.ts';

const browserFolder = fileURLToPath(new URL('./browser/', import.meta.url));

/** Names of the files that the page begins with; each holds a hash of its content. */
export interface PlaygroundBundle {
  script: string;
  style: string;
  workers: Record<WorkerName, string>;
}

const nameOf = (metafile: Metafile, entry: string) => {
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (output.entryPoint !== undefined && basename(output.entryPoint) === entry) return basename(path);
  }
  throw new Error(`esbuild made nothing of ${entry}`);
};

/** esbuild works in a process of its own, which would keep some 350 MB for as long as ours lives. */
let running = 0;
const withEsbuild = async <T>(work: (build: typeof Build) => Promise<T>) => {
  // Loaded here and not above: a production image is built with these packages and runs without them.
  const esbuild = await import('esbuild');
  running += 1;
  try {
    return await work(esbuild.build);
  } finally {
    running -= 1;
    if (running === 0) await esbuild.stop();
  }
};

/**
 * Bundles GraphiQL, Monaco with its workers, fonts and our own part into `folder`, as files named by their content.
 * @throws when esbuild or GraphiQL is not installed, or the folder cannot be written
 */
export const bundlePlayground = async (folder: string): Promise<PlaygroundBundle> => {
  const options = {
    absWorkingDir: browserFolder,
    outdir: folder,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    minify: true,
    metafile: true,
    legalComments: 'linked',
    logLevel: 'silent',
  } satisfies BuildOptions;

  const [scripts, styles] = await withEsbuild((build) =>
    Promise.all([
      build({
        ...options,
        entryPoints: ['start.tsx', 'editor.worker.ts', 'json.worker.ts', 'graphql.worker.ts'],
        format: 'esm',
        splitting: true,
        target: 'es2022',
        jsx: 'automatic',
        define: { 'process.env.NODE_ENV': '"production"' },
        // Monaco's modules bring their styles along; GraphiQL's style sheet holds them all already.
        loader: { '.css': 'empty', '.graphql': 'text' },
      }),
      build({ ...options, entryPoints: ['playground.css'] }),
    ]),
  );

  return {
    script: nameOf(scripts.metafile, 'start.tsx'),
    style: nameOf(styles.metafile, 'playground.css'),
    workers: {
      editor: nameOf(scripts.metafile, 'editor.worker.ts'),
      graphql: nameOf(scripts.metafile, 'graphql.worker.ts'),
      json: nameOf(scripts.metafile, 'json.worker.ts'),
    },
  };
};
