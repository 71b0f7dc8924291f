import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { inviteMember } from './invite-member.ts';
import { countMembers, listMembers } from './list-members.ts';
import { removeMember } from './remove-member.ts';
import { updateMember } from './update-member.ts';

export const memberResolvers = {
  Mutation: {
    inviteMember: (_, { input }, ctx) => inviteMember(requireTeam(ctx), input),
    acceptInvitation: (_, { input }, ctx) => acceptInvitation(ctx, input),
    updateMember: (_, { input }, ctx) => updateMember(requireTeam(ctx), input),
    removeMember: (_, { input }, ctx) => removeMember(requireTeam(ctx), input),
  },
  Team: {
    members: ({ id }, args, ctx) => listMembers(requireTeam(ctx), id, args),
  },
  MemberConnection: {
    totalCount: (page, _, ctx) => countMembers(requireTeam(ctx), page),
  },
} satisfies Resolvers;
