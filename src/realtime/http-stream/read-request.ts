import type { FastifyRequest } from 'fastify';
import type { OperationRequest } from '../open-operation.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of a query string, where objects are written as JSON; what is no JSON stays text, and is no object then. */
const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

const fieldsOf = ({ method, body, query }: FastifyRequest): unknown => {
  if (method !== 'GET') return body;
  const { variables, extensions, ...others } = query as Fields;
  return { ...others, variables: parsed(variables), extensions: parsed(extensions) };
};

const isAbsentOr = (is: (value: unknown) => boolean) => (value: unknown) => value === undefined || value === null || is(value);
const isText = isAbsentOr((value) => typeof value === 'string');
const isObject = isAbsentOr(isFields);

/** The one operation that a request carries, by POST or by GET; null for what is malformed, or an array of them. */
export const readRequest = (request: FastifyRequest): OperationRequest | null => {
  const fields = fieldsOf(request);
  if (!isFields(fields)) return null;
  const { query, documentId, operationName, variables, extensions } = fields;
  if (![query, operationName].every(isText) || ![variables, extensions].every(isObject)) return null;
  return { query, documentId, operationName, variables, extensions } as OperationRequest;
};
