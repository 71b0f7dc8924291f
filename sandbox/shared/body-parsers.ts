import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';

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

export const mediaType = (request: FastifyRequest) => request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();

/** The form fields of a body that was sent as one; a repeated field is left out. */
export function formFields({ body }: FastifyRequest): Partial<Record<string, string>> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string'));
}
