import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse, print } from 'graphql';
import { z } from 'zod';
import { StartError } from '../../shared/start-error.ts';
import type { Door } from '../door.ts';
import { readDocument } from '../read-document.ts';
import type { TrustedDocuments } from './persisted-documents.ts';

/** What `@apollo/generate-persisted-query-manifest` writes. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), name: z.string(), body: z.string().min(1) })),
});
const plainMap = z.record(z.string().min(1), z.string().min(1));

interface Listed {
  id: string;
  name: string;
  text: string;
}

const fail = (file: string, fault: string): never => {
  throw new StartError(`TRUSTED_DOCUMENTS_FILE ${file} ${fault}`.replace(/\s+/g, ' '));
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail(file, code === undefined ? 'is not JSON.' : `cannot be read (${code}).`);
  }
};

const readList = (file: string): Listed[] => {
  const json = readJson(file);
  const isManifest = typeof json === 'object' && json !== null && 'operations' in json && Array.isArray(json.operations);
  const manifest = isManifest ? apolloManifest.safeParse(json) : null;
  if (manifest?.success) return manifest.data.operations.map(({ id, name, body }) => ({ id, name, text: body }));
  const map = plainMap.safeParse(json);
  if (map.success) return Object.entries(map.data).map(([id, text]) => ({ id, name: id, text }));
  const [issue] = (manifest ?? map).error.issues;
  return fail(file, `must be a manifest of the format apollo-persisted-query-manifest, version 1, or a map of ids to documents; at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'malformed'}.`);
};

/** Equal for documents that differ in nothing but layout and comments; null for what cannot be parsed. */
const printHash = (text: string, { documentBytes, documentTokens }: Door['limits']): string | null => {
  if (Buffer.byteLength(text) > documentBytes) return null;
  try {
    return createHash('sha256').update(print(parse(text, { maxTokens: documentTokens }))).digest('base64url');
  } catch {
    return null;
  }
};

/**
 * Reads the list of trusted documents, and checks each against the schema and the limits of the door.
 * @throws StartError naming the first operation that could not run, or what is wrong with the file
 */
export const readTrustedDocuments = (door: Door, file: string, only: boolean): TrustedDocuments => {
  const texts = new Map<string, string>();
  const hashes = new Map<string, string>();
  for (const { id, name, text } of readList(file)) {
    const read = readDocument(door, text);
    if ('errors' in read) return fail(file, `lists "${name}", which cannot run: ${read.errors[0]?.message ?? 'it is not valid'}`);
    const hash = printHash(text, door.limits) ?? '';
    if ((hashes.get(id) ?? hash) !== hash) return fail(file, `lists two documents with the id ${id}.`);
    texts.set(id, text);
    hashes.set(id, hash);
  }
  if (texts.size === 0) return fail(file, 'lists no document.');
  const known = new Set(hashes.values());
  return {
    only,
    textOf: (id) => texts.get(id),
    lists: (text, id) => {
      const hash = printHash(text, door.limits);
      return hash !== null && (id === undefined ? known.has(hash) : hashes.get(id) === hash);
    },
  };
};
