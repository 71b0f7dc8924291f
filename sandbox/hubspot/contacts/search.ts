import { z } from 'zod';
import { invalidInput } from '../hubspot-error.ts';
import type { Contact, Sandbox } from '../state.ts';
import { compareValues, filter, type Filter, matchesFilter } from './match-filter.ts';
import { showContact } from './show-contact.ts';

const MOST_GROUPS = 5;
const MOST_FILTERS_IN_GROUP = 6;
const MOST_FILTERS = 18;
const MOST_RESULTS = 10_000;
const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 200;
const LONGEST_QUERY = 3_000;

/** What the free-text `query` looks at. */
const QUERIED = ['email', 'firstname', 'lastname', 'phone', 'company', 'website'];

const sort = z.union([
  z.string().transform((propertyName) => ({ propertyName, direction: 'ASCENDING' as const })),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);

export const searchInput = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filter).max(MOST_FILTERS_IN_GROUP) })).max(MOST_GROUPS).default([]),
  sorts: z.array(sort).max(1, { error: 'only one sort is allowed' }).default([]),
  properties: z.array(z.string()).default([]),
  limit: z.int().min(1).max(LARGEST_PAGE).default(DEFAULT_PAGE),
  after: z.union([z.string().regex(/^\d{1,9}$/, { error: 'must be a cursor of this search' }), z.int().min(0)]).default(0).transform(Number),
  query: z.string().max(LONGEST_QUERY).default(''),
});

type Search = z.output<typeof searchInput>;

/** Answers from the index, which lags behind the records: what is found is what was, not what is. */
export function searchContacts(sandbox: Sandbox, search: Search) {
  const filters = search.filterGroups.flatMap((group) => group.filters);
  if (filters.length > MOST_FILTERS) throw invalidInput(`a search has at most ${MOST_FILTERS} filters in all`);
  if (search.after + search.limit > MOST_RESULTS) throw invalidInput(`a search gives at most ${MOST_RESULTS} results`);
  refuseUnknown(sandbox, [...filters, ...search.sorts]);

  const found = indexOf(sandbox)
    .filter((contact) => matchesGroups(sandbox, contact, search) && matchesQuery(contact, search.query))
    .sort((left, right) => inOrder(sandbox, search, left, right));
  const next = search.after + search.limit;
  const results = found.slice(search.after, next).map((contact) => showContact(sandbox, contact, search.properties));
  return { total: found.length, results, ...(next < found.length && { paging: { next: { after: String(next) } } }) };
}

/** The living contacts of the index, after taking in what has become visible. */
function indexOf(sandbox: Sandbox): Contact[] {
  const now = Date.now();
  for (const { contact } of sandbox.unindexed.filter(({ visibleAt }) => visibleAt <= now)) {
    sandbox.indexed.set(contact.id, contact);
  }
  sandbox.unindexed = sandbox.unindexed.filter(({ visibleAt }) => visibleAt > now);
  return [...sandbox.indexed.values()].filter(({ archived }) => !archived);
}

function refuseUnknown({ properties }: Sandbox, uses: readonly { propertyName: string }[]): void {
  const unknown = uses.find(({ propertyName }) => properties.get(propertyName)?.archived !== false)?.propertyName;
  if (unknown === undefined) return;
  const message = `Property "${unknown}" does not exist`;
  throw invalidInput(`There was a problem with the request: ${message}`, [
    { message, code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: [unknown] } },
  ]);
}

const typeOf = ({ properties }: Sandbox, name: string) => properties.get(name)?.type ?? 'string';

/** Any group, and all filters of it. */
const matchesGroups = (sandbox: Sandbox, { properties }: Contact, { filterGroups }: Search) =>
  filterGroups.length === 0 ||
  filterGroups.some(({ filters }) =>
    filters.every((each: Filter) => matchesFilter(each, properties[each.propertyName], typeOf(sandbox, each.propertyName))),
  );

const matchesQuery = ({ properties }: Contact, query: string) =>
  query === '' || QUERIED.some((name) => properties[name]?.toLowerCase().includes(query.toLowerCase()));

/** Without a sort, or where it does not decide: in the order of ids. */
function inOrder(sandbox: Sandbox, { sorts: [wanted] }: Search, left: Contact, right: Contact): number {
  const byId = Number(left.id) - Number(right.id);
  if (!wanted) return byId;
  const { propertyName, direction } = wanted;
  const [a, b] = [left.properties[propertyName] ?? '', right.properties[propertyName] ?? ''];
  const order = compareValues(typeOf(sandbox, propertyName), a, b) || byId;
  return direction === 'DESCENDING' ? -order : order;
}
