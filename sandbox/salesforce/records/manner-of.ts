import type { FastifyRequest } from 'fastify';
import type { Manner } from './apply-duplicate-rule.ts';

/** How the call asks for its rows to be written. */
export function mannerOf({ url, headers }: FastifyRequest): Manner {
  const rule = headers['sforce-duplicate-rule-header'];
  const allowSave = typeof rule === 'string' && rule.split(';').some((part) => /^\s*allowSave\s*=\s*true\s*$/i.test(part));
  return { version: /^\/services\/data\/([^/]+)/.exec(url)?.[1] ?? '', allowSave };
}
