import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import { parse } from 'graphql';
import { shareSnapshot } from '../database/in-snapshot.ts';
import type { Context } from '../shared/context.ts';
import type { Door } from './door.ts';
import { formatError } from './format-error.ts';
import { httpStatusOf, retryAfterOf } from './http-status.ts';
import { prepare, type Prepared, type Refused } from './prepare.ts';

/** Stands in for a refused document until the answer is given; it is never executed. */
const nothing = parse('{ __typename }');

/** One request: prepared as soon as its text is known, answered at the first place where a hook may answer. */
const listener = (door: Door): GraphQLRequestListener<Context> => {
  let preparation: Prepared | Refused | undefined;
  return {
    didResolveSource: async (request) => {
      const { operationName, variables } = request.request;
      preparation = await prepare(door, { query: request.source, operationName, variables }, 'http');
      // With a document in its hands Apollo neither parses nor validates: there are no other rules than ours.
      Object.assign(request, { document: 'errors' in preparation ? nothing : preparation.document });
    },
    responseForOperation: async ({ contextValue }) => {
      if (!preparation || !('errors' in preparation)) return null;
      const errors = preparation.errors.map((error) => formatError(error, contextValue).toJSON());
      return { http: { status: httpStatusOf({ errors }), headers: new HeaderMap() }, body: { kind: 'single', singleResult: { errors } } };
    },
    executionDidStart: async ({ contextValue }) => {
      // Of this very object: Apollo hands resolvers a copy of the context that it was given.
      const snapshot = shareSnapshot(contextValue);
      return { executionDidEnd: () => snapshot.end() };
    },
    willSendResponse: async ({ response: { body, http } }) => {
      // What Apollo refuses by itself has a status of its own, such as 405 for a mutation by GET.
      if (body.kind !== 'single') return;
      if ((http.status ?? 200) === 200) http.status = httpStatusOf(body.singleResult);
      const wait = retryAfterOf(body.singleResult.errors);
      if (wait !== null && http.status !== 200) http.headers.set('retry-after', wait);
    },
  };
};

/** Leads every request of Apollo Server through our `prepare`, with one snapshot and the status of our table. */
export const preparePlugin = (door: Door): ApolloServerPlugin<Context> => ({ requestDidStart: async () => listener(door) });
