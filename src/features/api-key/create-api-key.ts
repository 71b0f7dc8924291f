import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { once } from '../../database/once.ts';
import { emit } from '../../events/emit.ts';
import { AppError, forbidden } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { requireLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { audit, MembershipChanged, refuse } from '../account/index.ts';
import { ApiKey, type ApiKeyRow } from './api-key.entity.ts';
import { beyondOwn, canManageKeys } from './api-key.policy.ts';
import { keyChange } from './key-change.ts';
import { makeSecret, type NewSecret } from './make-secret.ts';
import { readScopes } from './read-scopes.ts';
import { shownKey } from './shown-key.ts';

/** Longest name of a key, in UTF-16 units. */
const NAME_MAX = 200;

export interface CreateApiKey {
  name: string;
  scopes: readonly string[];
  expiresAt?: Date | null;
  idempotencyKey?: string | null;
}

/** A key with the secret that is shown this once. */
export interface ApiKeyWithSecret {
  apiKey: ApiKeyRow;
  secret: string;
}

type NewKey = Pick<ApiKeyRow, 'name' | 'scopes' | 'expiresAt'>;

const readKey = ({ clock }: TeamContext, { name, scopes, expiresAt = null }: CreateApiKey): NewKey =>
  checkInput((faults) => {
    if (expiresAt !== null && expiresAt <= clock.now()) faults.push({ field: 'expiresAt', code: 'NOT_IN_FUTURE', message: 'expiresAt must be in the future; leave it out for a key without an end' });
    return { name: requireLine(name, { field: 'name', max: NAME_MAX }, faults), scopes: readScopes(scopes, faults), expiresAt };
  });

const insertKey = async (tx: Tx, key: NewKey, { prefix, secretHash }: NewSecret): Promise<string> => {
  const id = newId('key');
  const nothingYet = { previousSecretHash: null, previousUntil: null, revokedAt: null, lastUsedAt: null };
  await tx.em.insert(ApiKey, { ...key, ...nothingYet, id, teamId: tx.actor.teamId, prefix, secretHash, createdAt: tx.clock.now() });
  emit(tx, MembershipChanged, id, keyChange('KEY_CREATED', id, null));
  await audit(tx, { action: 'key.created', target: id, data: { name: key.name, prefix, scopes: key.scopes } });
  return id;
};

/** The secret is kept nowhere, so a repeated call cannot have it again; but it must not make a second key either. */
const madeBefore = (key: ApiKeyRow) =>
  new AppError('CONFLICT', 'This key was made by an earlier call, and its secret is shown only once. If it was lost, rotate the key.', { current: shownKey(key) });

/**
 * A key for a program. Nobody gives what it does not have: a person what its role may, a key what it may itself.
 * @throws AppError FORBIDDEN; BAD_USER_INPUT; CONFLICT with the key, for an `idempotencyKey` that has made one already
 */
export const createApiKey = async (ctx: TeamContext, { idempotencyKey, ...input }: CreateApiKey): Promise<ApiKeyWithSecret> => {
  if (!canManageKeys(ctx.actor)) throw refuse(ctx.actor, 'manage API keys', 'keys:manage');
  const key = readKey(ctx, input);
  const beyond = beyondOwn(ctx.actor, key.scopes);
  if (beyond.length > 0) throw forbidden(`give a key what you do not have yourself: ${beyond.join(', ')}`);
  const made = makeSecret();
  return inTransaction(ctx, async (tx) => {
    const id = await once(tx, { operation: 'createApiKey', key: idempotencyKey, request: input }, () => insertKey(tx, key, made));
    const apiKey = await tx.em.findOneOrFail(ApiKey, { id });
    if (apiKey.secretHash !== made.secretHash) throw madeBefore(apiKey);
    return { apiKey, secret: made.secret };
  });
};
