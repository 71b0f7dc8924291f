import { startApp, type Answer, type Json, type Session, type TestApp } from '../../support/app.ts';
import { startSlack, type TestSlack } from '../../support/slack.ts';

/** Far below that of an installation, so that silence is soon told. */
const TIMEOUT_MS = 700;

/** An app that may call the Slack sandbox, and what teams do with it. */
export const openSlackDoor = async (env: (slack: TestSlack) => Record<string, string> = () => ({})) => {
  const slack = await startSlack();
  const app: TestApp = await startApp({ env: { SLACK_WEBHOOK_ORIGINS: `${slack.url},https://hooks.slack.com`, SLACK_TIMEOUT_MS: String(TIMEOUT_MS), ...env(slack) } });

  const configure = ({ token }: Session, webhookUrl: unknown): Promise<Answer> =>
    app.graphql('mutation ($input: ConfigureSlackInput!) { configureSlack(input: $input) { integration { status accountName error { code } } } }', { input: webhookUrl === undefined ? {} : { webhookUrl } }, token);
  const test = async ({ token }: Session): Promise<Json> =>
    (await app.ask('mutation { testSlack { ok latencyMs fault { code message hint retryable } } }', {}, token)).testSlack as Json;
  const shown = async ({ token }: Session): Promise<Json> =>
    (await app.ask('{ integration(provider: SLACK) { status accountName lastSeenAt error { code message } credential { id } apiVersion missingScopes } }', {}, token)).integration as Json;
  const follow = ({ token }: Session) => app.subscribe(token, 'subscription { integrationStatusChanged(provider: SLACK) { previousStatus status integration { status accountName error { code } } } }');
  /** As the owner of the tables, whom no policy narrows. */
  const execute = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => app.app.parts.base.parts.database.orm.em.fork().execute<T[]>(sql, values);

  const close = async () => {
    await app.stop();
    await slack.stop();
  };
  return { app, slack, configure, test, shown, follow, execute, close };
};
export type SlackDoor = Awaited<ReturnType<typeof openSlackDoor>>;
