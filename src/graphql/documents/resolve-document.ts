import { createHash } from 'node:crypto';
import { AppError, badField } from '../../shared/app-error.ts';
import type { PersistedDocuments, TrustedDocuments } from './persisted-documents.ts';
import { readReference, type DocumentReference, type DocumentRequest } from './read-reference.ts';

export interface ResolvedDocument {
  readonly text: string;
  /** To be called once the document has turned out to be valid and allowed. */
  readonly keep: () => Promise<void>;
}

const keepNothing = () => Promise.resolve();

const found = (text: string): ResolvedDocument => ({ text, keep: keepNothing });

const notInList = () =>
  new AppError('PERSISTED_QUERY_NOT_IN_LIST', 'This server runs listed documents only, and this one is not in its list. Ask its operator to add it to TRUSTED_DOCUMENTS_FILE.');

/** The words and the code are those that Apollo's clients look for: they send the text then, or stop sending hashes. */
const notFound = (apq: boolean) => new AppError('PERSISTED_QUERY_NOT_FOUND', apq ? 'PersistedQueryNotFound' : 'PersistedQueryNotSupported');

const mismatch = (field: string) => badField(field, 'DOCUMENT_MISMATCH', `${field} does not belong to the query that was sent with it. Send one of them, or both of the same document.`);

const noHash = (field: string) => badField(field, 'HASH_INVALID', `${field} must be the SHA-256 of the query, in 64 hexadecimal digits.`);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A hash may be listed with its prefix or without. */
const listedId = (trusted: TrustedDocuments, { id, hash }: DocumentReference): string | undefined =>
  [id, ...(hash === null ? [] : [hash, `sha256:${hash}`])].find((name) => trusted.textOf(name) !== undefined);

/** A document that the request names and that is listed; null where it is not. */
const resolveListed = (trusted: TrustedDocuments, reference: DocumentReference, text: string | null): ResolvedDocument | null => {
  const id = listedId(trusted, reference);
  const listed = id === undefined ? undefined : trusted.textOf(id);
  if (listed === undefined) return null;
  if (text !== null && !trusted.lists(text, id)) throw mismatch(reference.field);
  return found(listed);
};

/** A document that the request brings along with its hash, to be known by it from now on. */
const resolveBoth = ({ apq }: PersistedDocuments, { hash, field }: DocumentReference, text: string): ResolvedDocument => {
  // An id that is no hash says nothing about the text.
  if (hash === null) return found(text);
  if (sha256(text) !== hash) throw mismatch(field);
  return { text, keep: () => apq?.keep(hash, text) ?? keepNothing() };
};

/** A document that the request only names, and that is not listed. */
const resolveKept = async ({ apq }: PersistedDocuments, { hash }: DocumentReference): Promise<ResolvedDocument> => {
  const kept = hash === null ? null : await apq?.find(hash);
  if (kept == null) throw notFound(apq !== null);
  return found(kept);
};

/**
 * The text of a request's document: what it brings along, what it names in the list of trusted documents, or what was
 * kept under its hash. An absent text stays empty, for the parser to refuse.
 * @throws AppError PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_NOT_IN_LIST, or BAD_USER_INPUT for a name that is
 * malformed or belongs to another text
 */
export const resolveDocument = async (persisted: PersistedDocuments, request: DocumentRequest): Promise<ResolvedDocument> => {
  const { trusted } = persisted;
  const reference = readReference(request);
  const text = typeof request.query === 'string' && request.query !== '' ? request.query : null;
  const listed = trusted && reference && resolveListed(trusted, reference, text);
  if (listed) return listed;
  if (trusted?.only && (text === null ? reference !== null : !trusted.lists(text))) throw notInList();
  if (!reference) return found(text ?? '');
  if (reference.isHash && reference.hash === null) throw noHash(reference.field);
  return text === null ? resolveKept(persisted, reference) : resolveBoth(persisted, reference, text);
};
