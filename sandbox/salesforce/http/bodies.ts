import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { formFields, mediaType, UnreadableBody } from '../../shared/body-parsers.ts';
import { unreadableJson, unsupportedMediaType } from '../salesforce-error.ts';

/** The JSON body in the given shape. @throws SalesforceError 415 for another media type, 400 for broken JSON or another shape */
export function readJson<S extends z.ZodType>(request: FastifyRequest, shape: S): z.output<S> {
  if (request.body === undefined) throw unreadableJson('No content to map to Object due to end of input');
  if (mediaType(request) !== 'application/json') throw unsupportedMediaType('application/json');
  if (request.body instanceof UnreadableBody) throw unreadableJson('Unexpected character or end of input at [line:1, column:1]');
  const parsed = shape.safeParse(request.body);
  if (parsed.success) return parsed.data;
  throw unreadableJson(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '));
}

/** The form fields of the body; parameters in the query are not looked at. Another media type has none. */
export const readForm = (request: FastifyRequest): Partial<Record<string, string>> =>
  mediaType(request) === 'application/x-www-form-urlencoded' ? formFields(request) : {};
