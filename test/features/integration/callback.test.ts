import type { Session } from '../../support/app.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { until } from '../../support/until.ts';
import { codesOf, openDoors, type AnyDoor } from './integration-door.ts';

let doors: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => { doors = await openDoors(); });
afterAll(() => doors.close());

describe.each(crmKits)('with $name:', (kit) => {
  const { name, provider } = kit;
  let door: AnyDoor;
  beforeAll(() => { door = doors.to(kit); });
  afterEach(() => door.sandbox.clearFaults());

  describe('a state that is', () => {
    const ways = {
      'the callback': async (_: Session, code: string, state: string) => {
        const answer = await door.callbackWith({ code, state });
        return { refused: answer.status === 400 || answer.status === 403, text: await answer.text() };
      },
      'the mutation': async (caller: Session, code: string, state: string) => {
        const answer = await door.complete(caller, { code, state });
        return { refused: answer.errors[0]?.extensions.code === 'BAD_USER_INPUT', text: JSON.stringify(answer.errors) };
      },
    };
    const begin = async () => {
      const olga = await door.app.signUp();
      const { searchParams } = await door.consent(await door.start(olga));
      return { olga, code: searchParams.get('code') ?? '', state: searchParams.get('state') ?? '' };
    };

    it.each(Object.entries(ways))('[F2] replayed is refused by %s', async (_, present) => {
      const { olga, code, state } = await begin();
      await present(olga, code, state);
      expect(await present(olga, code, state)).toEqual({ refused: true, text: expect.stringContaining('STATE_USED') as string });
      expect((await door.shownOf(olga)).status).toBe('CONNECTED');
    });

    it.each(Object.entries(ways))('[F2] altered is refused by %s, and the real one is still good', async (_, present) => {
      const { olga, code, state } = await begin();
      const altered = (state.startsWith('A') ? 'B' : 'A') + state.slice(1);
      for (const wrong of [altered, '', 'x'.repeat(5_000), "' or '1'='1", '<script>alert(1)</script>', '\u0000'])
        expect(await present(olga, code, wrong)).toEqual({ refused: true, text: expect.stringContaining('STATE_UNKNOWN') as string });
      expect((await door.shownOf(olga)).status).toBe('DISCONNECTED');
      await present(olga, code, state);
      expect((await door.shownOf(olga)).status).toBe('CONNECTED');
    });

    it.each(Object.entries(ways))('[F2] expired is refused by %s', async (_, present) => {
      const { olga, code, state } = await begin();
      await door.execute("update oauth_states set expires_at = now() - interval '1 second' where team_id = ?", [olga.teamId]);
      expect(await present(olga, code, state)).toEqual({ refused: true, text: expect.stringContaining('STATE_EXPIRED') as string });
    });

    it('[F2] foreign is refused, and is still good for the one who began', async () => {
      const { olga, code, state } = await begin();
      const mallory = await door.app.signUp('Mallory');
      expect(codesOf(await door.complete(mallory, { code, state }))).toEqual([['BAD_USER_INPUT', 'STATE_FOREIGN']]);
      expect(codesOf(await door.complete(olga, { code, state, provider: provider === 'HUBSPOT' ? 'SALESFORCE' : 'HUBSPOT' }))).toEqual([['BAD_USER_INPUT', 'STATE_FOREIGN']]);
      expect((await door.shownOf(mallory)).status).toBe('DISCONNECTED');
      expect((await door.complete(olga, { code, state })).errors).toEqual([]);
    });

    it('[F2] presented twenty times at once is good once', async () => {
      const { olga, code, state } = await begin();
      const answers = await Promise.all(Array.from({ length: 20 }, () => door.complete(olga, { code, state })));
      expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
      for (const answer of answers) if (answer.errors.length > 0) expect(codesOf(answer)).toEqual([['BAD_USER_INPUT', 'STATE_USED']]);
    });

    it('[F2] asked for with HEAD is not used up', async () => {
      const { olga, code, state } = await begin();
      await door.callbackWith({ code, state }, 'HEAD');
      expect((await door.complete(olga, { code, state })).errors).toEqual([]);
    });

    it("[F2] good does not help once the member who began has lost the right to connect", async () => {
      const { olga, code, state } = await begin();
      await door.execute("update members set role = 'SALES' where team_id = ?", [olga.teamId]);
      expect(await ways['the callback'](olga, code, state)).toEqual({ refused: true, text: expect.stringContaining('FORBIDDEN') as string });
      expect((await door.shownOf(olga)).status).toBe('DISCONNECTED');
    });
  });

  describe('the page of a callback', () => {
    it('[F2] names the account and the team, so that whoever was led there by another sees it', async () => {
      const olga = await door.app.signUp('Olga <b>Owner</b>');
      const answer = await door.callback(await door.consent(await door.start(olga)));
      const text = await answer.text();
      expect(answer.status).toBe(200);
      expect(text).toContain(`The ${name} account ${kit.accountName} is connected to the team “Team of Olga &lt;b&gt;Owner&lt;/b&gt;”`);
      expect(text).toContain('Olga &lt;b&gt;Owner&lt;/b&gt; has asked for it');
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    });

    it('[F2] is shown before the browser goes anywhere else, where somebody has connected an account', async () => {
      const olga = await door.app.signUp('Olga Owner');
      const answer = await door.callback(await door.consent(await door.start(olga, { returnTo: `${door.app.app.parts.base.parts.site.publicUrl}/healthz` })));
      const text = await answer.text();
      expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
      expect(text).toContain('Olga Owner has asked for it. If that is not your team');
      expect(text).toContain(`/healthz?integration=${provider}&amp;status=connected">Go on</a>`);
    });

    it('[F2] loaded again says calmly how the connection stands', async () => {
      const olga = await door.app.signUp();
      const address = await door.consent(await door.start(olga));
      await door.callback(address);
      const again = await door.callback(address);
      const text = await again.text();
      expect(again.status).toBe(400);
      expect(text).toContain(`<h1>${name} is connected already</h1>`);
      expect(text).toContain(`used already, and nothing has changed. The ${name} account ${kit.accountName} is connected`);
      expect(text).toContain(`integration(provider: ${provider})`);
    });

    it('[F2] loaded again after a refusal does not say that it is connected', async () => {
      const address = await door.consent(await door.start(await door.app.signUp()), 'deny=1');
      await door.callback(address);
      expect(await (await door.callback(address)).text()).toContain(`<h1>${name} could not be connected</h1>`);
    });
  });

  describe('a callback', () => {
    it('[F2] shows nothing of what came in', async () => {
      const olga = await door.app.signUp();
      const { state } = await door.start(olga);
      const hostile = '"><img src=x onerror=alert(1)>';
      const answer = await door.callbackWith({ state: state as string, error: hostile, error_description: hostile });
      const page = await answer.text();
      expect(answer.status).toBe(400);
      expect(page).toContain('CODE_MISSING');
      expect(page).not.toContain('onerror');
    });

    it('[F2] with a parameter twice is refused', async () => {
      const olga = await door.app.signUp();
      const { state } = await door.start(olga);
      const answer = await door.callback(`${door.callbackUrl}?state=${state as string}&state=${state as string}&code=x`);
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('STATE_UNKNOWN')]);
    });

    it('[F2] with a code that the CRM does not know changes nothing', async () => {
      const olga = await door.app.signUp();
      const { state } = await door.start(olga);
      expect(codesOf(await door.complete(olga, { code: 'made-up', state }))).toEqual([['BAD_USER_INPUT', 'CODE_REFUSED']]);
      expect(await door.shownOf(olga)).toMatchObject({ status: 'DISCONNECTED', credential: null });
    });

    it('[E9] while the CRM is down says so on its page', async () => {
      const address = await door.consent(await door.start(await door.app.signUp()));
      await door.sandbox.fault({ ...kit.at.token, status: 503 });
      const answer = await door.callback(address);
      expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining(`${name} is not available`)]);
    });

    it('[F7] of an account that granted too little names what is missing, and stores no token', async () => {
      const olga = await door.app.signUp();
      const { scopes, missing } = kit.tooFew;
      const answer = await door.callback(await door.consent(await door.start(olga), `approve=1&${new URLSearchParams({ grant: scopes }).toString()}`));
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(missing[0]!)]);
      expect(await door.shownOf(olga)).toMatchObject({
        status: 'DISCONNECTED', missingScopes: missing, credential: null, mapping: null, error: { code: 'PERMISSION', message: expect.stringContaining(missing[0]!) as string },
      });
      await door.connect(olga);
      expect(await door.shownOf(olga)).toMatchObject({ status: 'CONNECTED', missingScopes: [], error: null });
    });

    const grantTooLittle = async (session: Session) => door.callback(await door.consent(await door.start(session), `approve=1&${new URLSearchParams({ grant: kit.tooFew.scopes }).toString()}`));
    const lacking = { error: { code: 'PERMISSION', message: expect.stringContaining(kit.tooFew.missing[0]!) as string } };

    it('[F5] [F7] that granted too little leaves a connection that is to be made again to be made again, and says why', async () => {
      const olga = await door.app.signUp();
      await door.connect(olga);
      const stream = await door.app.subscribe(olga.token, `subscription { integrationStatusChanged(provider: ${provider}) { status } }`);
      await door.sandbox.revokeTokens();
      await door.app.graphql(`{ crmFields(provider: ${provider}, refresh: true) { name } }`, {}, olga.token);
      await grantTooLittle(olga);
      expect(await door.shownOf(olga)).toMatchObject({ status: 'RECONNECT_REQUIRED', ...lacking });
      await door.connect(olga);
      await until('it is told that it works', () => stream.events.at(-1)?.status === 'CONNECTED');
      expect(stream.events.map(({ status }) => status as string)).toEqual(['RECONNECT_REQUIRED', 'CONNECTED']);
    });

    it('[F5] [F7] that granted too little leaves what is disconnected so, and no lead is wanted there', async () => {
      const olga = await door.app.signUp();
      await door.connect(olga);
      await door.disconnect(olga);
      await grantTooLittle(olga);
      expect(await door.shownOf(olga)).toMatchObject({ status: 'DISCONNECTED', ...lacking });
      const { createLead } = await door.app.ask('mutation { createLead(input: { email: "ada@example.com" }) { lead { syncAttempts { nodes { id } } } } }', {}, olga.token);
      expect(createLead.lead.syncAttempts.nodes).toEqual([]);
    });

    it('[F5] [F7] that granted too little leaves what works with its earlier tokens as it is', async () => {
      const olga = await door.app.signUp();
      await door.connect(olga);
      await grantTooLittle(olga);
      expect(await door.shownOf(olga)).toMatchObject({ status: 'CONNECTED', missingScopes: [], error: null });
    });

    it.each([
      ['is down', { status: 503 }],
      ['answers garbage', { status: 200, body: '<html>' }],
      ['answers JSON of another shape', { status: 200, body: '{"access_token":5}' }],
      ['hangs up', { dropConnection: true }],
    ])('[E9] while the CRM %s says so, and nothing is half connected', async (_, fault) => {
      const olga = await door.app.signUp();
      const { searchParams } = await door.consent(await door.start(olga));
      await door.sandbox.fault({ ...kit.at.token, ...fault });
      expect(codesOf(await door.complete(olga, { code: searchParams.get('code'), state: searchParams.get('state') }))).toEqual([['PROVIDER_UNAVAILABLE', expect.any(String)]]);
      expect(await door.shownOf(olga)).toMatchObject({ status: 'DISCONNECTED', credential: null });
    });
  });
});
