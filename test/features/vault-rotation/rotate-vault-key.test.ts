import { newId } from '../../../src/shared/ids.ts';
import { createVault } from '../../../src/vault/create-vault.ts';
import { startApp, type Session, type TestApp } from '../../support/app.ts';
import { crmKits, startCrms, type CrmSandbox } from '../../support/crm/crm-kits.ts';
import { until } from '../../support/until.ts';

const oldKey = 'the old vault key of the tests, long enough';
const newKey = 'the new vault key of the tests, long enough';
const [before, after] = [createVault({ key: oldKey }), createVault({ key: newKey })];

let crms: Awaited<ReturnType<typeof startCrms>>;
let app: TestApp;
let owner: Session;
beforeAll(async () => {
  crms = await startCrms();
  app = await startApp({ ...crms.urls, env: { SECRET_VAULT_KEY: newKey, SECRET_VAULT_KEY_PREVIOUS: oldKey } });
});
afterAll(async () => {
  await app.stop();
  await crms.stop();
});

const store = () => app.app.parts.base.parts.database.orm.em.getConnection();
type Row = { encrypted: unknown; key_id: string; version: number };
const credential = async (): Promise<Row> => {
  const [row] = await store().execute<Row[]>('select encrypted, key_id, version from credentials where team_id = ?', [owner.teamId]);
  if (!row) throw new Error('There is no credential.');
  return row;
};
const rotate = async () =>
  (await app.ask('mutation { rotateVaultKey { rotation { id status total done } } }', {}, owner.token)).rotateVaultKey.rotation as { id: string; status: string; total: number; done: number };
const ended = (id: string) =>
  until('the rotation has ended', async () => {
    const { vaultRotation } = await app.ask('query ($id: ID!) { vaultRotation(id: $id) { id status total done startedAt finishedAt reason } }', { id }, owner.token);
    return vaultRotation.finishedAt === null ? null : (vaultRotation as Record<string, unknown>);
  });

describe.each(crmKits)('a rotation of the vault key of a team with $name', (kit) => {
  const { provider } = kit;
  let sandbox: CrmSandbox;
  beforeEach(async () => {
    sandbox = crms.sandboxes[provider];
    await sandbox.reset();
    owner = await app.signUp();
    await app.connect(owner.token, provider);
  });

  const of = () => ({ teamId: owner.teamId, provider });
  /** The credential as an earlier key has left it. */
  const turnBack = async (change: object = {}) => {
    const sealed = { ...(await before.seal(await after.open((await credential()).encrypted, of()), of())), ...change };
    await store().execute('update credentials set encrypted = ?::jsonb, key_id = ? where team_id = ?', [JSON.stringify(sealed), sealed.kid, owner.teamId]);
  };

  it('[E5] brings what an old key sealed under the present one, and can be followed', async () => {
    await turnBack();
    const { id } = await rotate();
    const progress = await app.subscribe(owner.token, 'subscription ($id: ID!, $after: Cursor) { vaultRotationProgress(id: $id, after: $after) { type rotation { id status done total } } }', { variables: { id } });
    const rotation = await ended(id);
    expect(rotation).toMatchObject({ id, status: 'SUCCEEDED', done: rotation.total, reason: null, startedAt: expect.any(String), finishedAt: expect.any(String) });
    const { encrypted, key_id: keyId } = await credential();
    expect(keyId).toBe(after.keyId);
    await expect(after.open(encrypted, of())).resolves.toMatchObject({ accessToken: expect.any(String) });
    const { node } = await app.ask('query ($id: ID!) { node(id: $id) { ... on VaultRotation { status } } }', { id }, owner.token);
    expect(node).toEqual({ status: 'SUCCEEDED' });
    for (const { type } of progress.events) expect(type).toBe('VAULT_ROTATION_PROGRESSED');
  });

  it('[E5] tells its beginning, its course and its end, in this order', async () => {
    const { streamHead } = await app.ask('{ streamHead }', {}, owner.token);
    const { id } = await rotate();
    await ended(id);
    const progress = await app.subscribe(owner.token, 'subscription ($id: ID!, $after: Cursor) { vaultRotationProgress(id: $id, after: $after) { rotation { status } } }', { variables: { id, after: streamHead } });
    await until('all of it has come', () => progress.events.length === 3);
    expect(progress.events.map(({ rotation }) => rotation.status as string)).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED']);
  });

  it('[E5] leaves the version as it was, so a renewal that was under way is stored all the same', async () => {
    const { version } = await credential();
    await turnBack();
    await ended((await rotate()).id);
    expect((await credential()).version).toBe(version);
    await sandbox.fault({ ...kit.at.token, delayMs: 1_500 });
    await turnBack();
    await sandbox.expireTokens();
    await store().execute("update credentials set expires_at = now() - interval '1 second' where team_id = ? and expires_at is not null", [owner.teamId]);
    const renewing = app.ask('query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } }', { provider }, owner.token);
    await until('it is under way', async () => (await sandbox.requests()).filter(kit.isToken).length === 2);
    await ended((await rotate()).id);
    expect(await credential()).toMatchObject({ key_id: after.keyId, version });
    await renewing;
    expect(await credential()).toMatchObject({ key_id: after.keyId, version: version + 1 });
  });

  it('[E5] is one for all who order it at the same time', async () => {
    const ordered = await Promise.all(Array.from({ length: 5 }, rotate));
    const ids = [...new Set(ordered.map(({ id }) => id))];
    for (const id of ids) expect(await ended(id)).toMatchObject({ status: 'SUCCEEDED' });
    const open = await store().execute<unknown[]>('select 1 from vault_rotations where team_id = ? and finished_at is null', [owner.teamId]);
    expect(open).toEqual([]);
  });

  it('[E5] whose job was lost goes on with the next order', async () => {
    const lost = newId('rotation');
    await store().execute("insert into vault_rotations (id, team_id, status, key_id, total, done, started_at, created_at) values (?, ?, 'RUNNING', ?, 0, 0, now(), now())", [lost, owner.teamId, before.keyId]);
    expect((await rotate()).id).toBe(lost);
    expect(await ended(lost)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('[E5] that meets a damaged secret fails, and leaves it as it is', async () => {
    await turnBack({ tag: 'AAAAAAAAAAAAAAAAAAAAAA==' });
    const rotation = await ended((await rotate()).id);
    expect(rotation).toMatchObject({ status: 'FAILED', total: 1, done: 0, reason: expect.stringMatching(/^1 of 1 secrets could not be sealed anew: .*SECRET_VAULT_KEY_PREVIOUS/) as string });
    expect((await credential()).key_id).toBe(before.keyId);
    await app.connect(owner.token, provider);
    expect(await ended((await rotate()).id)).toMatchObject({ status: 'SUCCEEDED', total: 0 });
  });

  it('[E5] also comes by itself, for connections that were begun too', async () => {
    const { startIntegrationAuth } = await app.ask('mutation ($provider: Provider!) { startIntegrationAuth(input: { provider: $provider }) { state authorizationUrl } }', { provider }, owner.token);
    const [begun] = await store().execute<{ state_hash: string; sealed_verifier: unknown }[]>('select state_hash, sealed_verifier from oauth_states where team_id = ? and used_at is null', [owner.teamId]);
    const sealed = await before.seal(await after.open(begun?.sealed_verifier, of()), of());
    await store().execute('update oauth_states set sealed_verifier = ?::jsonb where state_hash = ?', [JSON.stringify(sealed), begun?.state_hash]);
    await turnBack();
    const left = async () => (await store().execute<unknown[]>("select 1 from oauth_states where sealed_verifier->>'kid' = ? union all select 1 from credentials where team_id = ? and key_id = ?", [before.keyId, owner.teamId, before.keyId])).length;
    await until('all is under the present key', async () => (await left()) === 0);
    const consent = await fetch(`${startIntegrationAuth.authorizationUrl as string}&approve=1`, { redirect: 'manual' });
    expect((await fetch(consent.headers.get('location') ?? '')).status).toBe(200);
  });

  it('[E5] that never was is not found, and an id of another kind is none', async () => {
    const { errors } = await app.graphql('{ vaultRotation(id: "rotation_01k00000000000000000000000") { id } }', {}, owner.token);
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    const stream = await app.subscribe(owner.token, 'subscription { vaultRotationProgress(id: "lead_01k00000000000000000000000") { cursor } }');
    expect(stream.error()).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
