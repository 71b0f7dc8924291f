import { aSession, rejectionOf } from '../../a-session.ts';
import { answeringServer, say, type AnsweringServer } from '../../answering-server.ts';
import { startHubspotSandbox, STATIC_TOKEN, type HubspotSandbox, type OrderedFault } from './hubspot-sandbox.ts';

let sandbox: HubspotSandbox;
beforeAll(async () => {
  sandbox = await startHubspotSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const servers: AnsweringServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
const serve = async (answer: Parameters<typeof answeringServer>[0]): Promise<AnsweringServer> => {
  const server = await answeringServer(answer);
  servers.push(server);
  return server;
};

const row = { key: 'a', email: 'a@example.com', properties: { email: 'a@example.com' }, duplicatePolicy: 'UPDATE' } as const;

/** What one push comes to while the sandbox is disturbed. */
const disturbed = async (fault: OrderedFault): Promise<unknown> => {
  await sandbox.order({ method: 'POST', path: '/crm/objects/', ...fault });
  const hubspot = sandbox.connect({ http: { timeoutMs: fault.delayMs === undefined ? 20_000 : 300, maxResponseBytes: 100_000 } });
  return rejectionOf(hubspot.pushMany(aSession({ accessToken: STATIC_TOKEN }), 'contacts', [row]));
};

describe('a disturbed HubSpot', () => {
  it.each<[string, OrderedFault, object]>([
    ['401', { status: 401 }, { code: 'AUTH_EXPIRED' }],
    ['403', { status: 403 }, { code: 'PERMISSION', retryable: false }],
    ['404', { status: 404, body: '{"message":"resource not found"}' }, { code: 'NOT_FOUND', retryable: false }],
    ['423', { status: 423 }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['429', { status: 429, retryAfter: 7 }, { code: 'RATE_LIMITED', retryable: true, retryAfter: 7_000 }],
    ['477', { status: 477, retryAfter: 90_000 }, { code: 'PROVIDER_DOWN', retryable: true, retryAfter: 3_600_000 }],
    ['500', { status: 500 }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['503', { status: 503 }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['a dropped connection', { dropConnection: true }, { code: 'NETWORK', retryable: true }],
    ['an answer that does not come', { delayMs: 60_000 }, { code: 'TIMEOUT', retryable: true }],
    ['garbage', { status: 200, body: '<html>Sign in</html>' }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['half an answer', { status: 200, body: '{"results":[{"id":' }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['JSON of another kind', { status: 200, body: '{"hello":"world"}' }, { code: 'PROVIDER_DOWN', retryable: true }],
    ['an endless answer', { status: 200, body: JSON.stringify({ results: [], filler: 'x'.repeat(200_000) }) }, { code: 'UNKNOWN', retryable: false }],
  ])('[G7] %s has its own fault, and nothing is written', async (_, fault, expected) => {
    await expect(disturbed(fault)).resolves.toMatchObject({ name: 'CrmError', fault: { ...expected, message: expect.any(String), hint: expect.any(String) } });
    expect(await sandbox.contacts()).toEqual([]);
  });

  it('[G7] recovers: the same call succeeds once the trouble is over', async () => {
    await disturbed({ status: 503 });
    const hubspot = sandbox.connect();

    await expect(hubspot.pushMany(aSession({ accessToken: STATIC_TOKEN }), 'contacts', [row])).resolves.toMatchObject([{ action: 'CREATED' }]);
  });

  it('[G7, E3] that sends us to another host is not followed', async () => {
    const elsewhere = await serve((_, response) => say(response, 200, { results: [] }));
    const gateway = await serve((request, response) => say(response, 307, {}, { location: `${elsewhere.url}${request.path}` }));
    const hubspot = sandbox.connect({ apiBaseUrl: gateway.url });

    await expect(rejectionOf(hubspot.pushMany(aSession(), 'contacts', [row]))).resolves.toMatchObject({ fault: { code: 'UNKNOWN', retryable: false } });
    expect(elsewhere.seen).toEqual([]);
  });

  it('[G7] is left alone when the caller gives up, who gets its own reason', async () => {
    await sandbox.order({ path: '/crm/objects/', delayMs: 60_000 });
    const controller = new AbortController();
    const reason = new Error('the worker stops');
    const pending = rejectionOf(sandbox.connect().pushMany(aSession({ accessToken: STATIC_TOKEN }, controller.signal), 'contacts', [row]));
    controller.abort(reason);

    await expect(pending).resolves.toBe(reason);
  });
});

describe('secrets', () => {
  it('[E3] stand neither in the exchanges nor in the errors, whatever is answered', async () => {
    const tokens = { accessToken: 'planted-access-token', refreshToken: 'planted-refresh-token' };
    const clientSecret = 'planted-client-secret';
    const secrets = [...Object.values(tokens), clientSecret];
    const echo = await serve((request, response) =>
      say(response, 400, { message: `${request.headers.authorization} ${secrets.join(' ')}`, errors: secrets.map((secret) => ({ message: secret, code: secret })) }),
    );
    const session = aSession(tokens);
    const hubspot = sandbox.connect({ apiBaseUrl: echo.url, clientSecret });
    const error = await rejectionOf(hubspot.listFields(session, 'contacts'));
    const results = await hubspot.pushMany(session, 'contacts', [row]);

    expect(session.exchanges).toHaveLength(2);
    expect(echo.seen[0]?.headers.authorization).toBe('Bearer planted-access-token');
    const everything = [session.exchanges, error, results, (error as Error).stack, Object.entries(error as object)];
    expect(JSON.stringify(everything)).not.toMatch(/planted|Bearer p|authorization/i);
  });
});
