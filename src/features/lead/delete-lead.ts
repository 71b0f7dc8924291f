import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { announceLead, tagsOf } from './announce-lead.ts';
import { commitLead } from './commit-lead.ts';
import { lockLead } from './find-lead.ts';
import type { ChangedLead } from './lead.entity.ts';
import { canDeleteLead } from './lead.policy.ts';
import { findOwner } from './lead-snapshot.ts';

export interface DeleteLead {
  id: string;
  version?: number | null;
}

/** Deletes a lead for good. @throws AppError NOT_FOUND; FORBIDDEN; CONFLICT with the lead as it is, for a stale version */
export const deleteLead = (ctx: TeamContext, { id, version }: DeleteLead): Promise<ChangedLead> =>
  commitLead(ctx, async (tx) => {
    const lead = await lockLead(tx, id, version);
    if (!canDeleteLead(tx.actor, lead)) throw refuse(tx.actor, 'delete this lead', 'leads:write');
    announceLead(tx, lead, { action: 'DELETED', owner: await findOwner(tx, lead.ownerId), before: tagsOf(lead) });
    tx.em.remove(lead);
    await tx.em.flush();
    return { lead, changed: true };
  });
