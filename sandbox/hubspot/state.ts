import { type Disturbances, noDisturbances } from '../shared/disturbances.ts';
import { standardProperties } from './properties/standard-properties.ts';
import type { Property } from './properties/property.ts';
import type { Settings } from './settings.ts';

/** A contact as the account holds it: set properties only, all strings. Never changed in place, always replaced. */
export type Contact = {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archived: boolean;
};

export type Grant = { readonly scopes: readonly string[] };
export type Code = Grant & { readonly redirectUri: string; readonly expiresAt: number };
export type AccessToken = Grant & { readonly expiresAt: number };
export type RefreshToken = Grant & { readonly value: string };

/** Everything the sandbox remembers. Times are epoch milliseconds. */
export type State = Disturbances & {
  nextContactId: number;
  contacts: Map<string, Contact>;
  /** `property` + newline + value of a unique property → the id of the living contact that holds it. */
  holders: Map<string, string>;
  /** What search sees, and the writes that it does not see yet, oldest first. */
  indexed: Map<string, Contact>;
  unindexed: { readonly visibleAt: number; readonly contact: Contact }[];
  properties: Map<string, Property>;
  codes: Map<string, Code>;
  accessTokens: Map<string, AccessToken>;
  /** HubSpot keeps one per app, account and user; there is one of each here. */
  refreshToken: RefreshToken | null;
  /** Those that were rotated away. */
  spentRefreshTokens: Set<string>;
  /** How far the clock of codes and tokens is ahead. */
  tokensAheadMs: number;
  /** Bucket → the times of the calls that still count. */
  calls: Map<string, number[]>;
  /** Of static-token apps. */
  callsToday: number;
};

export type Sandbox = State & { readonly settings: Settings };

/** Beyond 32 bits, as HubSpot's are: a client that reads ids as small integers shall fail here first. */
const FIRST_CONTACT_ID = 30_000_000_001;

const emptyState = (): State => ({
  nextContactId: FIRST_CONTACT_ID,
  contacts: new Map(),
  holders: new Map(),
  indexed: new Map(),
  unindexed: [],
  properties: new Map(standardProperties().map((property) => [property.name, property])),
  codes: new Map(),
  accessTokens: new Map(),
  refreshToken: null,
  spentRefreshTokens: new Set(),
  tokensAheadMs: 0,
  calls: new Map(),
  callsToday: 0,
  ...noDisturbances(),
});

export const createSandbox = (settings: Settings): Sandbox => ({ settings, ...emptyState() });

/** Forgets everything but the id counter: an id of before the reset must never name another contact after it. */
export function resetSandbox(sandbox: Sandbox): void {
  const { nextContactId } = sandbox;
  Object.assign(sandbox, emptyState(), { nextContactId });
}
