import type { Field } from '../describe/field.ts';
import { readDateTime } from '../records/date-times.ts';
import { fold } from '../records/find-record.ts';

/** What values are compared as: numbers, truths, and texts in small letters unless the field minds the case. */
export type Measure = string | number | boolean | null;

export function measure(field: Field, value: unknown): Measure {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value === '') return null;
  if (field.type === 'datetime') return readDateTime(value) ?? null;
  return field.type === 'id' || field.type === 'reference' ? value : fold(field, value);
}

/** Negative, zero or positive; what has no value comes first. */
export function compareValues(left: Measure, right: Measure): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return left < right ? -1 : Number(left > right);
}
