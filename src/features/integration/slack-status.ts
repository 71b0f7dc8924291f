import type { Context } from '../../shared/context.ts';
import type { IntegrationStatus, IntegrationView } from './integration.entity.ts';

/** How Slack stands for a team: with an address of its own, which `accountName` shows masked, else with that of the server. */
export const slackStatus = ({ parts }: Pick<Context, 'parts'>, { status, accountName }: Pick<IntegrationView, 'status' | 'accountName'>): IntegrationStatus => {
  if (accountName === null && parts.slack.defaultWebhook === null) return 'NOT_CONFIGURED';
  return status === 'ERROR' ? 'ERROR' : 'CONNECTED';
};
