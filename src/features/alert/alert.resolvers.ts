import { eventFields } from '../../graphql/event-fields.ts';
import type { DeliveredEvent } from '../../events/logged-event.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { ruleOf, type AlertPayload } from './alert.events.ts';
import { deleteAlertRule } from './delete-alert-rule.ts';
import { listAlertRules } from './list-alert-rules.ts';
import { saveAlertRule } from './save-alert-rule.ts';

const payloadOf = (event: DeliveredEvent) => event.payload as AlertPayload;

export const alertResolvers = {
  Query: {
    alertRules: (_, query, ctx) => listAlertRules(requireTeam(ctx), query),
  },
  Mutation: {
    saveAlertRule: async (_, { input }, ctx) => ({ alertRule: await saveAlertRule(requireTeam(ctx), input) }),
    deleteAlertRule: async (_, { input }, ctx) => ({ alertRule: await deleteAlertRule(requireTeam(ctx), input) }),
  },
  AlertEvent: {
    ...eventFields,
    rule: (event) => ruleOf(payloadOf(event)),
    state: (event) => payloadOf(event).rule.state,
    message: (event) => payloadOf(event).message,
    firedAt: (event) => new Date(payloadOf(event).firedAt),
  },
} satisfies Resolvers;
