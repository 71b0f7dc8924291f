import { badField } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';

/**
 * A context that mutations take their idempotency key from where their input brings none; `field` names where it stood.
 * @throws AppError BAD_USER_INPUT for a key that is no text
 */
export const keyedContext = (ctx: Context, key: unknown, field: string): Context => {
  if (key === undefined || key === null) return ctx;
  if (typeof key !== 'string') throw badField(field, 'INVALID', `${field} must be a string, a new one for every new request.`);
  return { ...ctx, idempotencyKey: key };
};
