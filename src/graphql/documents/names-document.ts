import type { DocumentRequest } from './read-reference.ts';

const given = (fields: unknown, name: string): boolean => {
  const value: unknown = typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>)[name] : undefined;
  return value !== undefined && value !== null;
};

/** Whether a request names its document, rightly or wrongly: then it needs no text. */
export const namesDocument = (request: DocumentRequest): boolean =>
  given(request, 'documentId') || given(request.extensions, 'documentId') || given(request.extensions, 'persistedQuery');
