import { requireTeam } from '../../shared/require-team.ts';
import { notFound } from '../../shared/app-error.ts';
import { eventFields } from '../../graphql/event-fields.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { accountLoaders } from './account.loaders.ts';
import { listAuditLog } from './list-audit-log.ts';
import { listOwnTeams } from './list-own-teams.ts';
import { membershipFacts } from './membership.events.ts';
import { readConnection } from './read-connection.ts';
import { rightsOf } from './roles.ts';
import { refreshSession } from './refresh-session.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { switchTeam } from './switch-team.ts';

export const accountResolvers = {
  Query: {
    viewer: (_, __, ctx) => {
      const { actor } = requireTeam(ctx);
      return { actor, team: { id: actor.teamId } };
    },
    connection: (_, __, ctx) => readConnection(ctx),
    auditLog: (_, args, ctx) => listAuditLog(requireTeam(ctx), args),
  },
  Mutation: {
    signUp: (_, { input }, ctx) => signUp(ctx, input),
    signIn: (_, { input }, ctx) => signIn(ctx, input),
    refreshSession: (_, { input }, ctx) => refreshSession(ctx, input),
    switchTeam: (_, { input }, ctx) => switchTeam(ctx, input),
    signOut: async (_, __, ctx) => {
      await signOut(ctx);
      return { done: true, message: 'You are signed out.' };
    },
    signOutEverywhere: async (_, __, ctx) => {
      await signOutEverywhere(ctx);
      return { done: true, message: 'You are signed out on all devices.' };
    },
    requestPasswordReset: async (_, { input }, ctx) => {
      await requestPasswordReset(ctx, input);
      return { done: true, message: 'If this address has an account, a mail with a link to a new password is on its way.' };
    },
    resetPassword: async (_, { input }, ctx) => {
      await resetPassword(ctx, input);
      return { done: true, message: 'The new password is set. Sign in with it.' };
    },
  },
  MembershipEvent: {
    ...eventFields,
    change: (event) => membershipFacts(event).change,
    memberId: (event) => membershipFacts(event).memberId,
    userId: (event) => membershipFacts(event).userId,
    apiKeyId: (event) => membershipFacts(event).apiKeyId,
    role: (event) => membershipFacts(event).role,
  },
  Team: {
    name: async ({ id, name }, _, ctx) => {
      const known = name ?? (await accountLoaders(ctx).teamName.load(id));
      if (known === null) throw notFound('Team');
      return known;
    },
  },
  Viewer: {
    user: ({ actor }) => (actor.kind === 'USER' ? actor : null),
    role: ({ actor }) => (actor.kind === 'USER' ? actor.role : null),
    scopes: ({ actor }) => [...rightsOf(actor).scopes],
    teams: ({ actor }, _, ctx) => listOwnTeams(ctx, actor),
  },
} satisfies Resolvers;
