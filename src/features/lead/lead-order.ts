import type { FilterQuery } from '@mikro-orm/core';
import type { Page, PageKey } from '../../graphql/connection.ts';
import { badField } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import type { LeadEntity } from './lead.entity.ts';

export interface LeadOrder {
  field: 'CREATED_AT' | 'UPDATED_AT' | 'NAME' | 'STATUS';
  direction: 'ASC' | 'DESC';
}

/** The order of a list, its field first and the id last, so that no two leads share a place. */
export const KEY_LENGTH = 3;

type Column = 'createdAt' | 'updatedAt' | 'name' | 'statusRank';
const columns: Readonly<Record<LeadOrder['field'], Column>> = { CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt', NAME: 'name', STATUS: 'statusRank' };

/** Where a lead is in the list. The field is part of it: a place in one order is none in another. */
export const keyOf = ({ field }: LeadOrder) => (lead: LeadEntity): PageKey => {
  const value = lead[columns[field]];
  return [field, value instanceof Date ? value.toISOString() : (value ?? null), lead.id];
};

type Value = Date | string | number | null;

const readValue = (column: Column, part: PageKey[number] | undefined): Value | undefined => {
  if (column === 'name') return part === null || (typeof part === 'string' && !part.includes('\0')) ? part : undefined;
  if (column === 'statusRank') return typeof part === 'number' ? part : undefined;
  const date = new Date(String(part));
  return Number.isNaN(date.getTime()) ? undefined : date;
};

/** How the rows of a page are read: `smallestFirst` also where a descending list is read from its end. */
export interface Reading {
  column: Column;
  smallestFirst: boolean;
  /** Empty values come last in either direction, so first where the list is read from its end. */
  emptyFirst: boolean;
}

export const readingOf = ({ field, direction }: LeadOrder, { backwards }: Page): Reading => ({
  column: columns[field],
  smallestFirst: (direction === 'ASC') !== backwards,
  emptyFirst: backwards,
});

/** The rows behind the page's key in the direction of reading, as a condition. @throws AppError BAD_USER_INPUT for a key of another order */
export const behindKey = ({ field }: LeadOrder, { from, backwards }: Page, reading: Reading): FilterQuery<LeadEntity> => {
  if (from === null) return {};
  const { column, smallestFirst, emptyFirst } = reading;
  const value = readValue(column, from[1]);
  const id = from[2];
  if (from[0] !== field || value === undefined || typeof id !== 'string' || kindOfId(id) !== 'lead')
    throw badField(backwards ? 'before' : 'after', 'CURSOR_INVALID', 'This page cursor is of a list in another order: begin at the first page.');
  const operator = smallestFirst ? '$gt' : '$lt';
  const tie = { $and: [{ [column]: value }, { id: { [operator]: id } }] };
  if (value === null) return emptyFirst ? { $or: [tie, { [column]: { $ne: null } }] } : tie;
  return { $or: [{ [column]: { [operator]: value } }, tie, ...(column === 'name' && !emptyFirst ? [{ [column]: null }] : [])] };
};
