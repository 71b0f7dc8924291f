import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { findVisibleLead } from './find-lead.ts';
import type { LeadRow } from './lead.entity.ts';

/** One lead. @throws AppError NOT_FOUND, also for one that the actor may not see */
export const getLead = (ctx: TeamContext, id: string): Promise<LeadRow> => inSnapshot(ctx, (snapshot) => findVisibleLead(snapshot, id));
