import type { Actor } from '../shared/actor.ts';
import type { Context } from '../shared/context.ts';

/** Who calls, as long as the credentials last. */
export interface Caller {
  readonly actor: Actor;
  /** When the credentials end; null where they do not. */
  readonly expiresAt: Date | null;
}

/**
 * Tells who sent a token. Who sends none is a STRANGER, and is not asked about.
 * @throws AppError UNAUTHENTICATED for a token that is wrong, expired or ended
 */
export type Authenticate = (ctx: Omit<Context, 'actor'>, token: string) => Promise<Caller>;

/** The token in `Bearer …`, or in a value that is the token itself; null where there is none. */
export const tokenIn = (value: unknown): string | null => {
  if (typeof value !== 'string') return null;
  return value.replace(/^bearer(\s+|$)/i, '').trim() || null;
};
