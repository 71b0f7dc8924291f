import pg from 'pg';
import type { Session, TestClient } from '../../support/app.ts';
import { crmKits, type CrmSandbox } from '../../support/crm/crm-kits.ts';
import { installation, type Installation } from '../../support/installation.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { until } from '../../support/until.ts';

/** Processes start one after the other on two cores. */
const PATIENCE_MS = 120_000;
/** A renewal takes longer than this only when its process has died. */
const RENEWAL_TIMEOUT_MS = '3000';
const CALLS = 50;

type Api = TestClient & { process: ServerProcess };

/** Refresh tokens are good once, and one that is used twice ends the connection for good. */
const strict = { SANDBOX_ROTATE_REFRESH_TOKENS: '1', SANDBOX_REUSE_ENDS_ALL_TOKENS: '1', SANDBOX_RATE_LIMIT: '100000' };
const strictSalesforce = { SANDBOX_ROTATE_REFRESH_TOKENS: '1' };
const env = { TOKEN_RENEWAL_TIMEOUT_MS: RENEWAL_TIMEOUT_MS, DATABASE_CONNECT_TIMEOUT_MS: '30000', DATABASE_LOCK_TIMEOUT_MS: '30000', DATABASE_POOL_MAX: '8', COST_PER_MINUTE: '1000000000' };

let site: Installation;
let apis: Api[];
let database: pg.Client;
beforeAll(async () => {
  site = await installation(env, strict, strictSalesforce);
  apis = [];
  for (let index = 0; index < 3; index += 1) apis.push(await site.api());
  database = new pg.Client({ connectionString: site.databaseUrl });
  await database.connect();
}, PATIENCE_MS);
afterAll(async () => {
  await database.end();
  await site[Symbol.asyncDispose]();
});

describe.each(crmKits)('tokens of $name that three instances use', (kit) => {
  const { provider } = kit;
  let sandbox: CrmSandbox;
  let owner: Session;
  beforeEach(async () => {
    sandbox = site.sandboxOf(kit);
    await sandbox.reset();
    owner = await apis[0]!.signUp();
    await apis[0]!.connect(owner.token, provider);
  });

  const readFields = (api: TestClient) => api.graphql('query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } }', { provider }, owner.token);
  /** Lets the tokens of the team end: at the provider, and here where their end is known. */
  const expire = async () => {
    await sandbox.expireTokens();
    await database.query("update credentials set expires_at = now() - interval '1 second' where team_id = $1 and expires_at is not null", [owner.teamId]);
  };
  const tokenCalls = async () => (await sandbox.requests()).filter(kit.isToken);
  const refused = async () => (await sandbox.requests()).filter((request) => kit.isApi(request) && request.status === 401).length;
  const status = async (api: Api) =>
    (await api.ask('query ($provider: Provider!) { integration(provider: $provider) { status tokenHealth { status } } }', { provider }, owner.token)).integration as unknown;
  const isRenewing = async () => (await database.query('select 1 from credentials where team_id = $1 and leased_until > now()', [owner.teamId])).rows.length > 0;

  it('[E8] are renewed with exactly one request for 150 calls at their end, and with rotation the team stays connected', async () => {
    for (let round = 1; round <= 3; round += 1) {
      await expire();
      const before = (await tokenCalls()).length;
      const answers = await Promise.all(apis.flatMap((api) => Array.from({ length: CALLS }, () => readFields(api))));
      // So many at once are more than the pace of the account takes: what it turns away had its tokens.
      expect(answers.flatMap(({ errors }) => errors).filter(({ extensions }) => extensions.details[0].code !== 'RATE_LIMITED')).toEqual([]);
      expect(answers.filter(({ errors }) => errors.length === 0).length).toBeGreaterThan(0);
      expect((await tokenCalls()).length - before).toBe(1);
    }
    for (const api of apis) expect(await status(api)).toEqual({ status: 'CONNECTED', tokenHealth: { status: 'VALID' } });
  }, PATIENCE_MS);

  it('[E4] [E8] that one instance has renewed are used by the others with their next call, without a refusal', async () => {
    expect((await readFields(apis[0]!)).errors).toEqual([]);
    expect((await readFields(apis[1]!)).errors).toEqual([]);
    await expire();
    expect((await readFields(apis[0]!)).errors).toEqual([]);
    const [calls, refusals] = [(await tokenCalls()).length, await refused()];
    expect((await Promise.all(apis.map(readFields))).flatMap(({ errors }) => errors)).toEqual([]);
    expect((await tokenCalls()).length).toBe(calls);
    expect(await refused()).toBe(refusals);
  }, PATIENCE_MS);

  it('[E8] whose renewal fails are asked for once, and all are told why', async () => {
    await expire();
    const before = (await tokenCalls()).length;
    await sandbox.fault({ ...kit.at.token, status: 503, retryAfter: 10, delayMs: 500, times: null });
    const answers = await Promise.all(apis.flatMap((api) => Array.from({ length: 5 }, () => readFields(api))));
    expect(new Set(answers.map(({ errors }) => errors[0]?.extensions.code as string))).toEqual(new Set(['PROVIDER_UNAVAILABLE']));
    expect((await tokenCalls()).length - before).toBe(1);
    await sandbox.clearFaults();
    await until('they are renewed after the pause', async () => (await readFields(apis[1]!)).errors.length === 0);
  }, PATIENCE_MS);

  it('[E8] are renewed by another instance when the one that was at it is killed with -9', async () => {
    const doomed = await site.api();
    await expire();
    const before = (await tokenCalls()).length;
    // Its request is under way, and nothing has been done at the provider.
    await sandbox.fault({ ...kit.at.token, delayMs: 60_000, dropConnection: true });
    const lost = readFields(doomed).catch(() => null);
    await until('the provider is asked', async () => (await tokenCalls()).length === before + 1);
    const waiting = apis.map((api) => readFields(api));
    await doomed.process.end('SIGKILL');
    await lost;
    expect(await isRenewing()).toBe(true);
    expect((await Promise.all(waiting)).flatMap(({ errors }) => errors)).toEqual([]);
    expect((await tokenCalls()).length).toBe(before + 2);
    expect(await status(apis[0]!)).toMatchObject({ status: 'CONNECTED' });
  }, PATIENCE_MS);

  it('[E8] that the provider has renewed for one that died before it heard of it are lost, and the team is told to connect again', async () => {
    const doomed = await site.api();
    await expire();
    const told = await apis[1]!.subscribe(owner.token, 'subscription { credentialHealthChanged { status health { reconnectUrl } } }');
    const before = (await tokenCalls()).length;
    await sandbox.fault({ ...kit.at.token, delayMs: 60_000, after: true });
    const lost = readFields(doomed).catch(() => null);
    await until('the provider is asked', async () => (await tokenCalls()).length === before + 1);
    await doomed.process.end('SIGKILL');
    await lost;
    const { errors } = await readFields(apis[0]!);
    expect(errors[0]?.extensions).toMatchObject({ code: 'RECONNECT_REQUIRED' });
    await until('it is announced', () => told.events.length === 1);
    expect(told.events).toEqual([{ status: 'REVOKED', health: { reconnectUrl: expect.stringMatching(/^http/) } }]);
    await apis[0]!.connect(owner.token, provider);
    expect((await readFields(apis[2]!)).errors).toEqual([]);
    await until('that is announced too', () => told.events.length === 2);
    expect(told.events[1]).toMatchObject({ status: 'VALID' });
  }, PATIENCE_MS);
});
