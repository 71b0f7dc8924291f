import { inSystem } from '../../database/in-system.ts';
import type { ApiKeyActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { invalidToken } from '../account/index.ts';
import { ApiKey, type ApiKeyRow } from './api-key.entity.ts';
import { hashOfSecret } from './make-secret.ts';
import { noteKeyUse } from './note-key-use.ts';
import { isSecret } from './secret-shape.ts';

/** A program, and until when the secret lasts that it has shown. */
export interface AuthenticatedKey {
  actor: ApiKeyActor;
  /** Null for a key without an end. */
  expiresAt: Date | null;
}

const findKey = (ctx: Omit<Context, 'actor'>, hash: string, now: Date): Promise<ApiKeyRow | null> =>
  inSystem(ctx, 'session', ({ em }) =>
    em.findOne(ApiKey, { $or: [{ secretHash: hash }, { previousSecretHash: hash, previousUntil: { $gt: now } }], revokedAt: null }));

/** When a secret ends: with its key, and as an old one with its grace. */
const endOf = ({ expiresAt, secretHash, previousUntil }: ApiKeyRow, hash: string): Date | null => {
  const ends = [expiresAt, secretHash === hash ? null : previousUntil].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())));
};

/**
 * The program behind the secret of an API key. Nothing is cached: a revoked key ends with the next call.
 * @throws AppError UNAUTHENTICATED, in the same words for a wrong, expired, replaced and revoked secret
 */
export const authenticateApiKey = async (ctx: Omit<Context, 'actor'>, { secret }: { readonly secret: string }): Promise<AuthenticatedKey> => {
  if (!isSecret(secret)) throw invalidToken();
  const now = ctx.clock.now();
  const hash = hashOfSecret(secret);
  const key = await findKey(ctx, hash, now);
  if (key === null) throw invalidToken();
  const expiresAt = endOf(key, hash);
  if (expiresAt !== null && expiresAt <= now) throw invalidToken();
  noteKeyUse(ctx, key);
  return { actor: { kind: 'API_KEY', teamId: key.teamId, id: key.id, name: key.name, scopes: key.scopes }, expiresAt };
};
