import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { MemberView } from '../account/index.ts';
import { readMember } from './member-view.ts';
import { sightOf } from './member.policy.ts';

/** A member, also a removed one. @throws AppError NOT_FOUND, also for one that the caller may not see */
export const getMember = async (ctx: TeamContext, id: string): Promise<MemberView> => {
  const sight = sightOf(ctx.actor);
  const member = sight === 'NOBODY' ? undefined : await inSnapshot(ctx, (snapshot) => readMember(snapshot, id));
  if (member === undefined || (typeof sight === 'object' && member.user?.id !== sight.userId)) throw notFound('Member');
  return member;
};
