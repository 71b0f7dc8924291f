import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { formatCursor } from '../../events/cursor.ts';
import { lastSeqOf } from '../../events/emit.ts';
import { readHead } from '../../events/event-log.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { MemberView } from '../account/index.ts';
import { lockMembers } from './lock-members.ts';
import { readMember } from './member-view.ts';

/** A member after a verb; `changed` tells whether anything was announced. */
interface Outcome {
  id: string;
  changed: boolean;
}

/** What a mutation of one member answers with. */
export interface ChangedMember {
  member: MemberView;
  /** The place of the change in the team's log. */
  cursor: string;
}

/**
 * Runs a change of one member, one at a time in the team, and adds its place in the team's log; for a change that
 * changed nothing that is the end of the log.
 */
export const commitMember = async (ctx: TeamContext, change: (tx: Tx) => Promise<Outcome>): Promise<ChangedMember> => {
  const { tx, member, head } = await inTransaction(ctx, async (tx) => {
    await lockMembers(tx);
    const { id, changed } = await change(tx);
    await tx.em.flush();
    const member = await readMember(tx, id);
    if (member === undefined) throw new Error('A member that was changed is not there.');
    return { tx, member, head: changed ? 0 : (await readHead(tx)).head };
  });
  return { member, cursor: formatCursor(ctx.parts.streams.epoch, lastSeqOf(tx) ?? head) };
};
