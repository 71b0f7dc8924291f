import { CrmError, type CrmSession, type PushResult, type PushRow, type SyncFault } from './crm-provider.ts';

/** One pushMany call while it runs. */
export interface Bringing {
  /** By the row's key. */
  results: Map<string, PushResult>;
  /** The session's: awaited before each create. */
  creating: CrmSession['creating'];
}

/** A row with its properties as the provider takes them. */
export interface Spelled<Value> {
  row: PushRow;
  properties: Record<string, Value>;
}

/** A row and the record that it is to change. */
export interface Update<Value> extends Spelled<Value> {
  id: string;
}

export const succeed = ({ results }: Pick<Bringing, 'results'>, { key }: PushRow, action: 'CREATED' | 'UPDATED' | 'SKIPPED', externalId: string): void => {
  results.set(key, { key, action, externalId });
};

/** `externalId` is the record that the fault is about. */
export const fail = ({ results }: Pick<Bringing, 'results'>, { key }: PushRow, fault: SyncFault, externalId?: string): void => {
  results.set(key, { key, action: 'FAILED', ...(externalId !== undefined && { externalId }), fault });
};

/** What a provider does its own way; each part writes the results of its rows. */
export interface Way<Value> {
  spell: (row: PushRow) => { properties: Record<string, Value> } | { fault: SyncFault };
  /** Whether records of the object are found by e-mail, so that a second row of one e-mail meets what the first has created. */
  findsByEmail: boolean;
  /** Updates records by their ids; the updates whose record is gone. */
  update: (updates: readonly Update<Value>[]) => Promise<readonly Pick<Update<Value>, 'row'>[]>;
  /** Meets or creates the records of rows whose record is not known, of which no two have one e-mail where that finds them. */
  bringUnknown: (rows: readonly Spelled<Value>[]) => Promise<void>;
}

const spellRows = <Value>(push: Bringing, rows: readonly PushRow[], { spell }: Way<Value>): Spelled<Value>[] =>
  rows.flatMap((row) => {
    const spelling = spell(row);
    if ('properties' in spelling) return [{ row, properties: spelling.properties }];
    fail(push, row, spelling.fault);
    return [];
  });

/** Rows of which no two have one e-mail, and the others. */
const oncePerEmail = <Value>(rows: readonly Spelled<Value>[], { findsByEmail }: Way<Value>): [Spelled<Value>[], Spelled<Value>[]] => {
  const seen = new Set<string>();
  const isFirst = ({ row: { email } }: Spelled<Value>): boolean => !email || !findsByEmail || seen.size < seen.add(email.toLowerCase()).size;
  const first = rows.filter(isFirst);
  return [first, rows.filter((row) => !first.includes(row))];
};

const bringAll = async <Value>(rows: readonly Spelled<Value>[], way: Way<Value>): Promise<void> => {
  const known = rows.flatMap(({ row, properties }) => (row.externalId === undefined ? [] : [{ row, properties, id: row.externalId }]));
  const gone = new Set((await way.update(known)).map(({ row }) => row));
  const unknown = rows.filter(({ row }) => row.externalId === undefined || gone.has(row));
  for (let [turn, later] = oncePerEmail(unknown, way); turn.length > 0; [turn, later] = oncePerEmail(later, way)) await way.bringUnknown(turn);
};

/** Was written, or may have been. */
const mustNotRepeat = (result: PushResult): boolean =>
  result.action === 'FAILED' ? result.fault.uncertain === true : result.action !== 'SKIPPED';

/**
 * The order in which every provider brings rows: known ids are updated, of the others and of those whose record is gone
 * one per e-mail at a time. A whole call that fails before anything was written throws; after that its fault is the
 * result of the rows that are left, so that no finished row is told to be repeated.
 */
export const bringRows = async <Value>(push: Bringing, rows: readonly PushRow[], way: Way<Value>): Promise<PushResult[]> => {
  try {
    await bringAll(spellRows(push, rows, way), way);
  } catch (error) {
    if (!(error instanceof CrmError) || ![...push.results.values()].some(mustNotRepeat)) throw error;
    for (const row of rows) if (!push.results.has(row.key)) fail(push, row, error.fault);
  }
  return [...push.results.values()];
};
