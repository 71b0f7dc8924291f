import type { IncomingHttpHeaders } from 'node:http';
import { badInput } from '../../shared/app-error.ts';

const refused = (code: string, message: string) => badInput([{ field: 'body', code, message }]);

/**
 * The tally of a request that carries several operations in an array; null for every other request.
 * @throws AppError BAD_USER_INPUT where arrays are not taken, or not of this length, or not with one idempotency key
 */
export const openBatch = (body: unknown, headers: IncomingHttpHeaders, most: number): { cost: number } | null => {
  if (!Array.isArray(body)) return null;
  if (most === 0) throw refused('BATCH_NOT_TAKEN', 'An array of operations is not taken here: send each operation in a request of its own.');
  if (body.length > most) throw refused('BATCH_TOO_LONG', `The array has ${String(body.length)} operations; the limit is ${String(most)}. Send the others in another request.`);
  if (body.length > 1 && headers['idempotency-key'] !== undefined)
    throw refused('AMBIGUOUS', 'An Idempotency-Key stands for one mutation: send it with one operation, or give each input its own idempotencyKey.');
  return { cost: 0 };
};
