import type { Json, Session } from '../../support/app.ts';
import { startSlack } from '../../support/slack.ts';
import { until } from '../../support/until.ts';
import { openSyncDoor } from '../sync/sync-door.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** How long what an alert warned of has to be gone. */
export const HOLD_MS = 61_000;

const ruleFields = 'id provider kind enabled isDefault thresholdPercent windowMinutes minAttempts quietHours state since message';
export const alertEvents = `subscription ($after: Cursor) { alertChanged(after: $after) { type state message firedAt occurredAt cursor actor { kind } rule { ${ruleFields} } } }`;

/** An app whose clock a test sets ahead, with HubSpot and Slack beside it; each test begins with `begin`. */
export const openAlertDoor = async (env: Record<string, string> = {}) => {
  const slack = await startSlack();
  let aheadMs = 0;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const sync = await openSyncDoor({
    clock,
    env: { SLACK_WEBHOOK_ORIGINS: slack.url, SLACK_TIMEOUT_MS: '1000', ALERT_SWEEP_MS: '50', ACCESS_TOKEN_SECONDS: '86400', COST_PER_MINUTE: '1000000000', SYNC_RETRY_MAX_MS: '2000', ...env },
  });
  const { ask, app, sandbox } = sync;
  let hook = '';

  /** A team that is connected to HubSpot and to Slack. */
  const begin = async (): Promise<Session> => {
    await slack.clear();
    await sandbox.clearFaults();
    const owner = await sync.begin();
    hook = `B${owner.teamId.slice(-12)}`;
    await ask('mutation ($url: String) { configureSlack(input: { webhookUrl: $url }) { integration { status } } }', { url: slack.webhook(hook) });
    return owner;
  };
  const rules = async (): Promise<Json[]> => (await ask(`{ alertRules { ${ruleFields} } }`)).alertRules as Json[];
  const rule = async (kind: string): Promise<Json> => (await rules()).find((each) => each.provider === 'HUBSPOT' && each.kind === kind) ?? {};
  const save = (input: Json) => app.graphql(`mutation ($input: SaveAlertRuleInput!) { saveAlertRule(input: $input) { alertRule { ${ruleFields} } } }`, { input: { provider: 'HUBSPOT', ...input } }, sync.session().token);
  const follow = (after?: string) => app.subscribe(sync.session().token, alertEvents, { variables: after === undefined ? {} : { after } });

  let count = 0;
  const syncContact = (contact: Json, options: Json = {}) =>
    ask('mutation ($input: SyncContactInput!) { syncContact(input: $input) { attempt { status } } }', { input: { provider: 'HUBSPOT', contact, ...options } });
  const succeed = async (times = 1) => {
    for (let done = 0; done < times; done += 1) await syncContact({ email: `good-${String((count += 1))}@example.com` });
  };
  /** Contacts that name a property which the account does not have: refused for good. */
  const fail = async (times = 1, options: Json = {}) => {
    for (let done = 0; done < times; done += 1) await syncContact({ email: `bad-${String((count += 1))}@example.com`, customFields: { nonsense: 'x' } }, options);
  };
  const revoke = async () => {
    await sandbox.control('POST', '/revoke-tokens');
    await app.graphql('{ crmFields(provider: HUBSPOT, refresh: true) { name } }', {}, sync.session().token);
  };
  /** When the rules were judged last is not shown; that none is due any more is. */
  const judged = () =>
    until('nothing is due to be judged', async () =>
      (await app.app.parts.base.parts.database.orm.em.fork().execute<unknown[]>('select 1 from alert_rules where team_id = ? and due_at <= ?', [sync.session().teamId, clock.now()])).length === 0);

  return {
    ...sync, slack, begin, rules, rule, save, follow, succeed, fail, revoke, judged,
    texts: () => slack.textsOf(hook),
    hook: () => hook,
    /** Of this team's webhook: teams of other tests may have something to tell as well. */
    slackFault: (fault: Parameters<typeof slack.fault>[0]) => slack.fault({ ...fault, path: `/services/T0123456/${hook}` }),
    slackRequests: async () => (await slack.requests()).filter(({ path }) => path.includes(hook)),
    advance: (ms: number) => { aheadMs += ms; },
    now: clock.now,
    close: async () => {
      await sync.close();
      await slack.stop();
    },
  };
};
export type AlertDoor = Awaited<ReturnType<typeof openAlertDoor>>;
