import type { Tx } from '../../database/in-transaction.ts';
import { actorFacts, type ActorFacts } from '../../shared/actor.ts';
import { newId } from '../../shared/ids.ts';
import { AuditEntry } from './audit-entry.entity.ts';

export interface AuditFacts {
  /** What happened, in the past tense: `member.removed`. */
  action: string;
  /** The id of what it was about. */
  target?: string;
  /** More about it; never a secret. */
  data?: Record<string, unknown>;
  /** Who did it, where that is not the actor of the transaction: signing in is done by a person whom a job of ours lets in. */
  actor?: ActorFacts;
}

/** Writes down, with the transaction, something that matters for security: who, from where, and what. */
export const audit = async (tx: Tx, { action, target, data, actor = actorFacts(tx.actor) }: AuditFacts): Promise<void> => {
  await tx.em.insert(AuditEntry, {
    id: newId('audit'),
    teamId: tx.actor.teamId,
    action,
    actor,
    ip: tx.origin?.ip ?? null,
    target: target ?? null,
    at: tx.clock.now(),
    data: data ?? null,
  });
};
