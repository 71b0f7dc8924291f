import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../shared/app-error.ts';

/** What a form of any page can send. */
const simple = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(;|$)/i;

/** A browser asks first whether a page of another origin may send one of these. */
const asked = ['x-apollo-operation-name', 'apollo-require-preflight', 'authorization', 'x-api-key', 'x-internal-api-key'] as const;

/**
 * Refuses requests that a browser would send for any page without asking, by the rule of Apollo Server, with which the
 * other requests are judged; credentials in a header count as asked.
 * @throws AppError BAD_USER_INPUT
 */
export const requirePreflight = (headers: IncomingHttpHeaders): void => {
  const type = headers['content-type'];
  if (type !== undefined && !simple.test(type)) return;
  if (asked.some((name) => headers[name] !== undefined && headers[name] !== '')) return;
  throw new AppError('BAD_USER_INPUT', `A browser sends such a request for any page. Send content-type: application/json, or one of these headers: ${asked.join(', ')}.`);
};
