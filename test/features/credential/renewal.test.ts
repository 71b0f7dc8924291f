import { CrmError, type CrmProvider, type CrmTokens } from '../../../src/crm/crm-provider.ts';
import { inSnapshot } from '../../../src/database/in-snapshot.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { readEvents } from '../../../src/events/event-log.ts';
import type { CredentialHealthPayload } from '../../../src/features/credential/credential.events.ts';
import { Credential } from '../../../src/features/credential/credential.entity.ts';
import { renewTokens } from '../../../src/features/credential/renew-tokens.ts';
import { getIntegration } from '../../../src/features/integration/get-integration.ts';
import type { IntegrationStatusPayload } from '../../../src/features/integration/integration.events.ts';
import { withSession } from '../../../src/features/integration/with-session.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { openTestParts, type TestParts } from '../../support/parts.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { connect, connectTeam, consent, credentialOf, later, onInstance, sandboxHubspot, tokenUsed } from './connected-team.ts';

/** The sandbox's tokens live 30 minutes and are renewed two minutes ahead. */
const DUE_MS = 28.5 * 60_000;
const EXPIRED_MS = 31 * 60_000;
/** Longer than any pause after a failure. */
const PAUSE_MS = 67_000;

let parts: TestParts;
let sandbox: TestSandbox;
let hubspot: CrmProvider;
beforeAll(async () => {
  [parts, sandbox] = await Promise.all([openTestParts(), startTestSandbox()]);
  hubspot = sandboxHubspot(sandbox);
});
afterAll(() => Promise.all([parts.close(), sandbox.stop()]));
afterEach(() => sandbox.clearFaults());

const connectedTeam = () => connectTeam(parts, hubspot);
const fieldsThrough = (ctx: TeamContext) => withSession(ctx, 'HUBSPOT', () => undefined, (session) => hubspot.listFields(session, 'contacts'));
const faultOf = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error instanceof CrmError ? error.fault : error));
const statusOf = async (ctx: TeamContext) => (await getIntegration(ctx, 'HUBSPOT')).status;
const statusesTold = async (ctx: TeamContext) =>
  (await inSnapshot(ctx, (snapshot) => readEvents(snapshot, 0, 100)))
    .filter(({ kind }) => kind === 'integration.status_changed')
    .map(({ payload, actor }) => [(payload as IntegrationStatusPayload).previousStatus, (payload as IntegrationStatusPayload).status, actor.kind]);
const healthTold = async (ctx: TeamContext) =>
  (await inSnapshot(ctx, (snapshot) => readEvents(snapshot, 0, 100)))
    .filter(({ kind }) => kind === 'credential.health_changed')
    .map(({ payload }) => [(payload as CredentialHealthPayload).previousStatus, (payload as CredentialHealthPayload).status, (payload as CredentialHealthPayload).consecutiveFailures]);
const tokenCalls = async () => (await sandbox.requests()).filter(({ path }) => path.endsWith('/token')).length;

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
    expect(await statusOf(ctx)).toBe('ERROR');
    await expect(tokenUsed(later(ctx, EXPIRED_MS + PAUSE_MS))).resolves.not.toBe(tokens.accessToken);
    expect(await credentialOf(ctx)).toMatchObject({ version: 2, consecutiveFailures: 0, lastFault: null });
    expect(await statusesTold(ctx)).toEqual([['DISCONNECTED', 'CONNECTED', 'SYSTEM'], ['CONNECTED', 'ERROR', 'SYSTEM'], ['ERROR', 'CONNECTED', 'SYSTEM']]);
    expect(await healthTold(ctx)).toEqual([['VALID', 'FAILING', 1], ['FAILING', 'EXPIRED', 2], ['EXPIRED', 'VALID', 0]]);
  });

  it('[E9] whose renewal fails are not tried again at once, whoever asks: the same fault, and how long to wait', async () => {
    const { ctx } = await connectedTeam();
    await sandbox.fault({ path: '/oauth/*/token', status: 503, times: null });
    // Time stands still, so that the pause is not over however long the calls take.
    const failedAt = new Date(Date.now() + EXPIRED_MS);
    const still: TeamContext = { ...ctx, clock: { now: () => failedAt } };
    await faultOf(tokenUsed(still));
    const before = await tokenCalls();
    for (let call = 0; call < 20; call += 1)
      expect(await faultOf(tokenUsed(onInstance(still, hubspot)))).toMatchObject({ code: 'PROVIDER_DOWN', retryable: true, retryAfter: expect.any(Number) });
    expect(await tokenCalls()).toBe(before);
    expect(await credentialOf(ctx)).toMatchObject({ consecutiveFailures: 1 });
    await sandbox.clearFaults();
    await expect(tokenUsed(later(ctx, EXPIRED_MS + PAUSE_MS))).resolves.toEqual(expect.any(String));
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

/** Its leases end soon, so that another instance takes over from one that takes long. */
const impatient = (ctx: TeamContext): TeamContext => ({ ...ctx, parts: { ...ctx.parts, credentials: { ...ctx.parts.credentials, renewalTimeoutMs: 500 } } });

describe('two instances that renew at the same time', () => {
  const meanwhile = (renewElsewhere: () => Promise<unknown>, then: () => Promise<CrmTokens>): CrmProvider => ({
    ...hubspot,
    refreshTokens: async () => {
      await renewElsewhere();
      return then();
    },
  });

  it('[E8] keep the tokens of the one that wrote first, where a lease has ended under way', async () => {
    const { ctx } = await connectedTeam();
    const stale = await credentialOf(ctx);
    const second = meanwhile(() => renewTokens(impatient(ctx), hubspot, stale), () => Promise.resolve({ accessToken: 'too late', scopes: [] }));
    const other = onInstance(impatient(ctx), second);
    const row = await renewTokens(other, second, stale);
    expect(row.version).toBe(2);
    await expect(tokenUsed(other)).resolves.not.toBe('too late');
    expect(await tokenUsed(ctx)).toBe(await tokenUsed(other));
  });

  it('[E9] do not take a refresh token that was good once for revoked', async () => {
    const { ctx } = await connectedTeam();
    const stale = await credentialOf(ctx);
    const spent = () => Promise.reject(new CrmError({ code: 'AUTH_EXPIRED', message: 'invalid_grant', retryable: false }));
    const second = meanwhile(() => renewTokens(impatient(ctx), hubspot, stale), spent);
    await expect(renewTokens(onInstance(impatient(ctx), second), second, stale)).resolves.toMatchObject({ version: 2 });
    expect(await credentialOf(ctx)).toMatchObject({ revokedAt: null, consecutiveFailures: 0 });
  });

  it('[E7] do not ask where the tokens that were refused are not the stored ones any more', async () => {
    const { ctx } = await connectedTeam();
    const stale = await credentialOf(ctx);
    await renewTokens(ctx, hubspot, stale);
    const before = await tokenCalls();
    await expect(renewTokens(onInstance(ctx, hubspot), hubspot, stale)).resolves.toMatchObject({ version: 2 });
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
    expect(await faultOf(tokenUsed(onInstance(ctx, hubspot)))).toMatchObject({ closed: true, retryable: true, hint: expect.stringContaining('SECRET_VAULT_KEY_PREVIOUS') as string });
    expect(await statusOf(ctx)).toBe('CONNECTED');
    expect(await credentialOf(ctx)).toMatchObject({ revokedAt: null });
  });
});
