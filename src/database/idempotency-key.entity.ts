import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeam } from './row-security.ts';

/** A mutation that was called with an `idempotencyKey`, and the id of what it made. */
export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  ...ownedByTeam,
  properties: {
    teamId: p.text().primary(),
    /** Who called: the same key of another caller is another key. */
    caller: p.text().primary(),
    operation: p.text().primary(),
    key: p.text().primary(),
    /** Tells a repeated request from a key that is used for something else. */
    requestHash: p.text(),
    /** Null only inside the transaction that does the work. */
    resultId: p.text().strictNullable(),
    expiresAt: p.datetime(3),
  },
  indexes: [{ name: 'idempotency_keys_expires_at', properties: ['teamId', 'expiresAt'] }],
});
