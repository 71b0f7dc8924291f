import { createHash } from 'node:crypto';
import { fromUUID } from 'typeid-js';
import type { Tx } from '../../database/in-transaction.ts';
import { actorFacts } from '../../shared/actor.ts';
import type { AuditFacts } from './audit.ts';

/** An entry that several processes, or one job twice, may want to write. */
export interface AuditOnceFacts extends Omit<AuditFacts, 'data' | 'actor'> {
  /** When it came about, the same for all who write it: entries are listed by it. */
  since: Date;
  /** What tells it from others of that moment in the team. */
  key: readonly string[];
}

/** An id that is the same whoever makes it: a UUIDv7 of the moment, its random bits taken from the key. */
const idOf = (since: Date, key: readonly string[]): string => {
  const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex');
  const time = since.getTime().toString(16).padStart(12, '0');
  return fromUUID(`${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`, 'audit');
};

const insert = `
  insert into audit_entries (id, team_id, action, actor, ip, target, at) values (?, ?, ?, ?::jsonb, ?, ?, ?)
  on conflict (id) do nothing returning id`;

/** Writes an entry to the audit log unless it is there already. @returns whether it was written now */
export const auditOnce = async (tx: Tx, { since, key, action, target }: AuditOnceFacts): Promise<boolean> => {
  const { teamId } = tx.actor;
  const written = await tx.em.execute<unknown[]>(insert, [
    idOf(since, [teamId, action, ...key]), teamId, action, JSON.stringify(actorFacts(tx.actor)), tx.origin?.ip ?? null, target ?? null, tx.clock.now(),
  ]);
  return written.length > 0;
};
