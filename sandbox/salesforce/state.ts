import { type Disturbances, noDisturbances } from '../shared/disturbances.ts';
import { standardObjects } from './describe/other-objects.ts';
import type { SObject } from './describe/sobject.ts';
import { USER } from './organisation.ts';
import type { Options, Settings } from './settings.ts';

/** Date-times are kept as the API shows them; compound fields are made when they are read. */
export type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;

/** A record as the organisation holds it; values that are not set are absent. Never changed in place, always replaced. */
export type Held = {
  readonly id: string;
  readonly object: string;
  readonly values: Values;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly deleted: boolean;
};

export type Code = { readonly redirectUri: string; readonly scopes: readonly string[]; readonly challenge: string; readonly expiresAt: number };

/** What an access token stands for. It ends by not being used. */
export type Session = { readonly family: string; readonly scopes: readonly string[]; usedAt: number };

/** A refresh token; `spent` once rotation has replaced it. */
export type RefreshToken = { readonly family: string; readonly scopes: readonly string[]; spent: boolean };

/** The rest of a query's rows, as they were when it was asked. */
export type Cursor = { readonly rows: readonly object[] };

/** A failure of the next rows, of whatever call. */
export type RowFault = {
  readonly statusCode: string;
  readonly message: string;
  readonly object?: string | undefined;
  /** Only rows that carry this value in some field. */
  readonly value?: string | undefined;
  times: number | null;
};

/** Everything the sandbox remembers. Times are epoch milliseconds. */
export type State = Disturbances & {
  options: Options;
  /** By name in small letters. */
  objects: Map<string, SObject>;
  /** Name of the object → id of 18 characters → record. */
  records: Map<string, Map<string, Held>>;
  /** Object, field and value of a unique field → the id of the living record that holds it. */
  holders: Map<string, string>;
  nextNumber: number;
  codes: Map<string, Code>;
  sessions: Map<string, Session>;
  /** How far the clock of sessions is ahead. */
  sessionsAheadMs: number;
  refreshTokens: Map<string, RefreshToken>;
  cursors: Map<string, Cursor>;
  /** Minute since the epoch → calls. */
  usage: Map<number, number>;
  rowFaults: RowFault[];
};

export type Sandbox = State & { readonly settings: Settings };

/** High enough that ids have letters in them. */
const FIRST_NUMBER = 2_000_000_000;

const emptyState = ({ options, organisation }: Settings): State => ({
  ...noDisturbances(),
  options: { ...options },
  objects: standardObjects(),
  records: setUpRecords(organisation),
  holders: new Map(),
  nextNumber: FIRST_NUMBER,
  codes: new Map(),
  sessions: new Map(),
  sessionsAheadMs: 0,
  refreshTokens: new Map(),
  cursors: new Map(),
  usage: new Map(),
  rowFaults: [],
});

export const createSandbox = (settings: Settings): Sandbox => ({ settings, ...emptyState(settings) });

/** Forgets everything but the counter of ids: an id of before the reset must never name another record after it. */
export function resetSandbox(sandbox: Sandbox): void {
  const { nextNumber } = sandbox;
  Object.assign(sandbox, emptyState(sandbox.settings), { nextNumber });
}

const FOUNDED = Date.UTC(2026, 0, 5, 9);

function setUpRecords({ id, name, isSandbox }: Settings['organisation']): State['records'] {
  const held = (object: string, recordId: string, values: Values): [string, Map<string, Held>] =>
    [object, new Map([[recordId, { id: recordId, object, values, createdAt: FOUNDED, modifiedAt: FOUNDED, deleted: false }]])];
  return new Map([
    held('User', USER.id, { Username: USER.username, Name: USER.name, Email: USER.email, IsActive: true }),
    held('Organization', id, { Name: name, IsSandbox: isSandbox, OrganizationType: 'Developer Edition', InstanceName: 'LOCAL' }),
  ]);
}
