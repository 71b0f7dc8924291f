import { CrmError, type CrmProvider, type CrmTokens } from '../../../src/crm/crm-provider.ts';
import { inSnapshot } from '../../../src/database/in-snapshot.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { readEvents } from '../../../src/events/event-log.ts';
import { Credential, type CredentialRow } from '../../../src/features/credential/credential.entity.ts';
import { readCredential } from '../../../src/features/credential/read-credential.ts';
import { renewTokens } from '../../../src/features/credential/renew-tokens.ts';
import { getIntegration } from '../../../src/features/integration/get-integration.ts';
import type { IntegrationStatusPayload } from '../../../src/features/integration/integration.events.ts';
import { withSession } from '../../../src/features/integration/with-session.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { openTestParts, type TestParts } from '../../support/parts.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { connect, consent, later, onInstance, sandboxHubspot } from './connected-team.ts';

/** The sandbox's tokens live 30 minutes and are renewed two minutes ahead. */
const DUE_MS = 28.5 * 60_000;
const EXPIRED_MS = 31 * 60_000;

let parts: TestParts;
let sandbox: TestSandbox;
let hubspot: CrmProvider;
beforeAll(async () => {
  [parts, sandbox] = await Promise.all([openTestParts(), startTestSandbox()]);
  hubspot = sandboxHubspot(sandbox);
});
afterAll(() => Promise.all([parts.close(), sandbox.stop()]));
afterEach(() => sandbox.clearFaults());

const connectedTeam = async (): Promise<{ ctx: TeamContext; tokens: CrmTokens }> => {
  const ctx = onInstance(await parts.team(), hubspot);
  const tokens = await consent(hubspot);
  await connect(ctx, hubspot, tokens);
  return { ctx, tokens };
};

const tokenUsed = (ctx: TeamContext) => withSession(ctx, 'HUBSPOT', () => undefined, ({ tokens }) => Promise.resolve(tokens.accessToken));
const fieldsThrough = (ctx: TeamContext) => withSession(ctx, 'HUBSPOT', () => undefined, (session) => hubspot.listFields(session, 'contacts'));
const faultOf = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error instanceof CrmError ? error.fault : error));
const credentialOf = async (ctx: TeamContext): Promise<CredentialRow> => {
  const row = await readCredential({ ...ctx }, 'HUBSPOT');
  if (row === null) throw new Error('There is no credential.');
  return row;
};
const statusOf = async (ctx: TeamContext) => (await getIntegration(ctx, 'HUBSPOT')).status;
const statusesTold = async (ctx: TeamContext) =>
  (await inSnapshot(ctx, (snapshot) => readEvents(snapshot, 0, 100)))
    .filter(({ kind }) => kind === 'integration.status_changed')
    .map(({ payload, actor }) => [(payload as IntegrationStatusPayload).previousStatus, (payload as IntegrationStatusPayload).status, actor.kind]);
const tokenCalls = async () => (await sandbox.requests()).filter(({ path }) => path.endsWith('/token')).length;
const nobodyRevoked = () => Promise.resolve();

describe('tokens', () => {
  it('[E7] are used as they are while they last', async () => {
    const { ctx, tokens } = await connectedTeam();
    const before = await tokenCalls();
    await expect(tokenUsed(ctx)).resolves.toBe(tokens.accessToken);
    expect(await tokenCalls()).toBe(before);
  });

  it('[E4] are opened once for many calls, and anew when they have changed', async () => {
    const { ctx } = await connectedTeam();
    let opened = 0;
    const { vault } = ctx.parts;
    const counting: typeof vault = { ...vault, open: (sealed, owner) => { opened += 1; return vault.open(sealed, owner); } };
    const counted = { ...ctx, parts: { ...ctx.parts, vault: counting } };
    for (let call = 0; call < 20; call += 1) await tokenUsed(counted);
    await Promise.all(Array.from({ length: 20 }, () => tokenUsed(counted)));
    expect(opened).toBe(1);
    await tokenUsed(later(counted, DUE_MS));
    expect(opened).toBe(2);
  });

  it('[E7] are renewed once, ahead of their end, however many calls are made at the same time', async () => {
    const { ctx, tokens } = await connectedTeam();
    const before = await tokenCalls();
    const used = await Promise.all(Array.from({ length: 20 }, () => tokenUsed(later(ctx, DUE_MS))));
    expect(new Set(used).size).toBe(1);
    expect(used[0]).not.toBe(tokens.accessToken);
    expect(await tokenCalls()).toBe(before + 1);
    const row = await credentialOf(ctx);
    expect(row).toMatchObject({ version: 2, consecutiveFailures: 0, revokedAt: null });
    expect(row.lastRefreshedAt).not.toBeNull();
  });

  it('[E7] that the provider refuses ahead of time are renewed once, and the work runs once more', async () => {
    const { ctx } = await connectedTeam();
    await sandbox.fault({ path: '*/properties/*', status: 401, times: 1 });
    await expect(fieldsThrough(ctx)).resolves.toContainEqual(expect.objectContaining({ name: 'email' }));
    expect((await credentialOf(ctx)).version).toBe(2);
  });

  it('[E7] that are refused although they are new are not renewed again and again', async () => {
    const { ctx } = await connectedTeam();
    await sandbox.fault({ path: '*/properties/*', status: 401, times: null });
    expect(await faultOf(fieldsThrough(ctx))).toMatchObject({ code: 'AUTH_EXPIRED', retryable: true });
    expect((await credentialOf(ctx)).version).toBe(2);
    expect(await statusOf(ctx)).toBe('CONNECTED');
  });

  it.each([
    ['an error of theirs', { status: 503 }],
    ['a rate limit', { status: 429 }],
    ['a connection that breaks', { dropConnection: true }],
    ['an answer that is none', { status: 200, body: 'not JSON' }],
  ])('[E9] that cannot be renewed because of %s are not taken for revoked', async (_, fault) => {
    const { ctx, tokens } = await connectedTeam();
    await sandbox.fault({ path: '/oauth/*/token', ...fault });
    await expect(tokenUsed(later(ctx, DUE_MS))).resolves.toBe(tokens.accessToken);
    expect(await credentialOf(ctx)).toMatchObject({ version: 1, consecutiveFailures: 1, revokedAt: null });
    await sandbox.fault({ path: '/oauth/*/token', ...fault });
    expect(await faultOf(tokenUsed(later(ctx, EXPIRED_MS)))).toMatchObject({ retryable: true });
    expect(await statusOf(ctx)).toBe('CONNECTED');
    await expect(tokenUsed(later(ctx, EXPIRED_MS))).resolves.not.toBe(tokens.accessToken);
    expect(await credentialOf(ctx)).toMatchObject({ version: 2, consecutiveFailures: 0 });
  });

  it('[E9] that the provider has withdrawn end in RECONNECT_REQUIRED, with one event, and no further call', async () => {
    const { ctx } = await connectedTeam();
    await sandbox.control('POST', '/revoke-tokens');
    const faults = await Promise.all(Array.from({ length: 5 }, () => faultOf(tokenUsed(later(ctx, DUE_MS)))));
    for (const fault of faults) expect(fault).toMatchObject({ code: 'AUTH_EXPIRED', retryable: false });
    expect(await statusOf(ctx)).toBe('RECONNECT_REQUIRED');
    expect(await getIntegration(ctx, 'HUBSPOT')).toMatchObject({ error: { code: 'AUTH_EXPIRED' } });
    expect(await statusesTold(ctx)).toEqual([['DISCONNECTED', 'CONNECTED', 'SYSTEM'], ['CONNECTED', 'RECONNECT_REQUIRED', 'SYSTEM']]);
    const before = await tokenCalls();
    expect(await faultOf(tokenUsed(ctx))).toMatchObject({ code: 'AUTH_EXPIRED', retryable: false });
    expect(await tokenCalls()).toBe(before);
  });

  it('[F4] of a new connection end RECONNECT_REQUIRED', async () => {
    const { ctx } = await connectedTeam();
    await sandbox.control('POST', '/revoke-tokens');
    await faultOf(tokenUsed(later(ctx, DUE_MS)));
    const tokens = await consent(hubspot);
    await connect(ctx, hubspot, tokens);
    expect(await getIntegration(ctx, 'HUBSPOT')).toMatchObject({ status: 'CONNECTED', error: null });
    await expect(tokenUsed(ctx)).resolves.toBe(tokens.accessToken);
  });
});

describe('two instances that renew at the same time', () => {
  const meanwhile = (renewElsewhere: () => Promise<unknown>, then: () => Promise<CrmTokens>): CrmProvider => ({
    ...hubspot,
    refreshTokens: async () => {
      await renewElsewhere();
      return then();
    },
  });

  it('[E7] keep the tokens of the one that wrote first', async () => {
    const { ctx } = await connectedTeam();
    const stale = await credentialOf(ctx);
    const second = meanwhile(() => renewTokens(ctx, hubspot, stale, nobodyRevoked), () => Promise.resolve({ accessToken: 'too late', scopes: [] }));
    const other = onInstance(ctx, second);
    const row = await renewTokens(other, second, stale, nobodyRevoked);
    expect(row.version).toBe(2);
    await expect(tokenUsed(other)).resolves.not.toBe('too late');
    expect(await tokenUsed(ctx)).toBe(await tokenUsed(other));
  });

  it('[E9] do not take a refresh token that was good once for revoked', async () => {
    const { ctx } = await connectedTeam();
    const stale = await credentialOf(ctx);
    const spent = () => Promise.reject(new CrmError({ code: 'AUTH_EXPIRED', message: 'invalid_grant', retryable: false }));
    const second = meanwhile(() => renewTokens(ctx, hubspot, stale, nobodyRevoked), spent);
    await expect(renewTokens(onInstance(ctx, second), second, stale, () => Promise.reject(new Error('Nothing was revoked.')))).resolves.toMatchObject({ version: 2 });
    expect(await credentialOf(ctx)).toMatchObject({ revokedAt: null, consecutiveFailures: 0 });
  });

  it('[E7] do not ask where the tokens that were refused are not the stored ones any more', async () => {
    const { ctx } = await connectedTeam();
    const stale = await credentialOf(ctx);
    await renewTokens(ctx, hubspot, stale, nobodyRevoked);
    const before = await tokenCalls();
    await expect(renewTokens(onInstance(ctx, hubspot), hubspot, stale, nobodyRevoked)).resolves.toMatchObject({ version: 2 });
    expect(await tokenCalls()).toBe(before);
  });
});

describe('a sealed record', () => {
  const change = (ctx: TeamContext, encrypted: object) =>
    inTransaction(ctx, ({ em }) => em.nativeUpdate(Credential, { provider: 'HUBSPOT' }, { encrypted: encrypted }));

  it("[E1] that is another team's asks to connect again", async () => {
    const [{ ctx }, { ctx: other }] = [await connectedTeam(), await connectedTeam()];
    await change(ctx, (await credentialOf(other)).encrypted);
    expect(await faultOf(tokenUsed(onInstance(ctx, hubspot)))).toMatchObject({ code: 'AUTH_EXPIRED', retryable: false });
    expect(await statusOf(ctx)).toBe('RECONNECT_REQUIRED');
  });

  it('[E1] under a key that this process lacks is the operator\'s matter, and stays as it is', async () => {
    const { ctx } = await connectedTeam();
    await change(ctx, { ...(await credentialOf(ctx)).encrypted, kid: '0000000000000000' });
    expect(await faultOf(tokenUsed(onInstance(ctx, hubspot)))).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(await statusOf(ctx)).toBe('CONNECTED');
    expect(await credentialOf(ctx)).toMatchObject({ revokedAt: null });
  });
});

describe('what is stored', () => {
  it('[E3] holds no token in plain, in no table', async () => {
    const { ctx, tokens } = await connectedTeam();
    const renewed = await tokenUsed(later(ctx, DUE_MS));
    const secrets = [tokens.accessToken, tokens.refreshToken, renewed].filter((secret) => secret !== undefined);
    // As the owner of the tables, whom no policy narrows; the queue's tables too.
    const em = parts.base.parts.database.orm.em.fork();
    const tables = await em.execute<{ schema: string; name: string }[]>(
      "select nspname as schema, relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname in ('public', 'pgboss') and relkind = 'r'",
    );
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['credentials', 'integrations', 'team_events']));
    let text = '';
    for (const { schema, name } of tables) text += JSON.stringify(await em.execute('select row_to_json(t)::text from ??.?? t', [schema, name]));
    expect(secrets).toHaveLength(3);
    expect(text).toContain((await credentialOf(ctx)).fingerprint);
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  });

  it('[E2] is one credential and one integration for each team and provider, and goes with the team', async () => {
    const { ctx } = await connectedTeam();
    await connect(ctx, hubspot, await consent(hubspot));
    const count = () =>
      inSnapshot(ctx, async ({ em, actor }) => {
        const [row] = await em.execute<{ n: number }[]>(
          `select ((select count(*) from credentials where team_id = ?) + (select count(*) from integrations where team_id = ?)
             + (select count(*) from field_mappings where team_id = ?))::int as n`, [actor.teamId, actor.teamId, actor.teamId]);
        return row?.n;
      });
    expect(await count()).toBe(3);
    await inTransaction(ctx, ({ em, actor }) => em.execute('delete from teams where id = ?', [actor.teamId]));
    expect(await count()).toBe(0);
  });
});
