import { createSalesforce } from '../../../../src/crm/providers/salesforce/create-salesforce.ts';
import { trustedOrigin } from '../../../../src/crm/providers/salesforce/trusted-origin.ts';
import { aSession, rejectionOf } from '../../a-session.ts';
import { answeringServer, say, type AnsweringServer } from '../../answering-server.ts';

const real = { loginUrl: 'https://login.salesforce.com', sandboxLoginUrl: 'https://test.salesforce.com', trustedHosts: ['crm.example.com', 'crm.example.com:8443'] };
const local = { loginUrl: 'http://127.0.0.1:4011', sandboxLoginUrl: 'http://127.0.0.1:4011', trustedHosts: [] };

const servers: AnsweringServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
const serve = async (answer: Parameters<typeof answeringServer>[0]): Promise<AnsweringServer> => {
  const server = await answeringServer(answer);
  servers.push(server);
  return server;
};

describe('where tokens may be sent', () => {
  it.each([
    ['https://acme.my.salesforce.com'],
    ['https://acme.my.salesforce.com/'],
    ['https://ACME--uat.sandbox.my.salesforce.com'],
    ['https://na1.salesforce.com'],
    ['https://login.salesforce.com'],
    ['https://crm.example.com'],
    ['https://crm.example.com:8443'],
  ])('[G2] is %s', (address) => {
    expect(trustedOrigin(real, address)).toBe(new URL(address).origin);
  });

  it.each([
    ['http://acme.my.salesforce.com'],
    ['https://acme.my.salesforce.com:8443'],
    ['https://salesforce.com.evil.example'],
    ['https://evilsalesforce.com'],
    ['https://salesforce.com'],
    ['https://acme.lightning.force.com'],
    ['https://acme.my.salesforce.com@evil.example'],
    ['https://user@acme.my.salesforce.com'],
    ['https://acme.my.salesforce.com/path'],
    ['https://acme.my.salesforce.com?x'],
    ['https://acme.my.salesforce.com#x'],
    ['https://acme.my.salesforce.com.'],
    [String.raw`https://evil.example\.my.salesforce.com`],
    ['https://evil.example/.my.salesforce.com'],
    ['https://acme。my.salesforce.com'],
    ['https://acme.my.salesforce.com\n'],
    ['https://crm.example.com:9999'],
    ['http://crm.example.com'],
    ['http://127.0.0.1:4011'],
    ['http://localhost'],
    ['https://169.254.169.254'],
    ['javascript:alert(1)'],
    ['acme.my.salesforce.com'],
    [''],
  ])('[G2] is not %j', (address) => {
    expect(() => trustedOrigin(real, address)).toThrow(expect.objectContaining({ undone: true, fault: expect.objectContaining({ code: 'PERMISSION', retryable: false }) }));
  });

  it('[F10] is this machine only where people sign in on this machine', () => {
    expect(trustedOrigin(local, 'http://127.0.0.1:5555')).toBe('http://127.0.0.1:5555');
    expect(() => trustedOrigin(local, 'http://10.0.0.1:4011')).toThrow(expect.objectContaining({ name: 'CrmError' }));
  });
});

describe('a foreign address', () => {
  it.each(['exchange', 'refresh'])('[G2, E3] in the answer to the %s is refused before a token leaves', async (step) => {
    const elsewhere = await serve((_, response) => say(response, 200, {}));
    const instance_url = elsewhere.url.replace('127.0.0.1', '127.0.0.1.nip.example');
    const login = await serve((_, response) => say(response, 200, { access_token: 'planted-new', refresh_token: 'planted-new-too', instance_url, scope: 'api' }));
    const salesforce = createSalesforce({ clientId: 'id', clientSecret: 'planted-secret', loginUrl: login.url });
    const { signal } = new AbortController();
    const asked =
      step === 'refresh'
        ? salesforce
            .refreshTokens({ accessToken: 'planted-old', refreshToken: 'planted-r', instanceUrl: login.url, loginUrl: login.url, scopes: [] }, signal)
            .then((tokens) => salesforce.readAccount(aSession(tokens)))
        : salesforce.exchangeCode({ code: 'planted-code', redirectUri: 'http://127.0.0.1/cb', codeVerifier: 'planted-v', site: { environment: 'PRODUCTION' } }, signal);
    const error = await rejectionOf(asked);

    expect(error).toMatchObject({ name: 'CrmError', fault: { code: 'PERMISSION', retryable: false } });
    expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toMatch(/planted|nip\.example/);
    expect(login.seen).toHaveLength(1);
    expect(elsewhere.seen).toEqual([]);
  });

  it('[G2, E3] among stored tokens is refused before every call, the renewal and the end', async () => {
    const elsewhere = await serve((_, response) => say(response, 200, []));
    const salesforce = createSalesforce({ clientId: 'id', clientSecret: 'secret' });
    const tokens = { accessToken: 'a', refreshToken: 'r', instanceUrl: elsewhere.url, loginUrl: elsewhere.url, scopes: [] };
    const session = aSession(tokens);
    const row = { key: 'a', email: 'a@example.com', properties: {}, duplicatePolicy: 'UPDATE' } as const;
    const asked = [
      () => salesforce.listFields(session, 'Contact'),
      () => salesforce.readAccount(session),
      () => salesforce.findMany(session, 'Contact', [row], ['Email']),
      () => salesforce.listRecords!(session, 'Contact', { first: 1, properties: [] }),
      () => salesforce.pushMany(session, 'Contact', [row]),
      () => salesforce.refreshTokens(tokens, session.signal),
      () => salesforce.revokeTokens!(tokens, session.signal),
    ];

    for (const ask of asked) expect(await rejectionOf(ask())).toMatchObject({ fault: { code: 'PERMISSION', retryable: false }, undone: true });
    const pasted = salesforce.adoptToken!({ token: 't', instanceUrl: elsewhere.url }, session.signal);
    expect(await rejectionOf(pasted)).toMatchObject({ fault: { code: 'VALIDATION', field: 'instanceUrl', retryable: false }, undone: true });
    expect(elsewhere.seen).toEqual([]);
    expect(session.exchanges).toEqual([]);
  });

  it('[G2] has no page of a record', () => {
    const salesforce = createSalesforce({ clientId: 'id', clientSecret: 'secret' });

    expect(salesforce.recordUrl?.({ instanceUrl: 'https://acme.my.salesforce.com' }, 'Contact', '003B000000A1b2CIAR')).toBe('https://acme.my.salesforce.com/003B000000A1b2CIAR');
    expect(salesforce.recordUrl?.({ instanceUrl: 'https://evil.example' }, 'Contact', '003')).toBeNull();
    expect(salesforce.recordUrl?.({}, 'Contact', '003')).toBeNull();
  });
});
