/** Texts by their hash, kept because a client has sent both together (automatically persisted queries). */
export interface ApqStore {
  /** The text with this SHA-256 (64 hexadecimal digits, small letters); null where none is known. Its life begins anew. */
  readonly find: (hash: string) => Promise<string | null>;
  /** Never fails: what cannot be kept is sent again by the client. */
  readonly keep: (hash: string, text: string) => Promise<void>;
}

/** The documents that the operator has listed. */
export interface TrustedDocuments {
  /** Whether every other document is refused. */
  readonly only: boolean;
  readonly textOf: (id: string) => string | undefined;
  /** Whether a text is a listed document (with an id: that one), however it is laid out and commented. */
  readonly lists: (text: string, id?: string) => boolean;
}

/** Where a request may find the text that it does not bring along. */
export interface PersistedDocuments {
  /** Null where automatically persisted queries are off. */
  readonly apq: ApqStore | null;
  /** Null without a manifest. */
  readonly trusted: TrustedDocuments | null;
}
