import { GraphQLError } from 'graphql';
import { AppError, type ErrorCode, type ErrorDetail } from '../shared/app-error.ts';

/** Where in the document, and where in the answer, an error belongs. */
export const placeOf = ({ nodes, source, positions, path }: GraphQLError) => ({
  nodes: nodes ?? null,
  source: source ?? null,
  positions: positions ?? null,
  path: path ?? null,
});

/** What graphql-js found wrong with a request, with our code; locations in the document are kept. */
export const refusal = (code: ErrorCode, found: GraphQLError, details: readonly ErrorDetail[] = []): GraphQLError =>
  new GraphQLError(found.message, { ...placeOf(found), originalError: new AppError(code, found.message, { details }) });

/** A refusal in words of ours; what a guard threw. */
export const refusalOf = (error: AppError): GraphQLError => new GraphQLError(error.message, { originalError: error });
