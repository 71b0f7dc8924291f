import { inSnapshot } from '../../database/in-snapshot.ts';
import { pageOf, readPage, type PageArgs } from '../../graphql/connection.ts';
import type { Role, TeamActor } from '../../shared/actor.ts';
import { badField, notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { MemberFilter, MemberPage } from '../account/index.ts';
import { countRows, readMembers, type MemberSelection } from './member-view.ts';
import { sightOf } from './member.policy.ts';

export interface ListMembers extends Pick<PageArgs, 'first' | 'after'> {
  role?: readonly Role[] | null;
  search?: string | null;
}

/** Longest search text, in UTF-16 units. */
const SEARCH_MAX = 200;

const readSearch = (search: string): string => {
  if (search.length > SEARCH_MAX) throw badField('search', 'TOO_LONG', `search takes at most ${SEARCH_MAX} characters`);
  if (search.includes('\0') || !search.isWellFormed()) throw badField('search', 'NOT_TEXT', 'search holds a NUL or half a character');
  return search.trim();
};

const selectionOf = (actor: TeamActor, { role, search }: MemberFilter): MemberSelection => {
  const sight = sightOf(actor);
  return {
    // No id of a person is empty: then nobody is selected.
    userId: sight === 'TEAM' ? undefined : typeof sight === 'object' ? sight.userId : '',
    roles: role ?? undefined,
    search: search == null ? undefined : readSearch(search),
  };
};

/**
 * A page of the team's invited and active members, as far as the actor may see them.
 * @throws AppError NOT_FOUND for a team that this session is not in; BAD_USER_INPUT for a bad page, cursor or search
 */
export const listMembers = async (ctx: TeamContext, teamId: string, { role, search, ...args }: ListMembers): Promise<MemberPage> => {
  if (teamId !== ctx.actor.teamId) throw notFound('Team');
  const filter: MemberFilter = { role: role ?? null, search: search ?? null };
  const page = readPage(args, { keyLength: 1 });
  const [from] = page.from ?? [];
  const selection = selectionOf(ctx.actor, filter);
  const rows = await inSnapshot(ctx, (snapshot) => readMembers(snapshot, selection, typeof from === 'string' ? from : null, page.limit + 1));
  return { ...pageOf(page, rows, ({ id }) => [id]), filter };
};

/** How many members a list has in all. */
export const countMembers = (ctx: TeamContext, { filter }: MemberPage): Promise<number> =>
  inSnapshot(ctx, (snapshot) => countRows(snapshot, selectionOf(ctx.actor, filter)));
