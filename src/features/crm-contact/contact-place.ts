import { createHash } from 'node:crypto';
import { encodePageCursor, PAGE_MAX, type PageKey } from '../../graphql/connection.ts';
import { badField } from '../../shared/app-error.ts';

/** What a list of contacts is of: a cursor is good for the same list only. */
export interface ContactList {
  teamId: string;
  provider: string;
  object: string;
  accountId: string | null;
  search: string | null;
}

/** A place in a CRM's list: so many records behind where one of its pages begins. */
export interface ContactPlace {
  /** The CRM's own word for where the page begins; null for the beginning of the list. */
  after: string | null;
  skip: number;
}

/** How many values the cursors of these lists have. */
export const KEY_LENGTH = 3;
/** What CRMs use as such words. They come back from a client and go into a call. */
const word = /^[\x21-\x7e]{1,500}$/;

const nameOf = ({ teamId, provider, object, accountId, search }: ContactList): string =>
  createHash('sha256').update(JSON.stringify([teamId, provider, object, accountId, search])).digest('base64url').slice(0, 16);

export const cursorOf = (list: ContactList, { after, skip }: ContactPlace): string => encodePageCursor([nameOf(list), after, skip]);

const isWord = (value: unknown): value is string | null => value === null || (typeof value === 'string' && word.test(value));
const isSkip = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= PAGE_MAX;

/** The place that a cursor names; without one the beginning. @throws AppError BAD_USER_INPUT for the cursor of another list, or none */
export const placeOf = (list: ContactList, key: PageKey | null): ContactPlace => {
  const [name, after, skip] = key ?? [nameOf(list), null, 0];
  if (name !== nameOf(list))
    throw badField('after', 'CURSOR_INVALID', 'after is a page cursor of another list: pass one of the same team, provider, account and search.');
  if (!isWord(after) || !isSkip(skip)) throw badField('after', 'CURSOR_INVALID', 'after is not a page cursor of this list: pass one exactly as the list gave it.');
  return { after, skip };
};
