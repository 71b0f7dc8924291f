import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { formFields, mediaType, UnreadableBody } from '../../shared/body-parsers.ts';
import { invalidInput, unsupportedMediaType } from '../hubspot-error.ts';

/** The JSON body in the given shape. Throws 415 for another media type, 400 for broken JSON or another shape. */
export function readJson<S extends z.ZodType>(request: FastifyRequest, shape: S): z.output<S> {
  if (request.body === undefined) throw invalidInput('Invalid input JSON: the request has no body');
  if (mediaType(request) !== 'application/json') throw unsupportedMediaType('application/json');
  if (request.body instanceof UnreadableBody) throw invalidInput('Invalid input JSON: the body cannot be parsed');
  const parsed = shape.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({ message: `${issue.path.join('.') || 'body'}: ${issue.message}` }));
  throw invalidInput(`Invalid input JSON: ${faults[0]?.message}`, faults);
}

/** The form fields of the body; a repeated field is left out. Parameters in the query are not looked at. */
export function readForm(request: FastifyRequest): Partial<Record<string, string>> {
  const type = 'application/x-www-form-urlencoded';
  if (mediaType(request) !== type) throw unsupportedMediaType(type);
  return formFields(request);
}
