import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import { parse } from 'graphql';
import { shareSnapshot } from '../database/in-snapshot.ts';
import type { Balance } from '../limits/budgets.ts';
import type { Context } from '../shared/context.ts';
import { countAnswer } from './count-answer.ts';
import { askedDocument } from './documents/asked-document.ts';
import type { DocumentRequest } from './documents/read-reference.ts';
import type { Door } from './door.ts';
import { formatError } from './format-error.ts';
import { httpStatusOf, retryAfterOf } from './http-status.ts';
import type { CostFacts } from './limits/create-meter.ts';
import { rateLimitHeaders } from './limits/rate-limit-headers.ts';
import { prepare, type Prepared, type Refused } from './prepare.ts';
import { requestScope } from './request-scope.ts';

/** Stands in for a refused document until the answer is given; it is never executed. */
const nothing = parse('{ __typename }');

/** The cost of what ran, and how the budget stands after it; nothing where operations cost nothing. */
const settle = async (
  preparation: Prepared | Refused | undefined,
  data: Readonly<Record<string, unknown>> | null | undefined,
): Promise<{ cost?: CostFacts; balance?: Balance | undefined }> => {
  if (preparation && 'errors' in preparation) return { balance: preparation.balance };
  return (await preparation?.charge?.settle(data)) ?? {};
};

/** Of several answers in one none can have its status: each tells by its errors how it went. */
const isBatch = () => requestScope.getStore()?.batch !== undefined;

/** One request: prepared as soon as its text is known, answered at the first place where a hook may answer. */
const listener = (door: Door, asked: DocumentRequest): GraphQLRequestListener<Context> => {
  let preparation: Prepared | Refused | undefined;
  return {
    didResolveSource: async (request) => {
      const { operationName, variables } = request.request;
      preparation = await prepare(door, { ...asked, operationName, variables }, { transport: 'http', ctx: request.contextValue });
      // With a document in its hands Apollo neither parses nor validates: there are no other rules than ours.
      Object.assign(request, { document: 'errors' in preparation ? nothing : preparation.document });
    },
    responseForOperation: async ({ contextValue }) => {
      if (!preparation || !('errors' in preparation)) return null;
      const errors = preparation.errors.map((error) => formatError(error, contextValue).toJSON());
      const http = { headers: new HeaderMap(), ...(preparation.malformed ? { status: Math.max(httpStatusOf({ errors }), 400) } : {}) };
      return { http, body: { kind: 'single', singleResult: { errors } } };
    },
    executionDidStart: async ({ contextValue }) => {
      // Of this very object: Apollo hands resolvers a copy of the context that it was given.
      const snapshot = shareSnapshot(contextValue);
      return { executionDidEnd: () => snapshot.end() };
    },
    willSendResponse: async ({ contextValue, request, response: { body, http } }) => {
      if (body.kind !== 'single') return;
      countAnswer(door, { transport: 'http', ctx: contextValue }, preparation ?? null, body.singleResult.errors);
      const { cost, balance } = await settle(preparation, body.singleResult.data);
      if (cost) body.singleResult.extensions = { ...body.singleResult.extensions, cost };
      for (const [name, value] of balance ? rateLimitHeaders(balance) : []) http.headers.set(name, value);
      if (isBatch()) return;
      // What Apollo refuses by itself has a status of its own, such as 405 for a mutation by GET.
      if ((http.status ?? 200) === 200) http.status = httpStatusOf(body.singleResult, request.http?.headers.get('accept'));
      const wait = retryAfterOf(body.singleResult.errors);
      if (wait !== null && http.status !== 200) http.headers.set('retry-after', wait);
    },
  };
};

/** Leads every request of Apollo Server through our `prepare`, with one snapshot and the status of our table. */
export const preparePlugin = (door: Door): ApolloServerPlugin<Context> => ({ requestDidStart: async ({ request }) => listener(door, askedDocument(request)) });
