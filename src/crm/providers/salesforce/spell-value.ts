import { entryOf } from '../../entry-of.ts';

/** Between the values of a multi-select; Salesforce has no way to write one inside a value. */
const SEPARATOR = ';';

const NUMBER = /^[+-]?\d{1,300}(?:\.\d{1,300})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

type Spell = (value: unknown) => unknown;

const text: Spell = (value) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
};

const number: Spell = (value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : undefined;
};

const boolean: Spell = (value) => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined);

const momentOf = (value: unknown): Date | undefined => {
  const read = value instanceof Date ? value : typeof value === 'string' && (DAY.test(value) || MOMENT.test(value)) ? new Date(value) : undefined;
  return read === undefined || Number.isNaN(read.getTime()) ? undefined : read;
};

const date: Spell = (value) => (typeof value === 'string' && DAY.test(value) ? value : momentOf(value)?.toISOString().slice(0, 10));

const datetime: Spell = (value) => momentOf(value)?.toISOString();

const listOf = (values: readonly unknown[]): string | undefined => {
  const parts = values.map(text);
  return parts.every((part): part is string => typeof part === 'string' && !part.includes(SEPARATOR)) ? parts.join(SEPARATOR) : undefined;
};

const one: Spell = (value) => (Array.isArray(value) ? (value.length === 1 ? text(value[0]) : undefined) : text(value));

const several: Spell = (value) => (Array.isArray(value) ? listOf(value) : text(value));

const spells: Readonly<Record<string, Spell>> = {
  boolean, date, datetime, picklist: one,
  int: number, long: number, double: number, currency: number, percent: number,
};

/** What Salesforce cannot be told to clear, and how it stands when it is clear. */
const cleared = (type: string): unknown => (type === 'boolean' ? false : null);

/** A value in the JSON type that Salesforce takes for a field of this type; undefined where it is none. `null` clears. */
export const spellValue = (type: string, value: unknown): unknown => (value === null ? cleared(type) : (entryOf(spells, type) ?? several)(value));
