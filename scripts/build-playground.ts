import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPlayground } from '../src/graphql/playground/build-playground.ts';

const BYTES_PER_MB = 1_000_000;

const sizeOf = async (folder: string, files: readonly string[]) => {
  const stats = await Promise.all(files.map((file) => stat(join(folder, file))));
  return (stats.reduce((sum, { size }) => sum + size, 0) / BYTES_PER_MB).toFixed(1);
};

const start = performance.now();
const { folder, files } = await buildPlayground();
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const zipped = files.map((file) => `${file}.gz`);
console.log(
  `Playground ready in ${seconds} s: ${files.length} files, ${await sizeOf(folder, files)} MB, ` +
    `${await sizeOf(folder, zipped)} MB as sent by gzip, in ${folder}`,
);
