import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export default async (): Promise<void> => {
  const dump = process.env.LEADWIRE_TEST_DUMP;
  if (dump !== undefined) await rm(dirname(dump), { recursive: true, force: true });
};
