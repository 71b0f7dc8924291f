/** The providers of the public API's enum `CrmProvider`; the registry says which of them are built. */
export type CrmProviderName = 'HUBSPOT' | 'SALESFORCE' | 'ZOHO' | 'PIPEDRIVE';

/** Whether an account holds real records, or is for trying out. */
export type CrmEnvironment = 'PRODUCTION' | 'SANDBOX';

/** What is to happen when the CRM already holds a contact with the same e-mail. */
export type DuplicatePolicy = 'SKIP' | 'UPDATE' | 'CREATE_NEW';

export type SyncFaultCode =
  | 'AUTH_EXPIRED'
  | 'RATE_LIMITED'
  | 'VALIDATION'
  | 'DUPLICATE'
  | 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER'
  | 'NOT_FOUND'
  | 'PERMISSION'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'PROVIDER_DOWN'
  | 'MAPPING'
  | 'UNKNOWN';

/** Why one row, or a whole call, did not succeed. Shown to people: it holds no token and no raw provider body. */
export interface SyncFault {
  code: SyncFaultCode;
  message: string;
  /** The CRM's property, where the fault is about one. */
  field?: string;
  /** What a person can do about it. */
  hint?: string;
  /** The same call may succeed later; with AUTH_EXPIRED, after refreshTokens. */
  retryable: boolean;
  /** Milliseconds; only where the provider said so. */
  retryAfter?: number;
  /**
   * The record may have been created all the same, and nothing we know would find it: sent again it could become a
   * second one, so only a person may do that. Never `retryable`.
   */
  uncertain?: true;
}

/** Thrown when a whole call failed (not one row of it). */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly fault: SyncFault;
  /** The provider has certainly done nothing: the request never reached it, or it refused it. */
  readonly undone: boolean;
  constructor(fault: SyncFault, { undone = false, ...options }: ErrorOptions & { undone?: boolean } = {}) {
    super(fault.message, options);
    this.fault = fault;
    this.undone = undone;
  }
}

/** Tokens as the vault keeps them, sealed. */
export interface CrmTokens {
  accessToken: string;
  refreshToken?: string;
  /** Epoch milliseconds; absent where the provider does not tell (Salesforce) or the token does not expire. */
  expiresAt?: number;
  /** The host to call, where it differs per account (Salesforce). */
  instanceUrl?: string;
  scopes: string[];
  /** The account at the provider: HubSpot's hub id, Salesforce's organisation id. */
  accountId?: string;
  accountName?: string;
}

/** One HTTP exchange with a provider as it may be shown: secrets masked, bodies cut. */
export interface CrmExchange {
  method: string;
  path: string;
  status: number | null;
  body: unknown;
  response: unknown;
  durationMs: number;
}

/** What a call to a provider is made with. `record` receives every exchange, in order. */
export interface CrmSession {
  tokens: CrmTokens;
  signal: AbortSignal;
  record: (exchange: CrmExchange) => void;
}

export type CrmFieldType =
  | 'STRING' | 'TEXTAREA' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'EMAIL' | 'PHONE' | 'URL' | 'SELECT' | 'UNKNOWN';

export interface CrmField {
  name: string;
  label: string;
  type: CrmFieldType;
  required: boolean;
  readOnly: boolean;
  unique: boolean;
  description: string | null;
  options: { value: string; label: string }[];
}

/** Property values keyed by the CRM's property name, in JSON types; the provider spells them its own way. `null` clears. */
export type CrmProperties = Record<string, unknown>;

/** One record to bring to the CRM. */
export interface PushRow {
  /** Ours; unique within one call, comes back with the result. */
  key: string;
  /** The CRM's record id where we know it: then the row is an update by id. */
  externalId?: string;
  /** What finds an existing record when the id is not known (normalised, lower case). */
  email?: string;
  /** Only what we own: a property that is not here is left as it is in the CRM. */
  properties: CrmProperties;
  duplicatePolicy: DuplicatePolicy;
}

/** `externalId` of a failed row is the record that the fault is about, which may be another's: it is not one to adopt. */
export type PushResult =
  | { key: string; action: 'CREATED' | 'UPDATED' | 'SKIPPED'; externalId: string }
  | { key: string; action: 'FAILED'; externalId?: string; fault: SyncFault };

/** A record as the CRM holds it. */
export interface CrmRecord {
  externalId: string;
  properties: CrmProperties;
}

/** Which records to list: those that a person would find by the words, or all. */
export interface RecordQuery {
  /** Words to search for. A search may lag behind writes by seconds: never decide by it whether a record exists. */
  search?: string;
  /** Records of one page; at most 100. */
  first: number;
  /** Where the last page ended. */
  after?: string;
  properties: readonly string[];
}

export interface RecordPage {
  records: CrmRecord[];
  /** What to pass as `after` for the next page; null on the last one. */
  after: string | null;
}

/**
 * What Leadwire needs of a CRM; shaped by HubSpot and Salesforce (other powers are optional members).
 * Every method may throw CrmError; none logs, retries, or touches our database.
 */
export interface CrmProvider {
  readonly name: CrmProviderName;
  /** The object leads become unless the mapping says otherwise: `contacts`, `Contact`. */
  readonly defaultObject: string;
  readonly apiVersion: string;
  /** What it connects to, where the installation knows; absent: whoever connects says it. */
  readonly environment?: CrmEnvironment;
  /** Without these the connection is refused, by name (F7). */
  readonly requiredScopes: readonly string[];
  /** Most rows of one pushMany call: HubSpot 100, Salesforce 200. */
  readonly batchSize: number;
  /** True where the authorize step must carry a PKCE challenge. */
  readonly usesPkce: boolean;
  /** Lead attribute to property, used until the team saves a mapping of its own. */
  readonly defaultMapping: Readonly<Record<string, string>>;

  authorizationUrl(input: { state: string; redirectUri: string; codeChallenge: string }): string;
  exchangeCode(input: { code: string; redirectUri: string; codeVerifier: string }, signal: AbortSignal): Promise<CrmTokens>;
  /** Returns the tokens to store: the old refresh token where the provider sends no new one. */
  refreshTokens(tokens: CrmTokens, signal: AbortSignal): Promise<CrmTokens>;
  revokeTokens?(tokens: CrmTokens, signal: AbortSignal): Promise<void>;

  listFields(session: CrmSession, object: string): Promise<CrmField[]>;
  /**
   * The records that the rows would meet, by id, else by e-mail, read consistently and without a write.
   * Rows that meet none are absent from the map. Used by the dry run, and by pushMany itself.
   */
  findMany(session: CrmSession, object: string, rows: readonly PushRow[], properties: readonly string[]): Promise<Map<string, CrmRecord>>;
  /** A page of the account's records, for people to look through. */
  listRecords?(session: CrmSession, object: string, query: RecordQuery): Promise<RecordPage>;
  /** Brings at most `batchSize` rows to the CRM: one result per row, in any order. Safe to repeat after a lost answer. */
  pushMany(session: CrmSession, object: string, rows: readonly PushRow[]): Promise<PushResult[]>;
  /** Where a person looks at the record, where the provider has such a page; null where the account is not known. */
  recordUrl?(tokens: Pick<CrmTokens, 'accountId' | 'instanceUrl'>, object: string, externalId: string): string | null;
}
