import { z } from 'zod';
import { matchesGlob } from '../../shared/glob.ts';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const propertyName = z.string();

export const filter = z.discriminatedUnion('operator', [
  z.object({ propertyName, operator: z.enum(['EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE', 'CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN']), value: text }),
  z.object({ propertyName, operator: z.literal('BETWEEN'), value: text, highValue: text }),
  z.object({ propertyName, operator: z.enum(['IN', 'NOT_IN']), values: z.array(text).min(1) }),
  z.object({ propertyName, operator: z.enum(['HAS_PROPERTY', 'NOT_HAS_PROPERTY']) }),
]);

export type Filter = z.output<typeof filter>;

/** Whether a contact's value of this type passes. One that is not set passes only what denies. */
export function matchesFilter(wanted: Filter, held: string | undefined, type: string): boolean {
  if (held === undefined) return ['NEQ', 'NOT_IN', 'NOT_CONTAINS_TOKEN', 'NOT_HAS_PROPERTY'].includes(wanted.operator);
  switch (wanted.operator) {
    case 'HAS_PROPERTY':
      return true;
    case 'NOT_HAS_PROPERTY':
      return false;
    case 'IN':
      return isAmong(wanted.values, held, type);
    case 'NOT_IN':
      return !isAmong(wanted.values, held, type);
    case 'CONTAINS_TOKEN':
      return containsToken(held, wanted.value);
    case 'NOT_CONTAINS_TOKEN':
      return !containsToken(held, wanted.value);
    case 'BETWEEN':
      return compareValues(type, held, wanted.value) >= 0 && compareValues(type, held, wanted.highValue) <= 0;
    case 'EQ':
      return compareValues(type, held, wanted.value) === 0;
    case 'NEQ':
      return compareValues(type, held, wanted.value) !== 0;
    case 'LT':
      return compareValues(type, held, wanted.value) < 0;
    case 'LTE':
      return compareValues(type, held, wanted.value) <= 0;
    case 'GT':
      return compareValues(type, held, wanted.value) > 0;
    case 'GTE':
      return compareValues(type, held, wanted.value) >= 0;
  }
}

/** Strings are looked up in lower case and the list is not: a list in capitals finds nothing. */
const isAmong = (values: readonly string[], held: string, type: string) =>
  type === 'string' ? values.includes(held.toLowerCase()) : values.some((value) => compareValues(type, held, value) === 0);

/** Negative, zero or positive, by number or time where the type has one, else by letters without case. */
export function compareValues(type: string, left: string, right: string): number {
  const [a, b] = [measure(type, left), measure(type, right)];
  if (a !== undefined && b !== undefined) return a - b;
  const [lower, other] = [left.toLowerCase(), right.toLowerCase()];
  return lower < other ? -1 : Number(lower > other);
}

/** Dates may be written in ISO 8601 or as epoch milliseconds. */
function measure(type: string, value: string): number | undefined {
  if (!['number', 'date', 'datetime'].includes(type) || value === '') return undefined;
  const number = type === 'number' || /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(number) ? undefined : number;
}

/** The whole value or one word of it, with `*` for anything; without `*` also several words in a row. */
function containsToken(held: string, wanted: string): boolean {
  const [value, pattern] = [held.toLowerCase(), wanted.toLowerCase()];
  if (pattern.includes('*')) return [value, ...words(value)].some((part) => matchesGlob(pattern, part));
  return ` ${words(value).join(' ')} `.includes(` ${words(pattern).join(' ')} `);
}

const words = (value: string) => value.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
