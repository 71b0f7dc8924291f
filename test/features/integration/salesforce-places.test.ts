import { startSalesforceSandbox, type SalesforceSandbox } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { codesOf } from './integration-door.ts';

const LOGIN = 'https://login.salesforce.com';
const TEST = 'https://test.salesforce.com';
const DOMAIN = 'https://acme.my.salesforce.com';

/** Whom a name leads to: nothing leaves this machine, and a name that is not here leads nowhere. */
const net = new Map<string, string>();
/** `https://login.salesforce.com/services/oauth2/token`, of everything that was sent to anybody but the two below. */
let sent: string[] = [];
const realFetch = globalThis.fetch;

/** The ports of the app and the sandbox. */
const ours = new Set<string>();

let organisation: SalesforceSandbox;
let app: TestApp;
beforeAll(async () => {
  organisation = await startSalesforceSandbox();
  ours.add(new URL(organisation.url).port);
  for (const origin of [LOGIN, TEST, DOMAIN]) net.set(origin, organisation.url);
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (ours.has(url.port)) return realFetch(input, init);
    sent.push(url.origin + url.pathname);
    const place = net.get(url.origin);
    return place === undefined ? Promise.reject(new Error('nobody')) : realFetch(new URL(url.pathname + url.search, place), init);
  };
  app = await startApp({ env: { SALESFORCE_CLIENT_ID: 'sandbox-client', SALESFORCE_CLIENT_SECRET: 'sandbox-secret' } });
  ours.add(new URL(app.url).port);
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await app.stop();
  await organisation.stop();
});

let owner: Session;
beforeEach(async () => {
  await organisation.reset();
  await organisation.change({ instanceUrl: DOMAIN });
  owner = await app.signUp();
  sent = [];
});

const connect = (input: Json) => app.connectCrm(owner.token, 'SALESFORCE', input);
const readFields = () => app.graphql('{ crmFields(provider: SALESFORCE, refresh: true) { name } }', {}, owner.token);
const shown = async () => (await app.ask('{ integration(provider: SALESFORCE) { status environment credential { id } } }', {}, owner.token)).integration as Json;
/** Whom anything went to that is not an organisation of Salesforce. */
const foreign = () => sent.filter((address) => ![LOGIN, TEST, DOMAIN].includes(new URL(address).origin));

describe('where Salesforce signs people in', () => {
  it.each([
    ['of a production organisation', { environment: 'PRODUCTION' }, LOGIN, 'PRODUCTION'],
    ['of a sandbox', { environment: 'SANDBOX' }, TEST, 'SANDBOX'],
    ['of an organisation with a domain of its own', { domain: 'acme.my.salesforce.com' }, DOMAIN, 'PRODUCTION'],
  ])('[F10] %s is where their tokens come from, are renewed, and end', async (_, input, login, environment) => {
    expect((await connect(input)).status).toBe(200);
    expect(await shown()).toMatchObject({ status: 'CONNECTED', environment });
    await organisation.expireTokens();
    expect((await readFields()).errors).toEqual([]);
    await app.ask('mutation { disconnectIntegration(input: { provider: SALESFORCE, revokeRemote: true }) { integration { status } } }', {}, owner.token);
    const signIns = sent.filter((address) => address.includes('/services/oauth2/'));
    expect(signIns).toEqual(['authorize', 'token', 'token', 'revoke'].map((endpoint) => `${login}/services/oauth2/${endpoint}`));
    // And everything else goes to where the tokens say.
    expect(new Set(sent.filter((address) => !signIns.includes(address)).map((address) => new URL(address).origin))).toEqual(new Set([DOMAIN]));
  });
});

/** What somebody might write to have a secret sent elsewhere. */
const elsewhere = [
  'http://169.254.169.254/latest/meta-data', 'https://169.254.169.254', 'http://127.0.0.1:5432', 'http://localhost:6379', 'http://[::1]/', 'https://0x7f.1', 'https://2130706433',
  'https://evil.example', 'https://evilsalesforce.com', 'https://salesforce.com.evil.example', 'https://acme.my.salesforce.com.evil.example', 'https://acme.my.salesforce.com@evil.example',
  'https://evil.example/acme.my.salesforce.com', 'https://evil.example#acme.my.salesforce.com', 'http://acme.my.salesforce.com', 'https://acme.my.salesforce.com:8443', 'file:///etc/passwd',
];

describe('an address that a user sets', () => {
  it.each(elsewhere)('[E6] of a token, %s, is refused, and nothing is sent anywhere', async (instanceUrl) => {
    const { errors } = await app.graphql('mutation ($input: ConnectIntegrationWithTokenInput!) { connectIntegrationWithToken(input: $input) { integration { status } } }', { input: { provider: 'SALESFORCE', token: '00D!planted', instanceUrl } }, owner.token);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(sent).toEqual([]);
    expect(await shown()).toMatchObject({ status: 'DISCONNECTED', credential: null });
  });

  it.each([...elsewhere, 'acme.lightning.force.com', 'acme.my.salesforce.com/x', 'xn--cme-5cd.my.salesforce.com', 'acme.my.salesforce.com\n.evil.example'])('[F10] [F2] of a domain, %j, is refused, and nobody is sent there', async (domain) => {
    const answer = await app.graphql('mutation ($input: StartIntegrationAuthInput!) { startIntegrationAuth(input: $input) { authorizationUrl } }', { input: { provider: 'SALESFORCE', domain } }, owner.token);
    expect(codesOf(answer)).toEqual([['BAD_USER_INPUT', 'DOMAIN_REFUSED']]);
    expect(sent).toEqual([]);
  });
});

describe('an address that Salesforce itself tells', () => {
  const foreignAddresses = ['https://evil.example', 'http://169.254.169.254', 'http://127.0.0.1:5432', 'http://acme.my.salesforce.com', 'https://acme.my.salesforce.com.evil.example'];

  it.each(foreignAddresses)('[F2] [E3] with the first tokens, %s, is not connected to, and gets no token', async (instanceUrl) => {
    await organisation.change({ instanceUrl });
    expect((await connect({})).status).toBeGreaterThanOrEqual(400);
    expect((await shown()).status).not.toBe('CONNECTED');
    expect(foreign()).toEqual([]);
  });

  it.each(foreignAddresses)('[G2] [E3] with renewed ones, %s, gets none either, and the connection says so', async (instanceUrl) => {
    await connect({});
    await organisation.expireTokens();
    await organisation.change({ instanceUrl });
    const { errors } = await readFields();
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_REJECTED', details: [{ code: 'PERMISSION' }] } }]);
    expect(foreign()).toEqual([]);
    // Once it lives below salesforce.com again.
    await organisation.change({ instanceUrl: DOMAIN });
    await connect({});
    expect((await readFields()).errors).toEqual([]);
  });
});
