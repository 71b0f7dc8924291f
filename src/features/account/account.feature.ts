import { accountNodes } from './account.nodes.ts';
import { accountResolvers } from './account.resolvers.ts';
import { AuditEntry } from './audit-entry.entity.ts';
import { EndRestOfFamily } from './end-rest-of-family.ts';
import { EndRestOfSessions } from './end-rest-of-sessions.ts';
import { Member } from './member.entity.ts';
import { MembershipChanged } from './membership.events.ts';
import { SendPasswordReset } from './send-password-reset.ts';
import { Session } from './session.entity.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

/** People, their teams, and how they sign in. */
export const accountFeature = {
  entities: [Team, User, Member, Session, AuditEntry],
  events: [MembershipChanged],
  jobs: [SendPasswordReset, EndRestOfFamily, EndRestOfSessions],
  resolvers: accountResolvers,
  nodes: accountNodes,
};
