import { createVault } from '../../../src/vault/create-vault.ts';
import { until } from '../../support/until.ts';
import { codesOf } from '../integration/integration-door.ts';
import { joinTeam } from '../account/join-team.ts';
import { openSlackDoor, type SlackDoor } from './slack-door.ts';

const SECRET = 'sEcReTsEcReT';

let door: SlackDoor;
beforeAll(async () => { door = await openSlackDoor(); });
afterAll(() => door.close());
beforeEach(() => door.slack.clear());

describe('configureSlack', () => {
  it('[F11] takes the address of a webhook, shows it masked, and tells the change', async () => {
    const olga = await door.app.signUp();
    const changes = await door.follow(olga);
    expect(await door.shown(olga)).toEqual({ status: 'NOT_CONFIGURED', accountName: null, lastSeenAt: null, error: null, credential: null, apiVersion: null, missingScopes: [] });
    const { data } = await door.configure(olga, door.slack.webhook('B1'));
    const masked = `${door.slack.url}/services/T012…/****`;
    expect(data).toEqual({ configureSlack: { integration: { status: 'CONNECTED', accountName: masked, error: null } } });
    expect(await door.test(olga)).toMatchObject({ ok: true, fault: null, latencyMs: expect.any(Number) as number });
    expect(await door.slack.textsOf('B1')).toEqual([expect.stringContaining('Team of Olga Owner')]);
    expect(await door.shown(olga)).toMatchObject({ status: 'CONNECTED', accountName: masked, lastSeenAt: expect.any(String) as string });
    expect((await door.configure(olga, null)).data).toEqual({ configureSlack: { integration: { status: 'NOT_CONFIGURED', accountName: null, error: null } } });
    expect(await door.test(olga)).toMatchObject({ ok: false, latencyMs: null, fault: { code: 'NOT_FOUND', hint: expect.stringContaining('configureSlack') as string } });
    expect(changes.events.map(({ previousStatus, status }) => [previousStatus, status])).toEqual([['NOT_CONFIGURED', 'CONNECTED'], ['CONNECTED', 'NOT_CONFIGURED']]);
  });

  it('[F11] shows the secret nowhere: not in tables, events, the audit log, answers or errors', async () => {
    const olga = await door.app.signUp();
    const answers = [await door.configure(olga, door.slack.webhook('B2')), await door.configure(olga, `https://evil.example.com/services/T0/B0/${SECRET}`), await door.configure(olga, `x${SECRET}`)];
    await door.slack.breakWebhook('B2', 'no_service');
    answers.push({ ...answers[0]!, data: { test: await door.test(olga), shown: await door.shown(olga) } });
    answers.push(await door.app.graphql('{ auditLog(first: 20) { nodes { action data } } integrations { accountName error { message } } }', {}, olga.token));
    const tables = await door.execute<{ name: string }>("select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'team_id'");
    const stored = await Promise.all(tables.map(({ name }) => door.execute(`select * from "${name}" where team_id = ?`, [olga.teamId])));
    expect(JSON.stringify(stored)).toContain('T012…');
    for (const text of [JSON.stringify(stored), JSON.stringify(answers)]) expect(text).not.toContain(SECRET);
  });

  it.each<[string, string | undefined]>([
    ['REQUIRED', undefined],
    ['URL_FOREIGN', `https://evil.example.com/services/T0/B0/${SECRET}`], ['URL_FOREIGN', 'http://hooks.slack.com/services/T0/B0/x'], ['URL_FOREIGN', 'https://localhost/services/T0/B0/x'],
    ['URL_FOREIGN', 'http://[::1]:80/services/T0/B0/x'], ['URL_FOREIGN', 'http://169.254.169.254/latest'],
    ['URL_MALFORMED', ''], ['URL_MALFORMED', 'no address'], ['URL_MALFORMED', 'https://user:secret@hooks.slack.com/services/T0/B0/x'], ['URL_MALFORMED', 'https://hooks.slack.com/services/T0/B0/x?to=y'],
    ['URL_NOT_INCOMING', 'https://hooks.slack.com/triggers/T0/1/x'],
  ])('[F11] refuses with %s: %j', async (code, address) => {
    const olga = await door.app.signUp();
    const answer = await door.configure(olga, address);
    expect(codesOf(answer)).toEqual([['BAD_USER_INPUT', code]]);
    expect(JSON.stringify(answer.errors)).not.toContain('secret');
    expect(await door.shown(olga)).toMatchObject({ status: 'NOT_CONFIGURED' });
    expect(await door.execute('select 1 from slack_webhooks where team_id = ?', [olga.teamId])).toEqual([]);
  });

  it('[F11] refuses a value that is no text', async () => {
    const olga = await door.app.signUp();
    for (const value of [1, {}, ['https://hooks.slack.com/services/T0/B0/x'], true]) expect(codesOf(await door.configure(olga, value))).toEqual([['BAD_USER_INPUT', 'INVALID']]);
  });

  it('[F11] is for owners and admins; whoever sees connections sees that it is set', async () => {
    const olga = await door.app.signUp();
    const sam = await joinTeam(door.app, olga, 'SALES');
    expect(codesOf(await door.configure(sam, door.slack.webhook('B3')))).toEqual([['FORBIDDEN']]);
    expect(codesOf(await door.app.graphql('mutation { testSlack { ok } }', {}, sam.token))).toEqual([['FORBIDDEN']]);
    await door.configure(olga, door.slack.webhook('B3'));
    expect(await door.shown(sam)).toMatchObject({ status: 'CONNECTED' });
    expect((await door.slack.requests()).length).toBe(0);
  });

  it('[F11] is named by what cannot be done with Slack', async () => {
    const olga = await door.app.signUp();
    const answer = await door.app.graphql('mutation { testIntegration(input: { provider: SLACK }) { ok } }', {}, olga.token);
    expect(answer.errors[0]).toMatchObject({ message: expect.stringContaining('testSlack') as string, extensions: { code: 'PROVIDER_NOT_SUPPORTED' } });
  });
});

describe('testSlack', () => {
  it.each([
    ['no_service', 'NOT_FOUND'], ['channel_is_archived', 'NOT_FOUND'], ['channel_not_found', 'NOT_FOUND'], ['action_prohibited', 'PERMISSION'], ['invalid_token', 'PERMISSION'],
  ])('[F11] says what %s means, and what to do', async (word, code) => {
    const olga = await door.app.signUp();
    await door.configure(olga, door.slack.webhook('B4'));
    await door.slack.breakWebhook('B4', word);
    expect(await door.test(olga)).toMatchObject({ ok: false, latencyMs: null, fault: { code, retryable: false, hint: expect.stringMatching(/Slack/) as string } });
    expect(await door.shown(olga)).toMatchObject({ status: 'ERROR', error: { code } });
    await door.slack.breakWebhook('B4', null);
    expect((await door.test(olga)).ok).toBe(true);
    expect(await door.shown(olga)).toMatchObject({ status: 'CONNECTED', error: null });
  });

  it.each([
    ['a redirect', { redirect: 'http://127.0.0.1:1/elsewhere', status: 307 }, 'UNKNOWN'],
    ['a redirect without a status of its own', { redirect: '/services/T0/B5/x' }, 'UNKNOWN'],
    ['another word', { body: 'okay' }, 'UNKNOWN'],
    ['a page', { body: '<html>Sign in to the network</html>' }, 'UNKNOWN'],
    ['a page with a status that is not known', { status: 418, body: '<html>tea</html>' }, 'UNKNOWN'],
    ['JSON', { body: '{"ok":true}' }, 'UNKNOWN'],
    ['an endless body', { gzipBytes: 1_073_741_824 }, 'UNKNOWN'],
    ['silence', { hang: 'HEADERS' }, 'TIMEOUT'],
    ['half an answer', { hang: 'BODY', body: 'o' }, 'TIMEOUT'],
    ['a connection that breaks', { dropConnection: true }, 'NETWORK'],
    ['a fault of Slack', { status: 500 }, 'PROVIDER_DOWN'],
    ['a proxy in between', { status: 502, body: '<html>Bad gateway</html>' }, 'PROVIDER_DOWN'],
  ] as const)('[F11] survives %s, and says so', async (_, fault, code) => {
    const olga = await door.app.signUp();
    await door.configure(olga, door.slack.webhook('B5'));
    await door.slack.fault(fault);
    const found = await door.test(olga);
    expect(found).toMatchObject({ ok: false, fault: { code } });
    expect(JSON.stringify(found)).not.toMatch(/html|tea|okay|elsewhere/);
    expect(await door.shown(olga)).toMatchObject({ status: 'ERROR', error: { code } });
    expect(await door.slack.requests()).toHaveLength(1);
  });

  it('[F11] that is asked to wait says so, and says nothing of the connection', async () => {
    const olga = await door.app.signUp();
    await door.configure(olga, door.slack.webhook('B6'));
    await door.slack.fault({ status: 429, retryAfter: 30 });
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'RATE_LIMITED', retryable: true } });
    expect(await door.shown(olga)).toMatchObject({ status: 'CONNECTED' });
  });

  it('[F11] lets the names of others call nobody', async () => {
    const olga = await door.app.signUp('<!channel> & co');
    await door.configure(olga, door.slack.webhook('B7'));
    await door.test(olga);
    expect(await door.slack.textsOf('B7')).toEqual([expect.stringContaining('Team of &lt;!channel&gt; &amp; co')]);
  });

  it('[F11] is not a way to flood a channel', async () => {
    const olga = await door.app.signUp();
    const answers = [];
    for (let count = 0; count < 11; count += 1) answers.push(await door.app.graphql('mutation { testSlack { ok } }', {}, olga.token));
    expect(answers.map(codesOf).filter((codes) => codes.length > 0)).toEqual([[['RATE_LIMITED']]]);
    expect(codesOf(answers[10]!)).toEqual([['RATE_LIMITED']]);
  });
});

describe('the webhook of the server', () => {
  it('[F11] takes the messages of teams that have set none, who do not see it', async () => {
    const mine = await openSlackDoor((slack) => ({ SLACK_WEBHOOK_URL: slack.webhook('BSERVER') }));
    try {
      const olga = await mine.app.signUp();
      expect(await mine.shown(olga)).toMatchObject({ status: 'CONNECTED', accountName: null });
      expect((await mine.test(olga)).ok).toBe(true);
      expect(await mine.slack.textsOf('BSERVER')).toHaveLength(1);
      await mine.configure(olga, mine.slack.webhook('BOWN'));
      await mine.test(olga);
      expect([(await mine.slack.textsOf('BSERVER')).length, (await mine.slack.textsOf('BOWN')).length]).toEqual([1, 1]);
      await mine.configure(olga, null);
      expect(await mine.shown(olga)).toMatchObject({ status: 'CONNECTED', accountName: null });
      await mine.slack.breakWebhook('BSERVER', 'no_service');
      expect(await mine.test(olga)).toMatchObject({ ok: false, fault: { code: 'NOT_FOUND' } });
      expect(await mine.shown(olga)).toMatchObject({ status: 'ERROR' });
    } finally {
      await mine.close();
    }
  });
});

describe('the vault', () => {
  it('[F11] [E5] brings addresses under a new key, which then still serve', async () => {
    const previous = 'the-vault-key-before-which-is-long-enough';
    const mine = await openSlackDoor(() => ({ SECRET_VAULT_KEY_PREVIOUS: previous }));
    try {
      const olga = await mine.app.signUp();
      const sealed = await createVault({ key: previous }).seal({ url: mine.slack.webhook('BSEALED') }, { teamId: olga.teamId, provider: 'SLACK' });
      await mine.execute('insert into slack_webhooks (team_id, sealed, key_id, version, updated_at) values (?, ?::jsonb, ?, 1, now())', [olga.teamId, JSON.stringify(sealed), sealed.kid]);
      const isNew = async () => (await mine.execute('select 1 from slack_webhooks where team_id = ? and key_id = ?', [olga.teamId, mine.app.app.parts.base.parts.vault.keyId])).length > 0;
      await until('it is sealed anew', isNew);
      expect((await mine.test(olga)).ok).toBe(true);
      // A secret opens for its own team alone.
      const mallory = await mine.app.signUp('Mallory');
      await mine.execute('insert into slack_webhooks (team_id, sealed, key_id, version, updated_at) select ?, sealed, key_id, 1, now() from slack_webhooks where team_id = ?', [mallory.teamId, olga.teamId]);
      expect(await mine.test(mallory)).toMatchObject({ ok: false, fault: { code: 'PERMISSION', hint: expect.stringContaining('configureSlack') as string } });
      expect(await mine.slack.textsOf('BSEALED')).toHaveLength(1);
    } finally {
      await mine.close();
    }
  });
});
