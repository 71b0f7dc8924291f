import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keepInFile } from '../shared/keep-in-file.ts';
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

/** The account outlives the process. Throws one line when the file cannot be read or written. */
export const keepState = (app: FastifyInstance, sandbox: Sandbox, file: string): void =>
  keepInFile(app, file, { restore: (kept) => { restore(sandbox, kept); }, snapshot: () => snapshot(sandbox) });

function restore(sandbox: Sandbox, text: unknown): void {
  const kept = keptState.parse(text);
  sandbox.properties = new Map(kept.properties.map((property) => [property.name, property]));
  for (const each of kept.contacts) storeContact(sandbox, each, 0);
  sandbox.nextContactId = kept.nextContactId;
  sandbox.accessTokens = new Map(kept.accessTokens);
  sandbox.refreshToken = kept.refreshToken;
}

const snapshot = ({ nextContactId, contacts, properties, accessTokens, refreshToken }: Sandbox): z.input<typeof keptState> => ({
  nextContactId,
  contacts: [...contacts.values()],
  properties: [...properties.values()],
  accessTokens: [...accessTokens].map(([token, { scopes: granted, expiresAt }]) => [token, { scopes: [...granted], expiresAt }]),
  refreshToken: refreshToken && { value: refreshToken.value, scopes: [...refreshToken.scopes] },
});
