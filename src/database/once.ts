import { createHash } from 'node:crypto';
import type { TeamActor } from '../shared/actor.ts';
import { badField } from '../shared/app-error.ts';
import { checkInput } from '../shared/check-input.ts';
import { requireLine } from '../shared/clean-text.ts';
import type { Tx } from './in-transaction.ts';

/** How long the first result answers for its key. */
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Longest key, in UTF-16 units. */
const KEY_MAX = 200;
/** Old keys that one call removes: more than it adds, so the table shrinks to what is alive. */
const FORGET_AT_ONCE = 10;

/** One call of a mutation that may be repeated. */
export interface OnceOptions {
  /** The client's `idempotencyKey`, else that of its request counts; without either the work is just done. */
  key: string | null | undefined;
  /** The name of the mutation: `createLead`. */
  operation: string;
  /** The rest of the input: the same key with another request is refused. Whatever JSON can say. */
  request: unknown;
}

const callerOf = (actor: TeamActor): string => {
  switch (actor.kind) {
    case 'USER':
      return actor.id;
    case 'API_KEY':
      return actor.id;
    case 'SERVICE':
      return 'service';
    case 'SYSTEM':
      return `system:${actor.job}`;
    case 'VISITOR':
      return 'visitor';
  }
};

/** The same text for the same value, in whatever order its keys come. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part);

/** Waits for a running transaction with the same key. Then a row comes back, unless that one has committed. */
const claim = `
  insert into idempotency_keys (team_id, caller, operation, key, request_hash, result_id, expires_at)
  values (?, ?, ?, ?, ?, null, ?)
  on conflict (team_id, caller, operation, key) do update
    set request_hash = excluded.request_hash, result_id = null, expires_at = excluded.expires_at
    where idempotency_keys.expires_at <= ?
  returning key`;

const first = 'select request_hash, result_id from idempotency_keys where team_id = ? and caller = ? and operation = ? and key = ?';

const settle = 'update idempotency_keys set result_id = ? where team_id = ? and caller = ? and operation = ? and key = ?';

const forgetOld = `
  delete from idempotency_keys where (team_id, caller, operation, key) in (
    select team_id, caller, operation, key from idempotency_keys
    where team_id = ? and expires_at <= ? order by expires_at limit ? for update skip locked)`;

/**
 * Does the work once per caller, operation and key within 24 hours, and answers with the id of its result; a repeated
 * call gets the id of the first. Parallel calls wait for each other. What the work wrote and the key commit together.
 * @throws AppError BAD_USER_INPUT: IDEMPOTENCY_KEY_REUSED for another request under the same key
 */
export const once = async (tx: Tx, { key: own, operation, request }: OnceOptions, work: () => Promise<string>): Promise<string> => {
  const key = own ?? tx.idempotencyKey;
  if (key === undefined) return work();
  const cleaned = checkInput((faults) => requireLine(key, { field: 'idempotencyKey', max: KEY_MAX }, faults));
  const now = tx.clock.now();
  const hash = createHash('sha256').update(canonical(request ?? null)).digest('hex');
  const call = [tx.actor.teamId, callerOf(tx.actor), operation, cleaned];

  const claimed = await tx.em.execute<unknown[]>(claim, [...call, hash, new Date(now.getTime() + KEPT_MS), now]);
  if (claimed.length > 0) {
    const id = await work();
    await tx.em.execute(settle, [id, ...call]);
    await tx.em.execute(forgetOld, [tx.actor.teamId, now, FORGET_AT_ONCE]);
    return id;
  }
  const [earlier] = await tx.em.execute<{ request_hash: string; result_id: string | null }[]>(first, call);
  if (earlier?.request_hash !== hash)
    throw badField('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED', 'idempotencyKey was used for another request: take a new key for every new request');
  if (earlier.result_id === null) throw new Error('A key was committed without its result.');
  return earlier.result_id;
};
