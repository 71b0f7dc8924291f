import { getMember } from './get-member.ts';
import { memberResolvers } from './member.resolvers.ts';
import { SendInvitation } from './send-invitation.ts';

/** Who is in a team: inviting, joining, other roles, leaving. The table is the account's, which signs members in. */
export const memberFeature = {
  resolvers: memberResolvers,
  nodes: { member: getMember },
  jobs: [SendInvitation],
};
