import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { invalidInput, unsupportedMediaType } from '../hubspot-error.ts';

/** A body that no parser could read. Kept, not thrown: a bad token is reported before a bad body. */
export class UnreadableBody {}

export async function registerBodyParsers(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    done(null, parseJson(String(text)));
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _text, done) => {
    done(null, new UnreadableBody());
  });
  await app.register(formbody);
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return new UnreadableBody();
  }
}

const mediaType = (request: FastifyRequest) => request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();

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
  const { body } = request;
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string'));
}
