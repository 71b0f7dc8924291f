import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { kindOfId } from '../../shared/ids.ts';
import { leadById } from '../lead/index.ts';
import { TimelineEntry, type TimelineEntryView } from './timeline-entry.entity.ts';
import { seesTimelines, visibleKinds } from './timeline.policy.ts';

/** @throws AppError NOT_FOUND, also for one whose event or lead is not for the caller */
export const getEntry = async (ctx: TeamContext, id: string): Promise<TimelineEntryView> => {
  const kinds = [...visibleKinds(ctx.actor)];
  const isRead = seesTimelines(ctx.actor) && kindOfId(id) === 'entry';
  const entry = isRead ? await inSnapshot(ctx, ({ em }) => em.findOne(TimelineEntry, { id, kind: { $in: kinds } })) : null;
  if (entry === null || (await leadById(ctx, entry.leadId)) === null) throw notFound('Timeline entry');
  return entry;
};
