export { sealedSlackWebhooks } from './sealed-slack-webhooks.ts';
export { tellSlack } from './tell-slack.ts';
