import { until } from '../../support/until.ts';
import { HOLD_MS, HOUR_MS, MINUTE_MS, openAlertDoor, type AlertDoor } from './alert-door.ts';

const PATIENCE_MS = 180_000;

let door: AlertDoor;
beforeAll(async () => { door = await openAlertDoor({ APP_URL: 'https://app.example.com' }); });
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

/** What was told, once all of it has arrived at Slack. */
const told = (count: number) => until(`${String(count)} messages have arrived`, async () => {
  const texts = await door.texts();
  return texts.length >= count ? texts : null;
});

describe('AUTH_LOST', () => {
  it('[I19] fires once when the CRM takes our access away, and recovers once when somebody connects again', async () => {
    const alerts = await door.follow();
    await door.revoke();
    await until('it fires', () => alerts.events.length > 0);
    await door.revoke();
    await door.judged();
    expect(alerts.events).toMatchObject([{ type: 'ALERT_FIRED', state: 'FIRING', rule: { kind: 'AUTH_LOST', provider: 'HUBSPOT', state: 'FIRING' } }]);
    const { message, firedAt } = alerts.events[0] ?? {};
    expect(await door.rule('AUTH_LOST')).toMatchObject({ state: 'FIRING', since: firedAt as string, message: message as string });

    await door.app.connectHubspot(door.session().token);
    await door.judged();
    expect((await door.rule('AUTH_LOST')).state).toBe('FIRING');
    door.advance(HOLD_MS);
    await until('it recovers', () => alerts.events.length > 1);
    await door.judged();
    expect(alerts.events.map(({ type }) => type as string)).toEqual(['ALERT_FIRED', 'ALERT_RECOVERED']);
    expect(alerts.events[1]).toMatchObject({ state: 'OK', firedAt: firedAt as string, rule: { state: 'OK', message: null } });

    const texts = await told(2);
    expect(texts).toHaveLength(2);
    const minute = String(firedAt).slice(0, 16).replace('T', ' ');
    for (const word of ['HubSpot (Team of Olga Owner, ', 'access lost', String(message), `Since ${minute} UTC`, 'connects it again', '<https://app.example.com/integrations/hubspot>']) expect(texts[0]).toContain(word);
    for (const word of ['access lost: over', 'accepts our access again', `It began at ${minute} UTC`]) expect(texts[1]).toContain(word);
  }, PATIENCE_MS);

  it('[I19] that comes and goes within a minute is told once', async () => {
    const alerts = await door.follow();
    for (let round = 0; round < 3; round += 1) {
      await door.revoke();
      await until('it fires', async () => (await door.rule('AUTH_LOST')).state === 'FIRING');
      await door.app.connectHubspot(door.session().token);
      await door.judged();
      door.advance(MINUTE_MS / 2);
    }
    await door.judged();
    expect(alerts.events).toHaveLength(1);
    door.advance(HOLD_MS);
    await until('it recovers', () => alerts.events.length > 1);
    expect(await told(2)).toHaveLength(2);
  }, PATIENCE_MS);

  it('[I19] is over at once for what is disconnected', async () => {
    const alerts = await door.follow();
    await door.revoke();
    await door.ask('mutation { disconnectIntegration(input: { provider: HUBSPOT }) { integration { status } } }');
    await until('it recovers', () => alerts.events.length > 1);
    expect(alerts.events.map(({ message }) => message as string)).toEqual([expect.stringContaining('connects it again'), 'HubSpot was disconnected.']);
  }, PATIENCE_MS);

  it('[I19] is followed without a gap by whoever comes back with a cursor', async () => {
    const { streamHead } = await door.ask('{ streamHead }');
    await door.revoke();
    await door.app.connectHubspot(door.session().token);
    door.advance(HOLD_MS);
    await until('it recovers', async () => (await door.rule('AUTH_LOST')).state === 'OK');
    const late = await door.follow(String(streamHead));
    await until('all of it has come', () => late.events.length === 2);
    expect(late.events.map(({ type }) => type as string)).toEqual(['ALERT_FIRED', 'ALERT_RECOVERED']);
    const { events } = await door.ask('query ($after: Cursor!) { events(after: $after, first: 50, types: [ALERT_FIRED, ALERT_RECOVERED]) { nodes { type cursor } } }', { after: streamHead });
    expect(events.nodes).toEqual(late.events.map(({ type, cursor }) => ({ type, cursor })));
  }, PATIENCE_MS);
});

describe('FAILURE_RATE', () => {
  it('[I19] fires once at its threshold, and recovers once far enough below it', async () => {
    const alerts = await door.follow();
    await door.succeed(8);
    await door.fail(1);
    await door.judged();
    expect(alerts.events).toEqual([]);
    await door.fail(1);
    await until('it fires at 2 of 10', () => alerts.events.length > 0);
    const message = '2 of 10 syncs to HubSpot failed in the last 60 minutes (20 %; the alert is set to 20 %), most often with MAPPING.';
    expect(alerts.events).toMatchObject([{ type: 'ALERT_FIRED', message, rule: { kind: 'FAILURE_RATE' } }]);
    // 2 of 14 is below the threshold, and not far enough.
    await door.succeed(4);
    door.advance(2 * HOLD_MS);
    await door.judged();
    door.advance(2 * HOLD_MS);
    await door.judged();
    expect((await door.rule('FAILURE_RATE')).state).toBe('FIRING');
    // 2 of 21 is.
    await door.succeed(7);
    door.advance(HOLD_MS);
    await door.judged();
    door.advance(HOLD_MS);
    await until('it recovers', () => alerts.events.length > 1);
    await door.judged();
    expect(alerts.events.map(({ type }) => type as string)).toEqual(['ALERT_FIRED', 'ALERT_RECOVERED']);
    const texts = await told(2);
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).not.toMatch(/good-|bad-|nonsense/);
  }, PATIENCE_MS);

  it('[I19] counts neither dry runs, nor what is too little, nor what is too long ago', async () => {
    const alerts = await door.follow();
    await door.fail(5, { dryRun: true });
    await door.fail(9);
    await door.judged();
    door.advance(HOUR_MS + MINUTE_MS);
    await door.fail(1);
    await door.judged();
    expect([(await door.rule('FAILURE_RATE')).state, alerts.events]).toEqual(['OK', []]);
    await door.save({ kind: 'FAILURE_RATE', minAttempts: 1 });
    await until('it fires by the one of this hour', () => alerts.events.length > 0);
    expect(alerts.events[0]?.message).toContain('1 of 1 syncs');
  }, PATIENCE_MS);

  it('[I19] is not over for want of anything that shows it', async () => {
    await door.save({ kind: 'FAILURE_RATE', minAttempts: 1 });
    const alerts = await door.follow();
    await door.fail(1);
    await until('it fires', () => alerts.events.length > 0);
    for (let look = 0; look < 3; look += 1) {
      door.advance(HOUR_MS);
      await door.judged();
    }
    expect((await door.rule('FAILURE_RATE')).state).toBe('FIRING');
    await door.succeed(1);
    door.advance(HOLD_MS);
    await door.judged();
    door.advance(HOLD_MS);
    await until('it recovers', () => alerts.events.length > 1);
  }, PATIENCE_MS);
});

describe('NO_SYNCS', () => {
  const begin = async () => {
    await door.autoSync(true);
    await door.save({ kind: 'NO_SYNCS', enabled: true, quietHours: 1 });
    return door.follow();
  };

  it('[I19] fires when leads have waited for so long, and recovers when they arrive', async () => {
    const alerts = await begin();
    await door.sandbox.control('POST', '/faults', { path: '/crm/objects', status: 500, times: null });
    const lead = await door.createLead({ name: 'Ada Lovelace', email: 'ada@example.com' });
    await until('it is tried again', async () => (await door.attempts(lead))[0]?.status === 'RETRYING');
    door.advance(HOUR_MS - MINUTE_MS);
    await door.judged();
    expect(alerts.events).toEqual([]);
    door.advance(2 * MINUTE_MS);
    await until('it fires', () => alerts.events.length > 0);
    expect(alerts.events[0]).toMatchObject({ type: 'ALERT_FIRED', message: 'No lead has reached HubSpot for an hour, while leads wait for it.' });
    await door.sandbox.clearFaults();
    await until('it arrives', async () => (await door.attempts(lead))[0]?.status === 'SUCCEEDED');
    door.advance(HOLD_MS);
    await door.judged();
    door.advance(HOLD_MS);
    await until('it recovers', () => alerts.events.length > 1);
    const texts = await told(2);
    expect(texts).toHaveLength(2);
    expect(texts.join()).not.toMatch(/Ada|ada@/);
  }, PATIENCE_MS);

  it('[I19] fires when nothing comes where something used to, and only there', async () => {
    const alerts = await begin();
    const hoursWith = async (count: number) => {
      for (let hour = 0; hour < count; hour += 1) {
        await door.succeed(1);
        await door.judged();
        door.advance(HOUR_MS);
      }
      door.advance(MINUTE_MS);
      await door.judged();
    };
    // Three hours in a row are no habit.
    await hoursWith(3);
    door.advance(3 * HOUR_MS);
    await door.judged();
    expect(alerts.events).toEqual([]);
    await hoursWith(5);
    await until('it fires', () => alerts.events.length > 0);
    expect(alerts.events[0]?.message).toContain('in each of the 4 periods of that length before');
    await door.autoSync(false);
    door.advance(HOLD_MS);
    await until('it is over where nothing is to come', () => alerts.events.length > 1);
    expect(alerts.events[1]?.message).toContain('no longer gets leads by itself');
  }, PATIENCE_MS);
});

describe('the messages to Slack', () => {
  it('[F11] arrive once and in their order, however often Slack fails', async () => {
    await door.slackFault({ status: 500 });
    await door.slackFault({ dropConnection: true });
    await door.slackFault({ status: 429, retryAfter: 1 });
    await door.slackFault({ hang: 'HEADERS' });
    const status = await door.app.subscribe(door.session().token, 'subscription { integrationStatusChanged(provider: SLACK) { status } }');
    await door.revoke();
    await door.ask('mutation { disconnectIntegration(input: { provider: HUBSPOT }) { integration { status } } }');
    const texts = await told(2);
    expect(texts.map((text) => text.includes(': over'))).toEqual([false, true]);
    await until('the connection works again', () => status.events.length === 2);
    expect(status.events.map(({ status: to }) => to as string)).toEqual(['ERROR', 'CONNECTED']);
    expect((await door.slackRequests()).length).toBe(6);
    await until('nothing is kept of them', async () => (await door.app.app.parts.base.parts.database.orm.em.fork().execute<unknown[]>('select 1 from slack_messages where team_id = ?', [door.session().teamId])).length === 0);
  }, PATIENCE_MS);

  it('[F11] are given up where Slack refuses them for good, which the integration tells', async () => {
    await door.slack.breakWebhook(door.hook(), 'channel_is_archived');
    await door.revoke();
    const shown = () => door.ask('{ integration(provider: SLACK) { status error { code message } } }');
    await until('it is told', async () => (await shown()).integration.status === 'ERROR');
    expect((await shown()).integration.error).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('archived') as string });
    expect(await door.slackRequests()).toHaveLength(1);
    await until('nothing is kept of them', async () => (await door.app.app.parts.base.parts.database.orm.em.fork().execute<unknown[]>('select 1 from slack_messages where team_id = ?', [door.session().teamId])).length === 0);
    await door.slack.breakWebhook(door.hook(), null);
    await door.ask('mutation { disconnectIntegration(input: { provider: HUBSPOT }) { integration { status } } }');
    expect(await told(1)).toEqual([expect.stringContaining('was disconnected')]);
    await until('it works again', async () => (await shown()).integration.status === 'CONNECTED');
  }, PATIENCE_MS);

  it('[F11] are dropped after a day, and none is made for a team without Slack', async () => {
    const count = async () => (await door.app.app.parts.base.parts.database.orm.em.fork().execute<unknown[]>('select 1 from slack_messages where team_id = ?', [door.session().teamId])).length;
    await door.slackFault({ status: 503, times: null });
    await door.revoke();
    await until('it was tried', async () => (await door.slackRequests()).length > 0);
    expect(await count()).toBe(1);
    door.advance(24 * HOUR_MS);
    await until('it is dropped', async () => (await count()) === 0);
    await door.begin();
    await door.ask('mutation { configureSlack(input: { webhookUrl: null }) { integration { status } } }');
    await door.revoke();
    await until('it fires', async () => (await door.rule('AUTH_LOST')).state === 'FIRING');
    expect([await count(), await door.slackRequests()]).toEqual([0, []]);
  }, PATIENCE_MS);
});
