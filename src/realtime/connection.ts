import type { Context } from '../shared/context.ts';

/** The socket of an operation. */
export interface ConnectionFacts {
  readonly sessionId: string;
  readonly connectedAt: Date;
  readonly expiresAt: Date | null;
}

const connections = new WeakMap<Context, ConnectionFacts>();

/** Remembers which socket the context of an operation belongs to. */
export const rememberConnection = (ctx: Context, facts: ConnectionFacts): void => { connections.set(ctx, facts); };

/** The socket that an operation came over; null over plain HTTP. */
export const connectionOf = (ctx: Context): ConnectionFacts | null => connections.get(ctx) ?? null;
