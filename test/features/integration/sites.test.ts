import { CrmError } from '../../../src/crm/crm-provider.ts';
import type { Json, Session } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { codesOf, openDoor, type Door } from './integration-door.ts';
import { madeUpCrm } from './made-up-crm.ts';

const crm = madeUpCrm();
let door: Door;
beforeAll(async () => { door = await openDoor({ providers: { SALESFORCE: crm.provider } }); });
afterAll(() => door.close());
beforeEach(() => {
  crm.seen.sites.length = 0;
  crm.seen.instanceUrls.length = 0;
  crm.shortcomings.answer = () => Promise.resolve([]);
});

const provider = 'SALESFORCE';
const DOMAIN = 'acme.made-up-crm.example';
const shownOf = async ({ token }: Session) =>
  (await door.app.ask('{ integration(provider: SALESFORCE) { status environment warnings quota { used limit resetsAt reserve } credential { id } } }', {}, token)).integration as Json;
const connect = async (olga: Session, input: Json = {}) => {
  const { state } = await door.start(olga, { provider, ...input });
  return door.complete(olga, { provider, code: 'c', state });
};

/** What somebody might write to have us send a secret elsewhere. */
const elsewhere = [
  '169.254.169.254', '127.0.0.1', '[::1]', 'localhost:5432', '0x7f.1', 'evil.example', `evil.example/${DOMAIN}`, `evil.example#.made-up-crm.example.evil.example`,
  `${DOMAIN}.evil.example`, 'http://169.254.169.254/', 'file:///etc/passwd', `evil.example\nx`, 'x'.repeat(253),
];

describe('which of a provider’s worlds is connected', () => {
  it.each([
    [{}, { environment: 'PRODUCTION' }],
    [{ environment: 'SANDBOX' }, { environment: 'SANDBOX' }],
    [{ environment: 'SANDBOX', domain: DOMAIN }, { environment: 'SANDBOX', domain: DOMAIN }],
    [{ environment: null, domain: ` ${DOMAIN} ` }, { environment: 'PRODUCTION', domain: DOMAIN }],
  ])('[F10] %j counts for the consent and for the exchange alike', async (input, site) => {
    const olga = await door.app.signUp();
    expect((await connect(olga, input)).errors).toEqual([]);
    expect(crm.seen.sites).toEqual([site, site]);
    expect(await shownOf(olga)).toMatchObject({ status: 'CONNECTED', environment: site.environment });
  });

  it.each(elsewhere)('[F10] [F2] the domain %j is refused, and nothing is begun', async (domain) => {
    const olga = await door.app.signUp();
    expect(codesOf(await door.tryToStart(olga, { provider, domain }))).toEqual([['BAD_USER_INPUT', 'DOMAIN_REFUSED']]);
    expect(await door.execute('select domain from oauth_states where team_id = ?', [olga.teamId])).toEqual([]);
  });

  it('[F10] a domain longer than any is refused before anybody looks at it', async () => {
    expect(codesOf(await door.tryToStart(await door.app.signUp(), { provider, domain: 'x'.repeat(254) }))).toEqual([['BAD_USER_INPUT', 'TOO_LONG']]);
    expect(crm.seen.sites).toEqual([]);
  });
});

describe('the address of an account', () => {
  it('[E6] goes to nobody but the provider', async () => {
    const olga = await door.app.signUp();
    expect((await door.connectWithToken(olga, { provider, token: 't', instanceUrl: `https://${DOMAIN}/` })).errors).toEqual([]);
    expect(crm.seen.instanceUrls).toEqual([`https://${DOMAIN}/`]);
  });

  it.each(['http://169.254.169.254/', 'http://127.0.0.1:5432/', 'http://[::1]/', 'https://evil.example/', `https://${DOMAIN}.evil.example/`, `https://${DOMAIN}@evil.example/`, null])(
    '[E6] %j is refused, and nothing is stored',
    async (instanceUrl) => {
      const olga = await door.app.signUp();
      expect(codesOf(await door.connectWithToken(olga, { provider, token: 't', instanceUrl }))).toEqual([['BAD_USER_INPUT', 'REFUSED']]);
      expect(await shownOf(olga)).toMatchObject({ status: 'DISCONNECTED', credential: null });
    },
  );
});

describe('what an account lacks', () => {
  it('[F5] [G11] is asked once it is connected, and is a warning', async () => {
    const olga = await door.app.signUp();
    crm.shortcomings.answer = () => Promise.resolve(['Contacts have no unique e-mail.', 'Contacts have no unique e-mail.', `long ${'x'.repeat(10_000)}`, '\0']);
    await connect(olga);
    const { warnings } = await until('the warnings are there', async () => {
      const shown = await shownOf(olga);
      return (shown.warnings as string[]).length > 0 ? shown : null;
    });
    expect([warnings.length, warnings[0], warnings[1].length]).toEqual([3, 'Contacts have no unique e-mail.', 500]);
    crm.shortcomings.answer = () => Promise.resolve([]);
    expect(await door.test(olga, provider)).toMatchObject({ ok: true });
    expect((await shownOf(olga)).warnings).toEqual([]);
  });

  it('[F5] is no obstacle where it cannot be read', async () => {
    const olga = await door.app.signUp();
    const asked = Promise.withResolvers<void>();
    crm.shortcomings.answer = () => {
      asked.resolve();
      return Promise.reject(new CrmError({ code: 'PERMISSION', message: 'no', retryable: false }));
    };
    expect((await connect(olga)).errors).toEqual([]);
    await asked.promise;
    expect(await door.test(olga, provider)).toMatchObject({ ok: true, fault: null });
    expect(await shownOf(olga)).toMatchObject({ status: 'CONNECTED', warnings: [] });
  });

  it('[G6] does not hide what it has left', async () => {
    const olga = await door.app.signUp();
    await connect(olga);
    const quota = { used: 5, limit: 15_000, resetsAt: '2030-01-01T00:00:00.000Z', reserve: 750 };
    expect((await door.test(olga, provider)).quota).toEqual(quota);
    expect((await shownOf(olga)).quota).toEqual(quota);
  });
});
