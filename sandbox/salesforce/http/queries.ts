import { badRequest } from '../salesforce-error.ts';

export type Query = Partial<Record<string, string | string[]>>;

/** One value of the query. @throws SalesforceError where it is given more than once */
export function readOne(query: Query, name: string): string | undefined {
  const value = query[name];
  if (Array.isArray(value)) throw badRequest('INVALID_QUERY_PARAMETER', `${name} is given more than once`);
  return value;
}

/** A list, as `a,b`; undefined when it is not there. */
export const readList = (query: Query, name: string): string[] | undefined =>
  readOne(query, name)?.split(',').map((part) => part.trim()).filter((part) => part !== '');
