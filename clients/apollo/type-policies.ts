import type { FieldPolicy, TypePolicies } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

interface Streamed {
  readonly streamCursor?: unknown;
}

const pages = relayStylePagination(['filter', 'orderBy']);

/**
 * Pages of one filter and order are put together. `streamCursor` stays that of the first page: a stream from there
 * misses nothing of any page, while that of a later page comes after changes to the earlier ones.
 */
const leads: FieldPolicy = {
  ...pages,
  merge: (existing: Streamed | undefined, incoming: Streamed | null, options) => {
    const merged: unknown = typeof pages.merge === 'function' ? pages.merge(existing as never, incoming as never, options as never) : incoming;
    const goesOn = options.args?.['after'] != null && existing?.streamCursor !== undefined;
    return goesOn ? { ...(merged as object), streamCursor: existing.streamCursor } : merged;
  },
};

/** For `new InMemoryCache({ typePolicies })`: everything of ours has an `id`, so only lists need to be told about. */
export const typePolicies: TypePolicies = {
  Query: { fields: { leads, forms: relayStylePagination() } },
  Lead: { fields: { syncAttempts: relayStylePagination() } },
};
