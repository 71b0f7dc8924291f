import { notFound } from '../shared/app-error.ts';
import type { TeamContext } from '../shared/context.ts';
import { kindOfId } from '../shared/ids.ts';
import { requireTeam } from '../shared/require-team.ts';
import type { Resolvers, ResolversParentTypes } from './generated/schema.ts';

/** Reads one thing of a kind. @throws AppError NOT_FOUND for what is absent and for what the caller may not see */
export type NodeReader = (ctx: TeamContext, id: string) => Promise<ResolversParentTypes['Node']>;

/** `Query.node`, by the kind that the id begins with: `lead` for `lead_01h…`. */
export const nodeResolvers = (readers: Readonly<Record<string, NodeReader>>): Resolvers => ({
  Query: {
    node: (_, { id }, ctx) => {
      const team = requireTeam(ctx);
      const kind = kindOfId(id);
      const read = kind !== null && Object.hasOwn(readers, kind) ? readers[kind] : undefined;
      if (!read) throw notFound('Node');
      return read(team, id);
    },
  },
});
