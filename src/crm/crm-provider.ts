import type { CrmLane, CrmNotice, CrmPace, CrmQuota } from './crm-notice.ts';
import type { SyncFault } from './sync-fault.ts';

export type { CrmLane, CrmNotice, CrmPace, CrmQuota } from './crm-notice.ts';
export { CrmError, type SyncFault, type SyncFaultCode } from './sync-fault.ts';

/** The providers of the public API's enum `CrmProvider`; the registry says which of them are built. */
export type CrmProviderName = 'HUBSPOT' | 'SALESFORCE' | 'ZOHO' | 'PIPEDRIVE';

/** Whether an account holds real records, or is for trying out. */
export type CrmEnvironment = 'PRODUCTION' | 'SANDBOX';

/** What is to happen when the CRM already holds a contact with the same e-mail. */
export type DuplicatePolicy = 'SKIP' | 'UPDATE' | 'CREATE_NEW';

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
  /** Where they are renewed and revoked, where a provider has several such places (Salesforce's login hosts). */
  loginUrl?: string;
}

/** Which of a provider's worlds is connected. */
export interface CrmSite {
  environment: CrmEnvironment;
  /** The account's own sign-in host, where people enter one: `acme.my.salesforce.com`. */
  domain?: string;
}

/** Who is connected, and what it has. */
export interface CrmAccount {
  accountId: string | null;
  accountName: string | null;
  scopes: string[];
  quota: CrmQuota | null;
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

/** What a call to a provider is made with. */
export interface CrmSession {
  tokens: CrmTokens;
  signal: AbortSignal;
  /** Gets every exchange, in order. */
  record: (exchange: CrmExchange) => void;
  /** Resolves when one more request may be sent: awaited before each. @throws CrmError RATE_LIMITED where that would take too long */
  turn: (lane?: CrmLane) => Promise<void>;
  /** Awaited before each call that creates records, with the keys of its rows, which nothing was found for. Absent: nobody notes it. */
  creating?: ((keys: readonly string[]) => Promise<void>) | undefined;
  /** Gets what answers tell beside their bodies. */
  notice: (notice: CrmNotice) => void;
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

/** The parts of a contact that people know by the same names in every CRM. */
export type ContactPart = 'email' | 'firstName' | 'lastName' | 'company' | 'phone';

/** The property that holds each part; a part that the provider's contacts have no property for is absent. */
export type ContactProperties = Readonly<{ email: string } & Partial<Record<ContactPart, string>>>;

/** Which records to list: those that a person would find by the words, or all. */
export interface RecordQuery {
  /** Words to search for. A search may lag behind writes by seconds: never decide by it whether a record exists. */
  search?: string;
  /** Records of one page; at most 100. */
  first: number;
  /** Where the last page ended: as a page gave it, but it has been with a client meanwhile and may have been altered. */
  after?: string;
  properties: readonly string[];
}

export interface RecordPage {
  records: CrmRecord[];
  /** What to pass as `after` for the next page; null on the last one. */
  after: string | null;
}

/**
 * What a create writes into a record beside the row's own properties, by which a repeat knows the record again; and how
 * the values of creates and updates are written.
 */
export interface CreateMarks {
  /** The property that gets the row's e-mail where the row leaves it out; absent: records are not found by e-mail. */
  email?: string;
  /** The property that gets the row's key; absent: none. With it a create makes one record, however often it is sent. */
  key?: string;
  /** Values as the provider writes them, for people to see; what it cannot write stays as it is. Absent: as they are given. */
  spell?: (properties: CrmProperties) => CrmProperties;
}

/**
 * What Leadwire needs of a CRM; shaped by HubSpot and Salesforce (other powers are optional members).
 * Every method may throw CrmError; none logs, retries, or touches our database.
 */
export interface CrmProvider {
  readonly name: CrmProviderName;
  /** The object leads become unless the mapping says otherwise: `contacts`, `Contact`. */
  readonly defaultObject: string;
  /** Whether leads may become records of an object, by its name; absent: of the default object only. */
  takesObject?(object: string): boolean;
  /** Those objects, as a sentence names them: `Contact, Lead, or a custom object ending in __c`. Absent: the default object. */
  readonly objects?: string;
  /** Of the API: the one that is configured, or the newest that this provider was written for and an account may fall short of. */
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
  /** The same for objects that need another one, by the object. */
  readonly defaultMappings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How contacts are read, and written where they are given directly, in the default object. */
  readonly contactProperties: ContactProperties;
  /**
   * The same in another object, which may hold less; `fields` reads what the account has there, for those that it alone
   * knows. Absent: as in the default object.
   */
  contactPropertiesOf?(object: string, fields: () => Promise<readonly CrmField[]>): Promise<Partial<ContactProperties>>;
  /**
   * Splits a lead's name over the first and last name of `contactProperties`; a name of one word goes to the part that
   * is named. Absent: it goes undivided to where `defaultMapping` says.
   */
  readonly oneWordName?: 'FIRST' | 'LAST';
  /** It takes a second contact with the same e-mail, where no rule of the account forbids it. Absent: it never does. */
  readonly allowsDuplicates?: true;
  /** The speed to begin with. */
  readonly pace: CrmPace;
  /** That of searches, where they are counted apart. */
  readonly searchPace?: CrmPace;

  /** @throws CrmError VALIDATION for a domain that is none of the provider's */
  authorizationUrl(input: { state: string; redirectUri: string; codeChallenge: string; site: CrmSite }): string;
  exchangeCode(input: { code: string; redirectUri: string; codeVerifier: string; site: CrmSite }, signal: AbortSignal): Promise<CrmTokens>;
  /** Tokens for one that a person has made at the provider and pasted; asks the provider whether it works. Absent: there are none such. */
  adoptToken?(input: { token: string; instanceUrl?: string }, signal: AbortSignal): Promise<CrmTokens>;
  /** Returns the tokens to store: the old refresh token where the provider sends no new one. */
  refreshTokens(tokens: CrmTokens, signal: AbortSignal): Promise<CrmTokens>;
  revokeTokens?(tokens: CrmTokens, signal: AbortSignal): Promise<void>;
  /** Who is connected, asked now. */
  readAccount(session: CrmSession): Promise<CrmAccount>;
  /** What the account lacks that we could do better with, for people: one sentence each. */
  readShortcomings?(session: CrmSession, object: string): Promise<string[]>;

  listFields(session: CrmSession, object: string): Promise<CrmField[]>;
  /**
   * The records that the rows would meet, by id, else by e-mail, read consistently and without a write.
   * Rows that meet none are absent from the map. Used by the dry run, and by pushMany itself.
   */
  findMany(session: CrmSession, object: string, rows: readonly PushRow[], properties: readonly string[]): Promise<Map<string, CrmRecord>>;
  /** The marks that `pushMany` gives to new records of an object, as the account has it. Absent: the e-mail of `contactProperties`. */
  readMarks?(session: CrmSession, object: string): Promise<CreateMarks>;
  /** A page of the account's records, for people to look through. */
  listRecords?(session: CrmSession, object: string, query: RecordQuery): Promise<RecordPage>;
  /** Brings at most `batchSize` rows to the CRM: one result per row, in any order. Safe to repeat after a lost answer. */
  pushMany(session: CrmSession, object: string, rows: readonly PushRow[]): Promise<PushResult[]>;
  /** Where a person looks at the record, where the provider has such a page; null where the account is not known. */
  recordUrl?(tokens: Pick<CrmTokens, 'accountId' | 'instanceUrl'>, object: string, externalId: string): string | null;
}
