import { inSnapshot } from '../../../src/database/in-snapshot.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { readEvents } from '../../../src/events/event-log.ts';
import { getVaultRotation } from '../../../src/features/vault-rotation/get-vault-rotation.ts';
import { resealAll } from '../../../src/features/vault-rotation/reseal-all.ts';
import { ResealTeam } from '../../../src/features/vault-rotation/reseal-team.ts';
import { rotateVaultKey } from '../../../src/features/vault-rotation/rotate-vault-key.ts';
import type { JobContext } from '../../../src/jobs/define-job.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createVault, type Vault } from '../../../src/vault/create-vault.ts';
import { openTestParts, type TestParts } from '../../support/parts.ts';

const [oldKey, newKey] = ['the old vault key of the tests, long enough', 'the new vault key of the tests, long enough'];
const before = createVault({ key: oldKey });
const after = createVault({ key: newKey });
/** What an instance has before, and after it gets the new key. */
const early = createVault({ key: oldKey, nextKey: newKey });
const late = createVault({ key: newKey, previousKeys: [oldKey] });
/** More than fit into two batches. */
const SECRETS = 120;

let parts: TestParts;
beforeAll(async () => { parts = await openTestParts(); });
afterAll(() => parts.close());

const store = () => parts.base.parts.database.orm.em.getConnection();

/** A team on an instance with a vault of its own, and what that logs. */
const teamWith = async (vault: Vault): Promise<{ ctx: JobContext; said: { text: string; facts: Record<string, unknown> }[] }> => {
  const ctx = await parts.team();
  const said: { text: string; facts: Record<string, unknown> }[] = [];
  const note = (facts: Record<string, unknown>, text: string) => { said.push({ text, facts }); };
  const log = Object.assign(Object.create(ctx.log) as typeof ctx.log, { info: note, error: note });
  return { ctx: { ...ctx, log, actor: { kind: 'SYSTEM', teamId: ctx.actor.teamId, job: 'test' }, parts: { ...ctx.parts, vault } }, said };
};

const make = `
  insert into credentials (id, team_id, provider, encrypted, scopes, fingerprint, key_id, version, consecutive_failures, status, created_at, updated_at)
  values (?, ?, 'HUBSPOT', ?::jsonb, '[]', 'f', ?, 1, 0, 'VALID', now(), now())`;
const join = "insert into users (id, name, email, email_key, password_hash, sessions_since, created_at) values (?, 'Ada', ?, ?, 'none', now(), now())";
const begin = `
  insert into oauth_states (state_hash, team_id, user_id, session_id, provider, environment, sealed_verifier, created_at, expires_at)
  select 'state ' || n, ?, ?, 'session_1', 'HUBSPOT', 'PRODUCTION', ?::jsonb, now(), now() + interval '1 hour' from generate_series(1, ?::int) as n`;

const plant = async (ctx: JobContext, vault: Vault, change: object = {}): Promise<void> => {
  const { teamId } = ctx.actor;
  const sealed = { ...(await vault.seal({ accessToken: 'planted', scopes: [] }, { teamId, provider: 'HUBSPOT' })), ...change };
  await inTransaction(ctx, ({ em }) => em.execute(make, [newId('credential'), teamId, JSON.stringify(sealed), sealed.kid]));
};
const keyOf = async (ctx: JobContext) =>
  (await inSnapshot(ctx, ({ em }) => em.execute<{ key_id: string }[]>('select key_id from credentials where team_id = ?', [ctx.actor.teamId])))[0]?.key_id;
const counted = async () => Number(/^leadwire_vault_reseals_total (\d+)$/m.exec(await parts.metrics.text())?.[1]);

describe('an instance that knows the next key', () => {
  it('[E5] leaves what others seal under it alone, and does not say that anything can be removed', async () => {
    const { ctx, said } = await teamWith(early);
    await plant(ctx, after);
    await resealAll.run(ctx);
    expect(await keyOf(ctx)).toBe(after.keyId);
    expect(said).toEqual([]);
    const { id } = await rotateVaultKey(ctx);
    await ResealTeam.run(ctx, { teamId: ctx.actor.teamId, rotationId: id });
    expect(await getVaultRotation(ctx, id)).toMatchObject({ status: 'SUCCEEDED', total: 0 });
  });
});

describe('an instance that has the new key', () => {
  it('[E5] says how far it is, names what is damaged once, and does not say that the old key can go', async () => {
    const [{ ctx, said }, { ctx: other }] = [await teamWith(late), await teamWith(late)];
    await plant(ctx, before);
    await plant(other, before, { tag: 'AAAAAAAAAAAAAAAAAAAAAA==' });
    const sealedAnew = await counted();
    for (let look = 0; look < 3; look += 1) await resealAll.run(ctx);
    expect(await keyOf(ctx)).toBe(after.keyId);
    expect(await counted()).toBe(sealedAnew + 1);
    expect(said).toEqual([
      { text: expect.stringContaining('cannot be opened'), facts: expect.objectContaining({ teamId: other.actor.teamId }) },
      { text: expect.stringContaining('is being sealed'), facts: { keyId: after.keyId } },
      { text: expect.stringContaining('were sealed anew'), facts: { done: 1, left: 1 } },
    ]);
  });

  it('[E5] tells a team after each batch how far its rotation is', async () => {
    const { ctx } = await teamWith(late);
    const { teamId } = ctx.actor;
    const verifier = JSON.stringify(await before.seal('a verifier', { teamId, provider: 'HUBSPOT' }));
    const userId = newId('user');
    await store().execute(join, [userId, `${userId}@example.com`, `${userId}@example.com`]);
    await store().execute(begin, [teamId, userId, verifier, SECRETS]);
    const { id } = await rotateVaultKey(ctx);
    await ResealTeam.run(ctx, { teamId, rotationId: id });
    const told = (await inSnapshot(ctx, (snapshot) => readEvents(snapshot, 0, 100))).map(({ payload }) => [(payload as { status: string }).status, (payload as { done: number }).done]);
    expect(told).toEqual([['QUEUED', 0], ['RUNNING', 0], ['RUNNING', 50], ['RUNNING', 100], ['RUNNING', 120], ['SUCCEEDED', 120]]);
  });
});

describe('an instance that lacks the key of before', () => {
  it.each([
    ['lacks the key', after, {}, { underUnknownKey: 1, damaged: 0 }],
    ['finds it damaged', late, { tag: 'AAAAAAAAAAAAAAAAAAAAAA==' }, { underUnknownKey: 0, damaged: 1 }],
  ])('[E5] says in its log why a rotation has failed where it %s', async (_, vault, change, why) => {
    const { ctx, said } = await teamWith(vault);
    await plant(ctx, before, change);
    const { id } = await rotateVaultKey(ctx);
    await ResealTeam.run(ctx, { teamId: ctx.actor.teamId, rotationId: id });
    expect(await getVaultRotation(ctx, id)).toMatchObject({ status: 'FAILED' });
    expect(said.at(-1)).toEqual({ text: expect.stringContaining('ended before it was done') as string, facts: { rotationId: id, teamId: ctx.actor.teamId, left: 1, keyId: vault.keyId, ...why } });
    // Another test looks at all that is sealed.
    await store().execute('delete from credentials where team_id = ?', [ctx.actor.teamId]);
  });

  it('[E5] says once, when it starts, what cannot be opened and which variable is missing', async () => {
    const { ctx, said } = await teamWith(after);
    await plant(ctx, before);
    for (let look = 0; look < 3; look += 1) await resealAll.run(ctx);
    expect(said).toEqual([{ text: expect.stringContaining('set SECRET_VAULT_KEY_PREVIOUS'), facts: { left: expect.any(Number) as number, keyId: after.keyId } }]);
    expect(await keyOf(ctx)).toBe(before.keyId);
  });
});
