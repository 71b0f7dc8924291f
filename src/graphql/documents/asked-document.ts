import type { GraphQLRequest } from '@apollo/server';
import { namesDocument } from './names-document.ts';
import type { DocumentRequest } from './read-reference.ts';

/** Stands in for a text that is not there, since Apollo refuses requests without; it is never executed. */
const STAND_IN = '{ __typename }';

/** Apollo reads what it knows, and `documentId` is not among that. */
const documentIdOf = ({ http }: GraphQLRequest): unknown => {
  if (!http) return undefined;
  if (http.method === 'GET') return new URLSearchParams(http.search).get('documentId');
  return (http.body as { documentId?: unknown } | null | undefined)?.documentId;
};

/**
 * What a request of Apollo's says about its document. Where it names one, the name is taken away from Apollo, which
 * would look for it by rules of its own, and would refuse a request without text.
 */
export const askedDocument = (request: GraphQLRequest): DocumentRequest => {
  const { query, extensions } = request;
  const asked: DocumentRequest = { query, extensions, documentId: documentIdOf(request) };
  if (!namesDocument(asked)) return asked;
  const { persistedQuery: _name, ...others } = extensions ?? {};
  Object.assign(request, { query: query || STAND_IN, extensions: others });
  return asked;
};
