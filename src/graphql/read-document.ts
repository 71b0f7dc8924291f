import { createHash } from 'node:crypto';
import { GraphQLError, parse, print, validate, type DocumentNode } from 'graphql';
import { AppError } from '../shared/app-error.ts';
import type { Door, ReadDocument } from './door.ts';
import { refusal, refusalOf } from './refusal.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

const tooComplex = (message: string) => [refusalOf(new AppError('OPERATION_TOO_COMPLEX', message))];

const nestedTooDeep = () => tooComplex('The document is nested too deep. Ask for less at once.');

/** graphql-js has no class of its own for it. */
const isTokenLimit = (error: GraphQLError) => error.message.endsWith('Parsing aborted.');

/** graphql-js gives up on documents made to be expensive to check; it exports no name for that either. */
const isValidationLimit = (error: GraphQLError) => error.message === 'Validation aborted.';

const parseText = ({ limits }: Door, text: string): DocumentNode | readonly GraphQLError[] => {
  try {
    return parse(text, { maxTokens: limits.documentTokens });
  } catch (error) {
    if (error instanceof RangeError) return nestedTooDeep();
    if (!(error instanceof GraphQLError)) throw error;
    if (isTokenLimit(error)) return tooComplex(`The document has more than ${limits.documentTokens} tokens. Ask for less at once.`);
    return [refusal('GRAPHQL_PARSE_FAILED', error)];
  }
};

const validateDocument = ({ schema, rules, limits, hideSuggestions }: Door, document: DocumentNode): readonly GraphQLError[] => {
  try {
    const errors = validate(schema, document, rules, { maxErrors: limits.errors, hideSuggestions });
    if (errors.some(isValidationLimit)) return tooComplex('The document repeats itself too often. Ask for less at once.');
    return errors.map((error) => refusal('GRAPHQL_VALIDATION_FAILED', error));
  } catch (error) {
    if (error instanceof RangeError) return nestedTooDeep();
    // A rule that gives up: SingleFieldSubscriptionsRule does over a condition that it cannot decide.
    if (error instanceof GraphQLError) return [refusal('GRAPHQL_VALIDATION_FAILED', error)];
    throw error;
  }
};

const isErrors = (value: DocumentNode | readonly GraphQLError[]): value is readonly GraphQLError[] => Array.isArray(value);

/**
 * Parses and validates a document by the rules of the door, once per text: what passed is kept. A refused one is read
 * again, so that nobody fills the cache with nonsense.
 */
export const readDocument = (door: Door, text: string): ReadDocument | { errors: readonly GraphQLError[] } => {
  const size = Buffer.byteLength(text);
  if (size > door.limits.documentBytes)
    return { errors: tooComplex(`The document has more than ${door.limits.documentBytes} bytes. Ask for less at once.`) };
  const key = sha256(text);
  const known = door.documents.get(key);
  if (known) return known;
  const document = parseText(door, text);
  if (isErrors(document)) return { errors: document };
  const errors = validateDocument(door, document);
  if (errors.length > 0) return { errors };
  const read = { document, hash: sha256(print(document)) };
  door.documents.set(key, read, { size });
  return read;
};
