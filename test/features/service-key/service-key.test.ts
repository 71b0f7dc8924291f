import { Writable } from 'node:stream';
import { createApp, type App } from '../../../src/app/create-app.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { clientOf, type Session, type TestClient } from '../../support/app.ts';
import { openTestStore } from '../../support/store.ts';
import { knock } from '../account/knock.ts';
import { keyDoor } from '../api-key/key-door.ts';

const SECRET = 'the-internal-key-of-this-test-which-is-long-enough';
const PREVIOUS = 'the-internal-key-of-yesterday-which-is-long-enough';

const secrets = { JWT_SECRET: 'a-secret-of-the-tests-that-is-long-enough', SECRET_VAULT_KEY: 'a-vault-key-of-the-tests-that-is-long-enough' };

interface Site extends TestClient, AsyncDisposable {
  readonly app: App;
  /** What was logged so far. */
  readonly logged: () => string;
}

/** An app with an internal key whose log can be read. */
const start = async (env: Record<string, string> = {}): Promise<Site> => {
  let text = '';
  const log = createLogger('info', new Writable({ write: (chunk: Buffer, _, done) => { text += chunk.toString(); done(); } }));
  const { store, config } = await openTestStore({
    PORT: '0', SEED_DEMO: 'false', SANDBOX: 'false', SHUTDOWN_GRACE_MS: '1000', ...secrets, INTERNAL_API_SECRET: SECRET, INTERNAL_API_SECRET_PREVIOUS: PREVIOUS, ...env,
  }, log);
  const app = await createApp({ config, store, log });
  const client = clientOf((app.url ?? '').replace('localhost', '127.0.0.1'));
  return { ...client, app, logged: () => text, [Symbol.asyncDispose]: async () => { await client.dispose(); await app.stop(); } };
};

let site: Site;
let ada: Session;
beforeAll(async () => {
  site = await start();
  ada = await site.signUp('Ada');
});
afterAll(() => site[Symbol.asyncDispose]());

const spellings: [string, (secret: string) => Record<string, string>][] = [
  ['X-Internal-API-Key', (secret) => ({ 'x-internal-api-key': secret })],
  ['Authorization: Bearer', (secret) => ({ authorization: `Bearer ${secret}` })],
  ['Authorization alone', (secret) => ({ authorization: secret })],
  ['X-API-Key', (secret) => ({ 'x-api-key': secret })],
];

const viewer = '{ viewer { role scopes user { id } team { id name } } }';
const asService = { role: null, user: null, scopes: ['events:publish', 'tasks:write', 'notifications:write', 'sync:report'] };

describe('the internal key', () => {
  it.each(spellings)('is taken from %s, the one before it too, for the team of X-Team-Id [A6]', async (_, headers) => {
    for (const secret of [SECRET, PREVIOUS]) {
      const { status, data, errors } = await keyDoor(site).call({ ...headers(secret), 'x-team-id': ada.teamId }, viewer);
      expect([status, errors, data?.viewer]).toEqual([200, [], { ...asService, team: { id: ada.teamId, name: 'Team of Ada' } }]);
    }
  });

  it.each([
    ...spellings.map(([name, headers]): [string, object] => [`${name} of the upgrade`, { headers: headers(SECRET) }]),
    ['token of connection_init', { payload: { token: SECRET } }],
  ])('opens a socket as %s [A6]', async (_, show: { headers?: Record<string, string> }) => {
    const socket = await knock(site.url, { ...show, headers: { ...show.headers, 'x-team-id': ada.teamId } });
    expect(socket.ack).toMatchObject({ userId: null, userRole: null, teamId: ada.teamId, expiresAt: null });
    socket.leave();
  });

  it('may do what services do, and nothing else [A6]', async () => {
    const headers = { 'x-internal-api-key': SECRET, 'x-team-id': ada.teamId };
    for (const query of ['mutation { createLead(input: { name: "Kay" }) { lead { id } } }', '{ apiKeys { id } }', '{ leads { totalCount } }']) {
      const { errors } = await keyDoor(site).call(headers, query);
      expect([query, errors[0]?.extensions.code]).toEqual([query, 'FORBIDDEN']);
    }
  });

  it('needs a team, and one that is there [A6]', async () => {
    const { call } = keyDoor(site);
    expect((await call({ 'x-internal-api-key': SECRET })).errors[0]).toMatchObject({
      message: 'Say in the header X-Team-Id which team the call is for, or set INTERNAL_API_TEAM.', extensions: { code: 'BAD_USER_INPUT', details: [{ field: 'X-Team-Id' }] },
    });
    for (const teamId of ['team_01h455vb4pex5vsknk084sn02q', 'team_x', ada.userId, "team_' or 1=1"])
      expect((await call({ 'x-internal-api-key': SECRET, 'x-team-id': teamId })).errors[0]).toMatchObject({ message: 'Team not found', extensions: { code: 'NOT_FOUND' } });
    expect((await knock(site.url, { headers: { 'x-internal-api-key': SECRET, 'x-team-id': 'team_x' } })).closed()).toEqual({ code: 4403, reason: 'Team not found' });
  });

  it('is one of the two and nothing like them [A6]', async () => {
    for (const wrong of [SECRET.slice(1), `${SECRET}x`, SECRET.toUpperCase(), 'x'.repeat(SECRET.length)]) {
      const { status, errors } = await keyDoor(site).call({ 'x-internal-api-key': wrong, 'x-team-id': ada.teamId });
      expect([status, errors[0]?.message]).toEqual([401, 'Invalid authentication token']);
    }
  });

  it('is written down with each call, but for the secret [A6]', async () => {
    const before = site.logged().length;
    await keyDoor(site).call({ 'x-internal-api-key': PREVIOUS, 'x-team-id': ada.teamId, 'apollographql-client-name': 'task-service' });
    const lines = site.logged().slice(before).split('\n').filter((line) => line.includes('an internal call'));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ key: 'previous', ip: expect.stringContaining('127.0.0.1'), teamId: ada.teamId, requestId: expect.stringMatching(/^request_/) }]);
    for (const secret of [SECRET, PREVIOUS]) expect(site.logged()).not.toContain(secret);
  });
});

describe('where the internal key may come from', () => {
  it('is what INTERNAL_ALLOWED_CIDRS says, whatever an unknown proxy claims [A7]', async () => {
    await using far = await start({ INTERNAL_ALLOWED_CIDRS: '10.0.0.0/8,2001:db8::/32' });
    const { teamId } = await far.signUp();
    for (const headers of [{}, { 'x-forwarded-for': '10.0.0.1' }, { 'x-real-ip': '10.0.0.1', forwarded: 'for=10.0.0.1' }]) {
      const { status, errors } = await keyDoor(far).call({ 'x-internal-api-key': SECRET, 'x-team-id': teamId, ...headers });
      expect([status, errors[0]?.message]).toEqual([403, 'You may not use the internal key from this address.']);
      expect((await knock(far.url, { headers: { 'x-internal-api-key': SECRET, 'x-team-id': teamId, ...headers } })).closed()).toEqual({ code: 4403, reason: 'You may not use the internal key from this address.' });
    }
    expect(far.logged()).toContain('was shown from an address that may not use it');
  });

  it('is not known behind a proxy that nobody has named, also on this machine [A7]', async () => {
    await using near = await start();
    const { teamId } = await near.signUp();
    const own = { 'x-internal-api-key': SECRET, 'x-team-id': teamId };
    const reason = 'You may not use the internal key through a proxy that TRUST_PROXY does not name.';
    for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']) {
      const headers = { ...own, [header]: '127.0.0.1' };
      const { status, errors } = await keyDoor(near).call(headers);
      expect([header, status, errors[0]?.message]).toEqual([header, 403, reason]);
      expect((await knock(near.url, { headers })).closed()).toEqual({ code: 4403, reason });
    }
    expect((await keyDoor(near).call(own)).status).toBe(200);
    expect(near.logged()).toContain('TRUST_PROXY does not name');
  });

  it('is not known of a caller whom a trusted proxy does not know [A7]', async () => {
    await using behind = await start({ TRUST_PROXY: '127.0.0.0/8' });
    const { teamId } = await behind.signUp();
    const call = async (headers: Record<string, string>) => (await keyDoor(behind).call({ 'x-internal-api-key': SECRET, 'x-team-id': teamId, ...headers })).status;
    expect([await call({ 'x-forwarded-for': 'unknown' }), await call({ 'x-forwarded-for': '127.0.0.1, garbage' }), await call({ 'x-real-ip': '192.0.2.1' })]).toEqual([403, 403, 403]);
    expect([await call({ 'x-forwarded-for': '127.0.0.1' }), await call({})]).toEqual([200, 200]);
  });

  it('is what a trusted proxy says [A7]', async () => {
    await using behind = await start({ INTERNAL_ALLOWED_CIDRS: '10.0.0.0/8,2001:db8::/32', TRUST_PROXY: '127.0.0.0/8' });
    const { teamId } = await behind.signUp();
    const from = async (address: string) => {
      const headers = { 'x-internal-api-key': SECRET, 'x-team-id': teamId, 'x-forwarded-for': address };
      const socket = await knock(behind.url, { headers });
      socket.leave();
      return [(await keyDoor(behind).call(headers)).status, socket.ack !== null];
    };
    expect([await from('10.1.2.3'), await from('2001:db8::7'), await from('192.0.2.1'), await from('10.1.2.3, 192.0.2.1')]).toEqual([[200, true], [200, true], [403, false], [403, false]]);
  });
});

describe('calls with the internal key', () => {
  it('are so many in a minute from one address [A6]', async () => {
    await using busy = await start({ INTERNAL_CALLS_PER_MINUTE: '3' });
    const { teamId } = await busy.signUp();
    const call = () => keyDoor(busy).call({ 'x-internal-api-key': SECRET, 'x-team-id': teamId });
    expect([(await call()).status, (await call()).status, (await call()).status]).toEqual([200, 200, 200]);
    const { status, errors } = await call();
    expect([status, errors[0]?.extensions.code, errors[0]?.extensions.retryAfter > 0]).toEqual([429, 'RATE_LIMITED', true]);
  });

  it('go to INTERNAL_API_TEAM where they name none, and to nobody where there is no key [A6]', async () => {
    const teamId = newId('team');
    await using first = await start({ INTERNAL_API_TEAM: teamId });
    expect((await keyDoor(first).call({ 'x-internal-api-key': SECRET }, viewer)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    await inTransaction({ ...first.app.parts.base, actor: { kind: 'SYSTEM', teamId, job: 'test' } }, ({ em }) =>
      em.execute("insert into teams (id, name, created_at) values (?, 'Ours', now())", [teamId]));
    expect((await keyDoor(first).call({ 'x-internal-api-key': SECRET }, viewer)).data?.viewer).toEqual({ ...asService, team: { id: teamId, name: 'Ours' } });
    const { teamId: other } = await first.signUp();
    expect((await keyDoor(first).call({ 'x-internal-api-key': SECRET, 'x-team-id': other }, viewer)).data?.viewer.team.id).toBe(other);
    await using without = await start({ INTERNAL_API_SECRET: '', INTERNAL_API_SECRET_PREVIOUS: '' });
    expect((await keyDoor(without).call({ 'x-internal-api-key': SECRET, 'x-team-id': teamId })).status).toBe(401);
  });
});
