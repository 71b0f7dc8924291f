import { invalidInput } from '../hubspot-error.ts';

export type Query = Partial<Record<string, string | string[]>>;

/** One value of the query; a repeated one is a mistake. */
export function readOne(query: Query, name: string): string | undefined {
  const value = query[name];
  if (Array.isArray(value)) throw invalidInput(`${name} is given more than once`);
  return value;
}

/** A list, as `a,b` or repeated; undefined when it is not there. */
export function readList(query: Query, name: string): string[] | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  return [value].flat().flatMap((part) => part.split(',')).map((part) => part.trim()).filter((part) => part !== '');
}

export function readFlag(query: Query, name: string): boolean {
  const value = readOne(query, name);
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw invalidInput(`${name} must be true or false`);
}

/** A page size from 1 to `largest`. */
export function readLimit(query: Query, fallback: number, largest: number): number {
  const text = readOne(query, 'limit') ?? String(fallback);
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > largest) {
    throw invalidInput(`limit must be a whole number from 1 to ${largest}`);
  }
  return limit;
}
