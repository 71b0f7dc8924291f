import { inTransaction } from '../../database/in-transaction.ts';
import { emit } from '../../events/emit.ts';
import { AppError, badField, forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { audit, MembershipChanged, refuse } from '../account/index.ts';
import type { ApiKeyRow } from './api-key.entity.ts';
import { beyondOwn, canManageKeys } from './api-key.policy.ts';
import type { ApiKeyWithSecret } from './create-api-key.ts';
import { keyChange } from './key-change.ts';
import { lockApiKey } from './lock-api-key.ts';
import { makeSecret } from './make-secret.ts';
import { shownKey } from './shown-key.ts';

/** Longest time that an old secret works beside the new one. */
const GRACE_MAX_SECONDS = 604_800;

export interface RotateApiKey {
  id: string;
  graceSeconds?: number | null;
}

const readGrace = (graceSeconds: number): number => {
  if (graceSeconds < 0 || graceSeconds > GRACE_MAX_SECONDS) throw badField('graceSeconds', 'OUT_OF_RANGE', `graceSeconds must be 0 to ${String(GRACE_MAX_SECONDS)}`);
  return graceSeconds;
};

const requireWorking = (key: ApiKeyRow, now: Date): void => {
  const ended = key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now);
  if (ended) throw new AppError('CONFLICT', 'This key has ended, and a new secret would not work either: make a new key.', { current: shownKey(key) });
};

/** A second rotation within the grace of the first would end the secret that programs still use. */
const requireNoGrace = (key: ApiKeyRow, graceSeconds: number, now: Date): void => {
  const { previousUntil } = key;
  if (graceSeconds === 0 || previousUntil === null || previousUntil <= now) return;
  throw new AppError(
    'CONFLICT',
    `The secret before this one works until ${previousUntil.toISOString()}, and another rotation would end it now. Wait until then, or rotate with graceSeconds 0 if nothing uses it any more.`,
    { current: shownKey(key) },
  );
};

/**
 * A new secret for a key; the one before it works for `graceSeconds` more. Sockets of the key have to show a secret
 * again at once: those that then show the old one are told until when it lasts, and closed at that moment.
 * @throws AppError FORBIDDEN; NOT_FOUND; BAD_USER_INPUT; CONFLICT for a key that has ended, or whose last rotation is still in its grace
 */
export const rotateApiKey = async (ctx: TeamContext, input: RotateApiKey): Promise<ApiKeyWithSecret> => {
  if (!canManageKeys(ctx.actor)) throw refuse(ctx.actor, 'manage API keys', 'keys:manage');
  const graceSeconds = readGrace(input.graceSeconds ?? 0);
  const { secret, prefix, secretHash } = makeSecret();
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const apiKey = await lockApiKey(tx, input.id);
    const beyond = beyondOwn(tx.actor, apiKey.scopes);
    if (beyond.length > 0) throw forbidden(`rotate a key that may do what you may not: ${beyond.join(', ')}`);
    requireWorking(apiKey, now);
    requireNoGrace(apiKey, graceSeconds, now);
    apiKey.previousSecretHash = graceSeconds === 0 ? null : apiKey.secretHash;
    apiKey.previousUntil = graceSeconds === 0 ? null : new Date(now.getTime() + graceSeconds * 1_000);
    Object.assign(apiKey, { prefix, secretHash });
    emit(tx, MembershipChanged, apiKey.id, keyChange('KEY_ROTATED', apiKey.id, { apiKeyId: apiKey.id }));
    await audit(tx, { action: 'key.rotated', target: apiKey.id, data: { prefix, graceSeconds } });
    return { apiKey, secret };
  });
};
