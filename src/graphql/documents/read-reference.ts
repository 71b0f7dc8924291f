import { badField } from '../../shared/app-error.ts';

/** What a request says about its document; nothing of it has been looked at. */
export interface DocumentRequest {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** The name of a document that a request brings along, beside its text or instead of it. */
export interface DocumentReference {
  readonly id: string;
  /** SHA-256 of the text in small hexadecimal digits, where the name is one. */
  readonly hash: string | null;
  /** Whether it must be one, unless it is listed. */
  readonly isHash: boolean;
  /** Where in the request it stands. */
  readonly field: string;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** `sha256:…` is how GraphQL over HTTP writes a documentId that is a hash. */
const hashIn = (id: string): string | null => /^(?:sha256:)?([0-9a-f]{64})$/i.exec(id)?.[1]?.toLowerCase() ?? null;

const readId = (value: unknown, field: string): DocumentReference => {
  if (typeof value !== 'string' || value === '') throw badField(field, 'DOCUMENT_ID_INVALID', `${field} must be the id of a document, a string.`);
  return { id: value, hash: hashIn(value), isHash: false, field };
};

const readPersistedQuery = (value: unknown): DocumentReference => {
  const { version, sha256Hash } = fieldsOf(value);
  if (version !== 1) throw badField('extensions.persistedQuery.version', 'VERSION_UNKNOWN', 'extensions.persistedQuery must be { version: 1, sha256Hash }.');
  return { ...readId(sha256Hash, 'extensions.persistedQuery.sha256Hash'), isHash: true };
};

/**
 * The document that a request names: `documentId`, `extensions.documentId`, or `extensions.persistedQuery`, in this
 * order. Null where it names none.
 * @throws AppError BAD_USER_INPUT for a name that cannot be one
 */
export const readReference = ({ documentId, extensions }: DocumentRequest): DocumentReference | null => {
  const extended = fieldsOf(extensions);
  if (documentId !== undefined && documentId !== null) return readId(documentId, 'documentId');
  if (extended['documentId'] !== undefined && extended['documentId'] !== null) return readId(extended['documentId'], 'extensions.documentId');
  return extended['persistedQuery'] === undefined || extended['persistedQuery'] === null ? null : readPersistedQuery(extended['persistedQuery']);
};
