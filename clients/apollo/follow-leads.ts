import type { ApolloCache, ObservableQuery } from '@apollo/client';
import { LeadChangesDocument, type LeadChangesSubscription, type LeadListQuery, type LeadListQueryVariables } from '../generated/operations.ts';

type LeadList = ObservableQuery<LeadListQuery, LeadListQueryVariables>;
type LeadEvent = NonNullable<LeadChangesSubscription['leadUpdated']>;

/** A new lead comes first, as in the default order. Undefined where the list stays as it is: what is returned is written. */
const withNewLead = (list: LeadListQuery, { action, cursor, lead }: LeadEvent): LeadListQuery | undefined => {
  const { leads } = list;
  if (action !== 'CREATED' || leads === null || lead === null || leads.edges.some(({ node }) => node.id === lead.id)) return undefined;
  // Its place in the list is known to the server only; `fetchMore` goes on behind the last edge, which keeps its own.
  return { ...list, leads: { ...leads, edges: [{ __typename: 'LeadEdge', cursor, node: lead }, ...leads.edges] } };
};

/**
 * Keeps a list of leads up to date without asking for it again. Changed leads find their place in the cache by
 * `__typename` and `id`, deleted ones are evicted from it, new ones are put on top. It begins where the list ends:
 * call it once the list is there. Returns how it stops.
 */
export const followLeads = (list: LeadList, cache: ApolloCache): (() => void) =>
  list.subscribeToMore({
    document: LeadChangesDocument,
    variables: { after: list.getCurrentResult().data?.leads?.streamCursor ?? null },
    updateQuery: (_previous, { subscriptionData, complete, previousData }) => {
      const event = subscriptionData.data.leadUpdated;
      if (event?.action === 'DELETED') {
        cache.evict({ id: cache.identify({ __typename: 'Lead', id: event.leadId }) ?? '' });
        cache.gc();
      }
      return complete && event !== null ? withNewLead(previousData, event) : undefined;
    },
  });
