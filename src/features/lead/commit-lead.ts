import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { formatCursor } from '../../events/cursor.ts';
import { lastSeqOf } from '../../events/emit.ts';
import { readHead } from '../../events/event-log.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { ChangedLead, LeadEntity } from './lead.entity.ts';

/** A lead after a verb; `changed` tells whether anything was announced. */
interface Outcome {
  lead: LeadEntity;
  changed: boolean;
}

/**
 * Runs a change of one lead in a transaction and adds its place in the team's log. A change that changed nothing has
 * none of its own: then it is the end of the log, read while the lead is still locked, so nothing about it lies behind.
 */
export const commitLead = async (ctx: TeamContext, change: (tx: Tx) => Promise<Outcome>): Promise<ChangedLead> => {
  const { tx, lead, head } = await inTransaction(ctx, async (tx) => {
    const { lead, changed } = await change(tx);
    return { tx, lead, head: changed ? 0 : (await readHead(tx)).head };
  });
  return { lead, cursor: formatCursor(ctx.parts.streams.epoch, lastSeqOf(tx) ?? head) };
};
