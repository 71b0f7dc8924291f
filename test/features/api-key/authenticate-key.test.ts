import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from '../account/join-team.ts';
import { knock } from '../account/knock.ts';
import { keyDoor, newKey } from './key-door.ts';

let app: TestApp;
let ada: Session;
let door: ReturnType<typeof keyDoor>;
/** How far the clock of the server is ahead. */
let ahead = 0;
beforeAll(async () => {
  app = await startApp({ clock: { now: () => new Date(Date.now() + ahead) } });
  ada = await app.signUp('Ada');
  door = keyDoor(app);
});
afterEach(() => { ahead = 0; });
afterAll(() => app.stop());

const inSeconds = (seconds: number) => new Date(Date.now() + ahead + seconds * 1_000).toISOString();
const refused = { code: 4403, reason: 'Invalid authentication token' };

const createLead = 'mutation { createLead(input: { name: "Kay" }) { lead { id } } }';

describe('the secret of an API key', () => {
  it.each([
    ['X-API-Key', (secret: string) => ({ 'x-api-key': secret })],
    ['Authorization: Bearer', (secret: string) => ({ authorization: `Bearer ${secret}` })],
    ['Authorization alone', (secret: string) => ({ authorization: secret })],
  ])('opens HTTP as %s, for its team and scopes [A5]', async (_, headers) => {
    const { secret } = await newKey(app, ada.token, ['leads:read', 'events:read']);
    const { status, data } = await door.call(headers(secret));
    expect([status, data?.viewer]).toEqual([200, { role: null, user: null, team: { id: ada.teamId }, scopes: ['leads:read', 'events:read'] }]);
    expect((await door.call({ ...headers(secret) }, createLead)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it.each([
    ['apiKey of connection_init', (secret: string) => ({ payload: { apiKey: secret } })],
    ['token of connection_init', (secret: string) => ({ payload: { token: secret } })],
    ['X-API-Key of the upgrade', (secret: string) => ({ headers: { 'x-api-key': secret } })],
    ['Authorization of the upgrade', (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } })],
  ])('opens a socket as %s, which is greeted without a person [A5] [A8] [A14]', async (_, show) => {
    const { secret } = await newKey(app, ada.token, ['leads:read']);
    const socket = await knock(app.url, show(secret));
    expect(socket.ack).toMatchObject({ userId: null, userRole: null, teamId: ada.teamId, expiresAt: null, message: 'Connected' });
    socket.leave();
  });

  it('is refused in the same words whatever is wrong with it [A5]', async () => {
    const { secret } = await newKey(app, ada.token, ['leads:read']);
    const other = secret.endsWith('A') ? 'E' : 'A';
    for (const wrong of [secret.slice(0, -1) + other, secret.slice(0, -1), `${secret}A`, secret.toUpperCase(), 'lwk_', `lwk_${'\u00e4'.repeat(20)}`, `lwk_${'x'.repeat(5_000)}`]) {
      const { status, errors } = await door.call({ authorization: `Bearer ${encodeURI(wrong)}` });
      expect([status, errors[0]?.message, errors[0]?.extensions.code]).toEqual([401, 'Invalid authentication token', 'UNAUTHENTICATED']);
      expect((await knock(app.url, { payload: { apiKey: wrong } })).closed()).toEqual(refused);
    }
  });

  it('ends with its key, over HTTP and on a socket [A5]', async () => {
    const { secret } = await newKey(app, ada.token, ['leads:read'], { expiresAt: inSeconds(60) });
    const socket = await knock(app.url, { payload: { apiKey: secret } });
    expect(Math.abs(Date.parse(socket.ack?.['expiresAt']) - Date.parse(inSeconds(60)))).toBeLessThan(30_000);
    ahead = 60_000;
    expect((await door.call({ 'x-api-key': secret })).status).toBe(401);
    expect((await knock(app.url, { payload: { apiKey: secret } })).closed()).toEqual(refused);
    expect((await door.rotate({ id: (await door.list(ada.token))[0]?.['id'] }, ada.token)).errors[0]?.extensions.code).toBe('CONFLICT');
    socket.leave();
  });

  it('closes the sockets that it has opened when it ends by itself [A5]', async () => {
    const { secret } = await newKey(app, ada.token, ['leads:read'], { expiresAt: inSeconds(2) });
    const socket = await knock(app.url, { payload: { apiKey: secret } });
    expect(socket.ack).not.toBeNull();
    await until('the key has ended', () => socket.closed());
    expect(socket.closed()).toEqual({ code: 4403, reason: 'Token expired' });
  });
});

describe('a rotated key', () => {
  it('has its sockets show a secret again, and the old one lasts no longer than its grace [A5]', async () => {
    const { id, secret } = await newKey(app, ada.token, ['leads:read'], { expiresAt: inSeconds(100) });
    const before = await knock(app.url, { payload: { apiKey: secret } });
    const rotated: Json = (await door.rotate({ id, graceSeconds: 50 }, ada.token)).data?.rotateApiKey;
    await until('the socket of before has to come again', () => before.closed());
    expect(before.closed()?.code).toBe(4403);
    const [old, fresh] = [await knock(app.url, { payload: { apiKey: secret } }), await knock(app.url, { payload: { apiKey: rotated['secret'] } })];
    const lasts = (socket: typeof old) => (Date.parse(socket.ack?.['expiresAt']) - Date.now()) / 1_000;
    expect([Math.round(lasts(old) / 50), Math.round(lasts(fresh) / 50)]).toEqual([1, 2]);
    ahead = 50_000;
    expect([(await door.call({ 'x-api-key': secret })).status, (await door.call({ 'x-api-key': rotated['secret'] })).status]).toEqual([401, 200]);
    old.leave();
    fresh.leave();
  });

  it('closes the sockets of its old secret when the grace is over, and keeps those of the new one [A5]', async () => {
    const { id, secret } = await newKey(app, ada.token, ['leads:read']);
    const rotated: Json = (await door.rotate({ id, graceSeconds: 2 }, ada.token)).data?.rotateApiKey;
    const [old, fresh] = [await knock(app.url, { payload: { apiKey: secret } }), await knock(app.url, { payload: { apiKey: rotated['secret'] } })];
    expect([old.ack === null, fresh.ack === null]).toEqual([false, false]);
    await until('the grace is over', () => old.closed());
    expect(fresh.closed()).toBeNull();
    fresh.leave();
  });
});

describe('a revoked key', () => {
  it('closes its sockets and no others [A5] [A11]', async () => {
    const [doomed, other] = [await newKey(app, ada.token, ['leads:read']), await newKey(app, ada.token, ['leads:read'])];
    const sockets = [await knock(app.url, { payload: { apiKey: doomed.secret } }), await knock(app.url, { payload: { apiKey: other.secret } }), await knock(app.url, { payload: { token: ada.token } })];
    await door.revoke(doomed.id, ada.token);
    await until('its socket is closed', () => sockets[0]?.closed());
    expect(sockets[0]?.closed()?.code).toBe(4403);
    expect((await knock(app.url, { payload: { apiKey: doomed.secret } })).closed()).toEqual(refused);
    expect([sockets[1]?.closed(), sockets[2]?.closed()]).toEqual([null, null]);
    for (const socket of sockets) socket.leave();
  });
});

describe('the last use of a key', () => {
  const lastUse = async (id: string): Promise<string | null> => (await door.list(ada.token)).find((key) => key['id'] === id)?.['lastUsedAt'] ?? null;

  it('is written down, once a minute at most [A5]', async () => {
    const { id, secret } = await newKey(app, ada.token, ['leads:read']);
    expect(await lastUse(id)).toBeNull();
    await Promise.all(Array.from({ length: 5 }, () => door.call({ 'x-api-key': secret })));
    const first = await until('the first use is written', () => lastUse(id));
    ahead = 30_000;
    await door.call({ 'x-api-key': secret });
    ahead = 61_000;
    expect(await lastUse(id)).toBe(first);
    await door.call({ 'x-api-key': secret });
    await until('a use after a minute is written', async () => (await lastUse(id)) !== first);
    expect(Date.parse((await lastUse(id)) ?? '') - Date.parse(first)).toBeGreaterThanOrEqual(60_000);
  });

  it('does not hold up a caller whose key is being changed [A5]', async () => {
    const { id, secret } = await newKey(app, ada.token, ['leads:read']);
    const answers = await Promise.all([door.rotate({ id, graceSeconds: 60 }, ada.token), ...Array.from({ length: 5 }, () => door.call({ 'x-api-key': secret }))]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  });
});

describe('what a key does', () => {
  it('bears its name in events, and is its own in idempotency [A5] [C2]', async () => {
    const [one, two] = [await newKey(app, ada.token, ['leads:read', 'leads:write'], { name: 'Shop' }), await newKey(app, ada.token, ['leads:write'], { name: 'Fair' })];
    const viewer = await joinTeam(app, ada, 'VIEWER');
    const stream = await app.subscribe(viewer.token, 'subscription { leadUpdated { lead { id } actor { kind name } } }');
    const create = async (secret: string): Promise<string> =>
      (await app.ask('mutation { createLead(input: { name: "Kay", idempotencyKey: "same" }) { lead { id } } }', {}, secret)).createLead.lead.id;
    const [first, again, other] = [await create(one.secret), await create(one.secret), await create(two.secret)];
    expect([again === first, other === first]).toEqual([true, false]);
    await until('both are told', () => stream.events.length === 2);
    expect(stream.events).toEqual([{ lead: { id: first }, actor: { kind: 'API_KEY', name: 'Shop' } }, { lead: { id: other }, actor: { kind: 'API_KEY', name: 'Fair' } }]);
    stream.stop();
  });
});
