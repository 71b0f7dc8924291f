import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { announceLead, tagsOf } from './announce-lead.ts';
import { commitLead } from './commit-lead.ts';
import { lockLead } from './find-lead.ts';
import type { ChangedLead } from './lead.entity.ts';
import { canAssignLead } from './lead.policy.ts';
import { findOwner } from './lead-snapshot.ts';
import { requireOwner } from './require-owner.ts';

export interface AssignLead {
  id: string;
  /** Null or absent: nobody shall look after it. */
  ownerId?: string | null;
  version?: number | null;
}

/**
 * Hands a lead to a member, or to nobody. Where it has that owner already, nothing is announced.
 * @throws AppError NOT_FOUND; FORBIDDEN; BAD_USER_INPUT for somebody who cannot own leads; CONFLICT for a stale version
 */
export const assignLead = (ctx: TeamContext, { id, ownerId = null, version }: AssignLead): Promise<ChangedLead> =>
  commitLead(ctx, async (tx) => {
    const lead = await lockLead(tx, id, version);
    if (!canAssignLead(tx.actor, lead, ownerId)) throw refuse(tx.actor, 'hand over this lead', 'leads:write');
    if (lead.ownerId === ownerId) return { lead, changed: false };
    const owner = ownerId === null ? null : await requireOwner(tx, ownerId);

    const before = tagsOf(lead);
    const previousOwner = await findOwner(tx, lead.ownerId);
    Object.assign(lead, { ownerId, version: lead.version + 1, updatedAt: tx.clock.now() });
    await tx.em.flush();
    announceLead(tx, lead, { action: 'ASSIGNED', owner, before, previousOwner, changedFields: ['ownerId'], previous: { ownerId: before.ownerId } });
    return { lead, changed: true };
  });
