import { badInput, type ErrorDetail } from '../shared/app-error.ts';

/** Items of a page where the caller does not say. */
export const PAGE_DEFAULT = 20;
/** The largest page. */
export const PAGE_MAX = 100;
/** Longest page cursor that is looked at. */
const CURSOR_MAX = 1_024;

/** The place of an item in a sorted list: the values of the columns it is sorted by, the id last. */
export type PageKey = readonly (string | number | boolean | null)[];

export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** A page as a query needs it: read `limit + 1` rows from the key onwards, in reverse order when `backwards`. */
export interface Page {
  readonly limit: number;
  /** Only items behind this key, seen in the direction of reading; null for the beginning (or the end). */
  readonly from: PageKey | null;
  readonly backwards: boolean;
}

export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
}

/** A page cursor: opaque to clients, and good for the same list in the same order only. */
export const encodePageCursor = (key: PageKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

const isKey = (value: unknown, length: number): value is PageKey =>
  Array.isArray(value) && value.length === length && value.every((part) => part === null || ['string', 'number', 'boolean'].includes(typeof part));

const decodePageCursor = (cursor: string, length: number): PageKey | null => {
  if (cursor.length > CURSOR_MAX) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return isKey(key, length) ? key : null;
  } catch {
    return null;
  }
};

const cursorFault = (field: string): ErrorDetail => ({
  field,
  code: 'CURSOR_INVALID',
  message: `${field} is not a page cursor of this list: pass one exactly as the list gave it, with the same order.`,
});

const sizeFault = (field: string, max: number): ErrorDetail => ({ field, code: 'OUT_OF_RANGE', message: `${field} must be a number from 1 to ${max}.` });

const mixedFault: ErrorDetail = { field: 'last', code: 'CONTRADICTION', message: 'Give first and after to read forwards, or last and before to read backwards.' };

interface PageLimits {
  /** How many values the keys of this list have. */
  keyLength: number;
  defaultSize?: number;
  maxSize?: number;
}

/**
 * Checks a connection's arguments.
 * @throws AppError BAD_USER_INPUT for a size out of range, a cursor that is none, or both directions at once
 */
export const readPage = (args: PageArgs, { keyLength, defaultSize = PAGE_DEFAULT, maxSize = PAGE_MAX }: PageLimits): Page => {
  const backwards = args.last != null || args.before != null;
  const size = backwards ? args.last : args.first;
  const cursor = backwards ? args.before : args.after;
  const from = cursor == null ? null : decodePageCursor(cursor, keyLength);
  const faults = [
    ...(backwards && (args.first != null || args.after != null) ? [mixedFault] : []),
    ...(size != null && (size < 1 || size > maxSize) ? [sizeFault(backwards ? 'last' : 'first', maxSize)] : []),
    ...(cursor != null && from === null ? [cursorFault(backwards ? 'before' : 'after')] : []),
  ];
  if (faults.length > 0) throw badInput(faults);
  return { limit: size ?? defaultSize, from, backwards };
};

/** Items with their cursors, and where they lie. */
export const connectionOf = <T>(items: readonly { cursor: string; node: T }[], place: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>): Connection<T> => ({
  edges: [...items],
  nodes: items.map(({ node }) => node),
  pageInfo: { ...place, startCursor: items[0]?.cursor ?? null, endCursor: items.at(-1)?.cursor ?? null },
});

/** The connection of a page, from its `limit + 1` rows in the order they were read; the extra one tells of more. */
export const pageOf = <T>({ limit, from, backwards }: Page, rows: readonly T[], keyOf: (row: T) => PageKey): Connection<T> => {
  const more = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (backwards) shown.reverse();
  const items = shown.map((node) => ({ cursor: encodePageCursor(keyOf(node)), node }));
  return connectionOf(items, backwards ? { hasNextPage: from !== null, hasPreviousPage: more } : { hasNextPage: more, hasPreviousPage: from !== null });
};
