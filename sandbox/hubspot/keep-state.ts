import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { storeContact } from './contacts/store-contact.ts';
import type { Property } from './properties/property.ts';
import type { Sandbox } from './state.ts';

const scopes = z.array(z.string());
const contact = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
  archived: z.boolean(),
});

/** What outlives the process: the account and who may use it. Faults, records of calls and rates do not. */
const keptState = z.object({
  nextContactId: z.number(),
  contacts: z.array(contact),
  properties: z.array(z.custom<Property>((value) => typeof value === 'object' && value !== null && 'name' in value)),
  accessTokens: z.array(z.tuple([z.string(), z.object({ scopes, expiresAt: z.number() })])),
  refreshToken: z.object({ value: z.string(), scopes }).nullable(),
});

/**
 * Takes the account up from the file where there is one, and lets no answer leave before the file has what it says:
 * a caller that remembers ids and tokens finds them again after a restart, also after kill -9.
 * Throws one line when the file cannot be read or written.
 */
export function keepState(app: FastifyInstance, sandbox: Sandbox, file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.W_OK);
    restore(sandbox, file);
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? 'it is not a state of this sandbox' : String(cause);
    throw new Error(`SANDBOX_STATE_FILE ${file} cannot be used (${reason}); name another file or delete it`, { cause });
  }

  // Answers that wait together are saved together: one write goes on, and the next one covers all that came meanwhile.
  let running = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const saveNext = () => {
    waiting = undefined;
    return (running = save(sandbox, file));
  };
  const saveSoon = () => (waiting ??= running.then(saveNext, saveNext));
  app.addHook('onSend', async (request, _reply, payload) => {
    if (request.method !== 'GET') await saveSoon();
    return payload;
  });
}

function restore(sandbox: Sandbox, file: string): void {
  const text = readIfThere(file);
  if (text === undefined) return;
  const kept = keptState.parse(JSON.parse(text));
  sandbox.properties = new Map(kept.properties.map((property) => [property.name, property]));
  for (const each of kept.contacts) storeContact(sandbox, each, 0);
  sandbox.nextContactId = kept.nextContactId;
  sandbox.accessTokens = new Map(kept.accessTokens);
  sandbox.refreshToken = kept.refreshToken;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function save(sandbox: Sandbox, file: string): Promise<void> {
  const { nextContactId, contacts, properties, accessTokens, refreshToken } = sandbox;
  const kept: z.input<typeof keptState> = {
    nextContactId,
    contacts: [...contacts.values()],
    properties: [...properties.values()],
    accessTokens: [...accessTokens].map(([token, { scopes: granted, expiresAt }]) => [token, { scopes: [...granted], expiresAt }]),
    refreshToken: refreshToken && { value: refreshToken.value, scopes: [...refreshToken.scopes] },
  };
  // Written beside and renamed, so that a kill never leaves half a file.
  await writeFile(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
