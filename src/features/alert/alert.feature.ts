import { AlertRule } from './alert-rule.entity.ts';
import { AlertFired, AlertRecovered } from './alert.events.ts';
import { alertReactions } from './alert.reactions.ts';
import { alertResolvers } from './alert.resolvers.ts';
import { alertChanged } from './alert.subscriptions.ts';
import { getAlertRule } from './get-alert-rule.ts';
import { sweepDueAlerts } from './sweep-due-alerts.ts';

/** What tells people that a connection needs them, once, and once more when it is over. */
export const alertFeature = {
  entities: [AlertRule],
  resolvers: alertResolvers,
  nodes: { alert: getAlertRule },
  subscriptions: { alertChanged },
  events: [AlertFired, AlertRecovered],
  reactions: alertReactions,
  schedules: [sweepDueAlerts],
};
