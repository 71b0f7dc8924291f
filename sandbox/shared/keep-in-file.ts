import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/** What a sandbox keeps over a restart: how it is taken up, and what it is now. */
export type Kept = {
  /** May throw ZodError for a text that is no state of this sandbox. */
  readonly restore: (kept: unknown) => void;
  readonly snapshot: () => object;
};

/**
 * Takes the state up from the file where there is one, and lets no answer leave before the file has what it says:
 * a caller that remembers ids and tokens finds them again after a restart, also after kill -9.
 * Throws one line when the file cannot be read or written.
 */
export function keepInFile(app: FastifyInstance, file: string, { restore, snapshot }: Kept): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.W_OK);
    const text = readIfThere(file);
    if (text !== undefined) restore(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? 'it is not a state of this sandbox' : String(cause);
    throw new Error(`SANDBOX_STATE_FILE ${file} cannot be used (${reason}); name another file or delete it`, { cause });
  }

  // Answers that wait together are saved together: one write goes on, and the next one covers all that came meanwhile.
  let running = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const saveNext = () => {
    waiting = undefined;
    return (running = save(file, snapshot()));
  };
  const saveSoon = () => (waiting ??= running.then(saveNext, saveNext));
  app.addHook('onSend', async (request, _reply, payload) => {
    if (request.method !== 'GET') await saveSoon();
    return payload;
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function save(file: string, kept: object): Promise<void> {
  // Written beside and renamed, so that a kill never leaves half a file.
  await writeFile(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
