import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keepInFile } from '../shared/keep-in-file.ts';
import { fieldShape } from './describe/field.ts';
import type { SObject } from './describe/sobject.ts';
import { indexHolders } from './records/store-record.ts';
import type { Held, Sandbox } from './state.ts';

const scopes = z.array(z.string());
const value = z.union([z.string(), z.number(), z.boolean()]);
const held = z.object({
  id: z.string(),
  object: z.string(),
  values: z.record(z.string(), value),
  createdAt: z.number(),
  modifiedAt: z.number(),
  deleted: z.boolean(),
});

/** What outlives the process: the organisation and who may use it. Faults, records of calls, codes and usage do not. */
const keptState = z.object({
  nextNumber: z.number(),
  fields: z.array(z.object({ object: z.string(), fields: z.array(fieldShape) })),
  records: z.array(held),
  sessions: z.array(z.tuple([z.string(), z.object({ family: z.string(), scopes, usedAt: z.number() })])),
  refreshTokens: z.array(z.tuple([z.string(), z.object({ family: z.string(), scopes, spent: z.boolean() })])),
});

/** The organisation outlives the process. Throws one line when the file cannot be read or written. */
export const keepState = (app: FastifyInstance, sandbox: Sandbox, file: string): void =>
  keepInFile(app, file, { restore: (kept) => { restore(sandbox, kept); }, snapshot: () => snapshot(sandbox) });

/** Set-up records are those of the settings, whatever the file says. */
const isSetUp = (object: string) => object === 'User' || object === 'Organization';

function restore(sandbox: Sandbox, text: unknown): void {
  const kept = keptState.parse(text);
  for (const { object, fields } of kept.fields) {
    const known = sandbox.objects.get(object.toLowerCase());
    if (known) sandbox.objects.set(object.toLowerCase(), { ...known, fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])) });
  }
  for (const record of kept.records) {
    const all = sandbox.records.get(record.object) ?? new Map<string, Held>();
    sandbox.records.set(record.object, all.set(record.id, record));
  }
  sandbox.nextNumber = kept.nextNumber;
  sandbox.sessions = new Map(kept.sessions);
  sandbox.refreshTokens = new Map(kept.refreshTokens);
  indexHolders(sandbox);
}

const snapshot = ({ nextNumber, objects, records, sessions, refreshTokens }: Sandbox): object => ({
  nextNumber,
  fields: [...objects.values()].map(({ name, fields }: SObject) => ({ object: name, fields: [...fields.values()] })),
  records: [...records].flatMap(([object, all]) => (isSetUp(object) ? [] : [...all.values()])),
  sessions: [...sessions],
  refreshTokens: [...refreshTokens],
});
