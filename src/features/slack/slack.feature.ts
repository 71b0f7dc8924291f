import { PostMessages } from './post-messages.ts';
import { SlackMessage } from './slack-message.entity.ts';
import { SlackWebhook } from './slack-webhook.entity.ts';
import { slackResolvers } from './slack.resolvers.ts';
import { sweepDueMessages } from './sweep-due-messages.ts';

/** Where the team's messages go in Slack, and how they get there. */
export const slackFeature = {
  entities: [SlackWebhook, SlackMessage],
  resolvers: slackResolvers,
  jobs: [PostMessages],
  schedules: [sweepDueMessages],
};
