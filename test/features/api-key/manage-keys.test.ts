import { inTransaction } from '../../../src/database/in-transaction.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { joinTeam } from '../account/join-team.ts';
import { keyDoor, newKey } from './key-door.ts';

let app: TestApp;
let ada: Session;
let door: ReturnType<typeof keyDoor>;
beforeAll(async () => {
  app = await startApp();
  ada = await app.signUp('Ada');
  door = keyDoor(app);
});
afterAll(() => app.stop());

const rows = (sql: string, values: unknown[] = [], { teamId }: Session = ada): Promise<Json[]> =>
  inTransaction({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId, job: 'test' } }, ({ em }) => em.execute<Json[]>(sql, values));

const audited = async (target: string) => (await rows('select action, actor from audit_entries where target = ? order by id', [target])).map(({ action }) => action as string);

const changes = `query ($after: Cursor!) {
  events(after: $after, types: [MEMBERSHIP_CHANGED]) { nodes { ... on MembershipEvent { change apiKeyId memberId userId actor { kind name } } } }
}`;

describe('createApiKey', () => {
  it('shows the secret once and stores only its hash [A5]', async () => {
    const { data, errors } = await door.create({ name: ' Importer\n', scopes: ['leads:read', 'leads:write'] }, ada.token);
    expect(errors).toEqual([]);
    const { apiKey, secret } = data?.createApiKey as Json;
    expect(secret).toMatch(/^lwk_[0-9a-f]{8}_[\w-]{43}$/);
    expect(apiKey).toMatchObject({ id: expect.stringMatching(/^key_/), name: 'Importer', prefix: secret.slice(0, 12), scopes: ['leads:read', 'leads:write'], expiresAt: null, revokedAt: null, lastUsedAt: null });
    const stored = JSON.stringify(await rows('select to_jsonb(k) as row from api_keys k where id = ?', [apiKey.id]));
    expect(stored).toContain(apiKey.prefix);
    expect(stored).not.toContain(secret.slice(13));
    const elsewhere = await rows('select jsonb_agg(to_jsonb(a)) as told from audit_entries a union all select jsonb_agg(to_jsonb(e)) from team_events e');
    expect(JSON.stringify(elsewhere)).toContain(apiKey.id);
    expect(JSON.stringify(elsewhere)).not.toContain(secret.slice(13));
    expect(await audited(apiKey.id)).toEqual(['key.created']);
  });

  it('names every fault at once [A5]', async () => {
    const { errors } = await door.create({ name: ' ', scopes: ['leads:read', 'sync:report', 'leads:read', 'everything'], expiresAt: '2020-01-01T00:00:00Z' }, ada.token);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(errors[0]?.extensions.details.map(({ field, code }: Json) => `${field} ${code}`)).toEqual([
      'expiresAt NOT_IN_FUTURE', 'name REQUIRED', 'scopes[1] UNKNOWN_SCOPE', 'scopes[2] TWICE', 'scopes[3] UNKNOWN_SCOPE',
    ]);
    expect((await door.create({ scopes: [] }, ada.token)).errors[0]?.extensions.details).toMatchObject([{ field: 'scopes', code: 'REQUIRED' }]);
    expect((await door.create({ scopes: Array.from({ length: 101 }, () => 'x') }, ada.token)).errors[0]?.extensions.details).toMatchObject([{ field: 'scopes', code: 'TOO_MANY' }]);
  });

  it('makes one key for one idempotencyKey and does not show its secret again [A5] [C2]', async () => {
    const input = { name: 'Once', scopes: ['leads:read'], idempotencyKey: 'key-1' };
    const answers = await Promise.all(Array.from({ length: 4 }, () => door.create(input, ada.token)));
    const made = answers.filter(({ errors }) => errors.length === 0);
    expect(made).toHaveLength(1);
    const { apiKey, secret } = made[0]?.data?.createApiKey as Json;
    for (const { data, errors } of answers.filter(({ errors: faults }) => faults.length > 0)) {
      expect([data?.createApiKey, errors[0]?.extensions.code, errors[0]?.extensions.current]).toEqual([null, 'CONFLICT', apiKey]);
      expect(JSON.stringify(errors)).not.toContain(secret);
    }
    expect((await door.list(ada.token)).filter(({ name }) => name === 'Once')).toHaveLength(1);
  });
});

describe('who manages keys', () => {
  it.each(['SALES', 'VIEWER', 'CONTRACTOR'] as const)('is not a %s [A3]', async (role) => {
    const member = await joinTeam(app, ada, role);
    const { id } = await newKey(app, ada.token, ['leads:read']);
    expect((await app.graphql('{ apiKeys { id } }', {}, member.token)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    for (const answer of [await door.create({ scopes: ['leads:read'] }, member.token), await door.rotate({ id }, member.token), await door.revoke(id, member.token)])
      expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await door.node(id, member.token)).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('sees all keys of the team, the newest first, and none of another [A4]', async () => {
    const eve = await app.signUp('Eve');
    const first = await newKey(app, eve.token, ['leads:read']);
    const second = await newKey(app, eve.token, ['forms:read']);
    await door.revoke(first.id, eve.token);
    expect((await door.list(eve.token)).map(({ id, revokedAt }) => [id, revokedAt !== null])).toEqual([[second.id, false], [first.id, true]]);
    expect((await door.node(first.id, eve.token)).data?.node).toMatchObject({ id: first.id, scopes: ['leads:read'] });
    for (const wanted of [first.id, 'key_01h455vb4pex5vsknk084sn02q', 'key_\0', 'x'])
      for (const answer of [await door.rotate({ id: wanted }, ada.token), await door.revoke(wanted, ada.token)])
        expect(answer.errors[0]).toMatchObject({ message: 'API key not found', extensions: { code: 'NOT_FOUND' } });
  });

  it('may be a key, which hands out no more than it has itself [A5]', async () => {
    const manager = await newKey(app, ada.token, ['keys:manage', 'leads:read']);
    const stronger = await newKey(app, ada.token, ['leads:write']);
    const made = await door.create({ name: 'Made by a key', scopes: ['leads:read'] }, manager.secret);
    expect(made.data?.createApiKey.apiKey).toMatchObject({ scopes: ['leads:read'] });
    expect((await door.create({ scopes: ['leads:read', 'members:manage'] }, manager.secret)).errors[0]).toMatchObject({
      message: 'You may not give a key what you do not have yourself: members:manage.', extensions: { code: 'FORBIDDEN' },
    });
    // A new secret of a stronger key would make the manager that key.
    expect((await door.rotate({ id: stronger.id }, manager.secret)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await door.revoke(stronger.id, manager.secret)).errors).toEqual([]);
    const plain = await newKey(app, ada.token, ['leads:read']);
    expect((await door.create({ scopes: ['leads:read'] }, plain.secret)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('rotateApiKey', () => {
  it('gives a new secret and ends the old one at once, unless told to wait [A5]', async () => {
    const { id, secret } = await newKey(app, ada.token, ['leads:read']);
    const rotated = (await door.rotate({ id }, ada.token)).data?.rotateApiKey;
    expect(rotated).toMatchObject({ apiKey: { id, prefix: rotated.secret.slice(0, 12) } });
    expect([(await door.call({ 'x-api-key': secret })).status, (await door.call({ 'x-api-key': rotated.secret })).status]).toEqual([401, 200]);
    const again = (await door.rotate({ id, graceSeconds: 60 }, ada.token)).data?.rotateApiKey;
    expect([(await door.call({ 'x-api-key': rotated.secret })).status, (await door.call({ 'x-api-key': again.secret })).status]).toEqual([200, 200]);
    expect(await audited(id)).toEqual(['key.created', 'key.rotated', 'key.rotated']);
  });

  it('refuses a grace that cannot be and a key that has ended [A5]', async () => {
    const { id } = await newKey(app, ada.token, ['leads:read']);
    for (const graceSeconds of [-1, 604_801]) expect((await door.rotate({ id, graceSeconds }, ada.token)).errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'graceSeconds' }] });
    await door.revoke(id, ada.token);
    expect((await door.rotate({ id }, ada.token)).errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', current: { id } });
  });
});

describe('revokeApiKey', () => {
  it('ends a key at once, and a second time changes nothing [A5]', async () => {
    const { id, secret } = await newKey(app, ada.token, ['leads:read']);
    await door.rotate({ id, graceSeconds: 60 }, ada.token);
    const first = await door.revoke(id, ada.token);
    expect((await door.call({ 'x-api-key': secret })).status).toBe(401);
    expect(first.data?.revokeApiKey.apiKey.revokedAt).not.toBeNull();
    expect((await door.revoke(id, ada.token)).data).toEqual(first.data);
    expect(await audited(id)).toEqual(['key.created', 'key.rotated', 'key.revoked']);
  });
});

describe('what happens to keys', () => {
  it('is told to those who manage members, with the key that did it as the actor [A5]', async () => {
    const eve = await app.signUp('Eve');
    const { streamHead } = await app.ask('{ streamHead }', {}, eve.token);
    const manager = await newKey(app, eve.token, ['keys:manage', 'leads:write'], { name: 'Key manager' });
    const { id } = await newKey(app, manager.secret, ['leads:write']);
    await door.rotate({ id }, manager.secret);
    await door.revoke(id, eve.token);
    const byKey = { kind: 'API_KEY', name: 'Key manager' };
    const byEve = { kind: 'USER', name: 'Eve' };
    expect((await app.ask(changes, { after: streamHead }, eve.token)).events.nodes).toEqual([
      { change: 'KEY_CREATED', apiKeyId: manager.id, memberId: null, userId: null, actor: byEve },
      { change: 'KEY_CREATED', apiKeyId: id, memberId: null, userId: null, actor: byKey },
      { change: 'KEY_ROTATED', apiKeyId: id, memberId: null, userId: null, actor: byKey },
      { change: 'KEY_REVOKED', apiKeyId: id, memberId: null, userId: null, actor: byEve },
    ]);
  });
});
