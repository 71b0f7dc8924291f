/** A record as the CRM holds it, by the CRM's own names. */
export interface SandboxContact {
  id: string;
  properties: Record<string, unknown>;
}

export interface SandboxRequest {
  at: string;
  method: string;
  path: string;
  status: number | null;
  body: unknown;
}

/** What shall fail of the calls to a sandbox, and where. */
export interface Fault {
  method?: string;
  path?: string;
  status?: number;
  times?: number | null;
  retryAfter?: number;
  delayMs?: number;
  /** Together with `body`: once this much of it has been sent. */
  dropConnection?: boolean;
  /** Never answers at all, or begins with `body` and never ends. */
  hang?: 'HEADERS' | 'BODY';
  /** Where the caller is sent instead. */
  redirect?: string;
  /** An answer of so many bytes, of which a thousandth travels. */
  gzipBytes?: number;
  /** Do the work first, then fail: the answer is lost. */
  after?: boolean;
  body?: string;
  /** Sent beside whatever is answered. */
  headers?: Record<string, string>;
}

/** What a field of a CRM holds, in words that are the same for every CRM. */
export type FieldKind = 'TEXT' | 'NUMBER' | 'SELECT';

export interface FieldChanges {
  kind?: FieldKind;
  options?: string[];
  readOnly?: boolean;
}

/** The sandbox of a CRM as a process of its own, and what tests do to every one of them. */
export interface CrmSandbox {
  readonly url: string;
  readonly contacts: () => Promise<SandboxContact[]>;
  readonly requests: () => Promise<SandboxRequest[]>;
  readonly fault: (fault: Fault) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  /** Puts a contact there as if it had been there all along; its id. */
  readonly plant: (properties: object) => Promise<string>;
  /** Changes a contact as people do in the CRM. */
  readonly write: (id: string, properties: object) => Promise<void>;
  /** Makes a field of contacts, as people of the account do: a line of text, unless told otherwise. */
  readonly addField: (name: string, kind?: FieldKind, options?: string[]) => Promise<void>;
  readonly removeField: (name: string) => Promise<void>;
  readonly changeField: (name: string, changes: FieldChanges) => Promise<void>;
  /** Ends the access tokens. */
  readonly expireTokens: () => Promise<void>;
  /** Ends the consents, as people do in the CRM. */
  readonly revokeTokens: () => Promise<void>;
  /** Sets the clock of the tokens ahead. */
  readonly setAhead: (ms: number) => Promise<void>;
  /** A token that somebody has made, as the input of `connectIntegrationWithToken` takes it. */
  readonly tokenToPaste: () => Promise<{ token: string; instanceUrl?: string }>;
  /** An empty account, which nobody is connected to. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Where faults are ordered for. */
export type Place = Pick<Fault, 'method' | 'path'>;

/** A CRM in words that are the same for all: a test that is written with them runs for each. */
export interface CrmKit<Sandbox extends CrmSandbox = CrmSandbox> {
  readonly provider: 'HUBSPOT' | 'SALESFORCE';
  /** What people call it. */
  readonly name: string;
  /** Of the sandbox. */
  readonly accountName: string;
  readonly object: string;
  /** The names of fields that every sandbox has from the start; `text` is a line of text that no mapping begins with. */
  readonly fields: Readonly<Record<'email' | 'firstName' | 'lastName' | 'phone' | 'title' | 'text' | 'longText' | 'number' | 'yesNo' | 'date' | 'select' | 'readOnly' | 'unique', string>>;
  /** Some options of the field `select`. */
  readonly options: readonly string[];
  /** How a field that people have made is called here. */
  readonly custom: (name: string) => string;
  /** The rules without which a contact of a lead with a name and an e-mail cannot be made. */
  readonly base: readonly { source: string; target: string }[];
  /** Scopes that leave out what is needed, and what they leave out. */
  readonly tooFew: { readonly scopes: string; readonly missing: readonly string[] };
  /** `look`: where contacts are looked for by their e-mail; `records`: where they are written, and read by their ids. */
  readonly at: Readonly<Record<'api' | 'token' | 'revoke' | 'account' | 'fields' | 'look' | 'create' | 'records', Place>>;
  /** How it asks to slow down. */
  readonly slowDown: Pick<Fault, 'status' | 'retryAfter'>;
  /** How it says that a token may not do this. */
  readonly forbidden: Pick<Fault, 'status' | 'body'>;
  /** How it says that what a request writes cannot be. */
  readonly invalid: Pick<Fault, 'status' | 'body'>;
  /** Whether it takes a second contact with one e-mail. */
  readonly allowsDuplicates: boolean;
  /** Whether it tells when access tokens end. */
  readonly tellsEnd: boolean;
  readonly isToken: (request: SandboxRequest) => boolean;
  readonly isRevoke: (request: SandboxRequest) => boolean;
  readonly isApi: (request: SandboxRequest) => boolean;
  readonly isFieldRead: (request: SandboxRequest) => boolean;
  readonly isLook: (request: Pick<SandboxRequest, 'method' | 'path'>) => boolean;
  readonly isCreate: (request: Pick<SandboxRequest, 'method' | 'path'>) => boolean;
  /** What a request writes to records, in its order; nothing for one that only reads. */
  readonly writtenBy: (request: SandboxRequest) => Record<string, unknown>[];
  /** The payload of an attempt as it stands in the request. */
  readonly spell: (payload: Record<string, unknown>) => Record<string, unknown>;
  readonly start: (env?: Record<string, string>) => Promise<Sandbox>;
}
