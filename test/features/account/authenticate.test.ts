import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import WebSocket from 'ws';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { startApp, type Session, type TestApp } from '../../support/app.ts';
import { knock } from './knock.ts';

const JWT_SECRET = 'a-secret-of-this-test-that-is-long-enough';

let app: TestApp;
let ada: Session;
let ben: Session;
let refreshToken: string;
beforeAll(async () => {
  app = await startApp({ env: { JWT_SECRET } });
  [ada, ben] = [await app.signUp('Ada'), await app.signUp('Ben')];
  const { signIn } = await app.ask('mutation ($input: SignInInput!) { signIn(input: $input) { refreshToken } }', { input: { email: ada.email, password: 'a-long-enough-password' } });
  refreshToken = signIn.refreshToken;
});
afterAll(() => app.stop());

const claimsOf = (token: string) => jwt.decode(token) as jwt.JwtPayload;
const seconds = () => Math.floor(Date.now() / 1_000);
const sign = (claims: object, secret = JWT_SECRET) => jwt.sign(claims, secret);
/** Signed by us, but for what the header says. */
const signAs = (header: object) => jwt.sign(claimsOf(ada.token), JWT_SECRET, { header: { alg: 'HS256', ...header } });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });

/** The token with other claims, and its own signature. */
const altered = (token: string, claims: object) => {
  const [head = '', , signature = ''] = token.split('.');
  return [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
};

/** What a forger, an old device and a mistaken clock would send in place of Ada's token. */
const badTokens: [string, () => string][] = [
  ['a wrong signature', () => sign(claimsOf(ada.token), 'another-secret-that-is-long-enough-too')],
  ['alg none', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${ada.token.split('.')[1] ?? ''}.`],
  ['alg none in capitals, with the signature left', () => [Buffer.from('{"alg":"NONE","typ":"JWT"}').toString('base64url'), ...ada.token.split('.').slice(1)].join('.')],
  ['an altered payload', () => altered(ada.token, { ...claimsOf(ada.token), sub: ben.userId })],
  ['RS256 where no identity provider is configured', () => jwt.sign(claimsOf(ada.token), rsa.privateKey, { algorithm: 'RS256', keyid: 'rsa-1' })],
  ['another algorithm of the same secret', () => jwt.sign(claimsOf(ada.token), JWT_SECRET, { algorithm: 'HS384' })],
  ['a refresh token', () => refreshToken],
  ['a token of another type', () => signAs({ typ: 'refresh+jwt' })],
  ['a token of no type', () => signAs({ typ: undefined })],
  ['a token with extensions that have to be understood', () => signAs({ typ: 'JWT', crit: ['exp'] })],
  ['a token that is huge', () => sign({ ...claimsOf(ada.token), padding: 'x'.repeat(8_000) })],
  ['a token that is not valid yet', () => sign({ ...claimsOf(ada.token), nbf: seconds() + 600 })],
  ['a token that has expired', () => sign({ ...claimsOf(ada.token), iat: seconds() - 900, exp: seconds() - 1 })],
  ['a token from the future', () => sign({ ...claimsOf(ada.token), iat: seconds() + 600, exp: seconds() + 1_500 })],
  ["a session of one team in another's name", () => sign({ ...claimsOf(ada.token), team: ben.teamId })],
  ["a session in another person's name", () => sign({ ...claimsOf(ada.token), sub: ben.userId })],
  ['a session that never was', () => sign({ ...claimsOf(ada.token), sid: claimsOf(ada.token)['sid'].replace(/.$/, (last: string) => (last === 'x' ? 'y' : 'x')) })],
  ['no token at all but some text', () => 'not-a-token'],
];

/** Opens a socket by hand and tells how the server ended it. */
const closeOf = (payload: object | undefined): Promise<{ code: number; reason: string }> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('open', () => { socket.send(JSON.stringify({ type: 'connection_init', ...(payload ? { payload } : {}) })); });
    socket.on('message', (data: Buffer) => { reject(new Error(`The server answered ${data.toString()}`)); socket.close(); });
    socket.on('close', (code, reason) => { resolve({ code, reason: reason.toString() }); });
    socket.on('error', reject);
  });

const me = '{ viewer { user { id } team { id } } }';

describe('an access token', () => {
  it.each(badTokens)('is refused over HTTP: %s [A1]', async (_, token) => {
    const { status, data, errors } = await app.graphql(me, {}, token());
    expect([status, data?.viewer ?? null]).toEqual([401, null]);
    expect(errors[0]).toMatchObject({ message: 'Invalid authentication token', extensions: { code: 'UNAUTHENTICATED', legacyCode: 'UNAUTHORIZED' } });
  });

  it.each(badTokens)('is refused over a socket with 4403: %s [A1]', async (_, token) => {
    await expect(closeOf({ token: token() })).resolves.toEqual({ code: 4403, reason: 'Invalid authentication token' });
  });

  it('is asked for where there is none [A1]', async () => {
    const { errors } = await app.graphql(me);
    expect(errors[0]).toMatchObject({ message: 'Authentication token required', path: ['viewer'], extensions: { code: 'UNAUTHENTICATED' } });
    await expect(closeOf(undefined)).resolves.toEqual({ code: 4403, reason: 'Authentication token required' });
  });

  it('speaks for its own team alone [A4]', async () => {
    await expect(app.ask(me, {}, ada.token)).resolves.toEqual({ viewer: { user: { id: ada.userId }, team: { id: ada.teamId } } });
    await expect(app.ask(me, {}, ben.token)).resolves.toEqual({ viewer: { user: { id: ben.userId }, team: { id: ben.teamId } } });
  });

  it.each([
    ['its session is revoked', 'update sessions set revoked_at = now() where user_id = ?'],
    ['its session has ended', "update sessions set expires_at = now() - interval '1 second' where user_id = ?"],
    ['the member is removed', "update members set status = 'REMOVED' where user_id = ?"],
  ])('ends at once when %s [A1]', async (_, sql) => {
    const eve = await app.signUp('Eve');
    await app.ask(me, {}, eve.token);
    await inTransaction({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: eve.teamId, job: 'test' } }, ({ em }) => em.execute(sql, [eve.userId]));
    const { errors } = await app.graphql(me, {}, eve.token);
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await expect(closeOf({ token: eve.token })).resolves.toMatchObject({ code: 4403 });
  });

  it('says nothing about the role: that is the one the member has now [A3]', async () => {
    const eve = await app.signUp('Eve');
    await inTransaction({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: eve.teamId, job: 'test' } }, ({ em }) =>
      em.execute("update members set role = 'VIEWER' where user_id = ?", [eve.userId]));
    expect((await app.ask('{ viewer { role } }', {}, eve.token)).viewer).toEqual({ role: 'VIEWER' });
  });
});

describe('the greeting', () => {
  it('of a socket says who is connected, and until when [A8]', async () => {
    const client = app.socket(ada.token);
    const greeting = await new Promise((resolve) => {
      client.on('connected', (_, payload) => { resolve(payload); });
      client.subscribe({ query: '{ viewer { role } }' }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    });
    expect(greeting).toEqual({
      sessionId: claimsOf(ada.token)['sid'], userId: ada.userId, userRole: 'OWNER', teamId: ada.teamId,
      expiresAt: new Date((claimsOf(ada.token).exp ?? 0) * 1_000).toISOString(), graceMs: 10_000, message: 'Connected', timestamp: expect.stringMatching(/Z$/),
    });
  });

  it.each<[string, (token: string) => object]>([
    ['Authorization of the upgrade, as wscat -H sends it', (token) => ({ headers: { authorization: `Bearer ${token}` } })],
    ['Authorization of the upgrade without Bearer', (token) => ({ headers: { authorization: token } })],
    ['authorization of connection_init', (token) => ({ payload: { authorization: `Bearer ${token}` } })],
    ['connection_init, which comes before the upgrade', (token) => ({ headers: { authorization: 'Bearer old' }, payload: { token } })],
  ])('is given for the token in %s [A14] [A8]', async (_, show) => {
    const socket = await knock(app.url, show(ada.token));
    expect(socket.ack).toMatchObject({ userId: ada.userId, teamId: ada.teamId, message: 'Connected' });
    socket.leave();
  });

  it('can be asked for again, over the socket and over HTTP [A8]', async () => {
    const query = '{ connection { sessionId connectedAt expiresAt } viewer { user { id email } team { id } role } }';
    const overHttp = await app.ask(query, {}, ada.token);
    const overSocket = await new Promise<Record<string, any>>((resolve, reject) => {
      app.socket(ada.token).subscribe<Record<string, any>>({ query }, { next: ({ data }) => { resolve(data ?? {}); }, error: reject, complete: () => undefined });
    });
    expect(overSocket['viewer']).toEqual(overHttp['viewer']);
    expect(overSocket['connection'].sessionId).toBe(claimsOf(ada.token)['sid']);
    expect(overSocket['connection'].expiresAt).toBe(new Date((claimsOf(ada.token).exp ?? 0) * 1_000).toISOString());
    expect(overHttp['connection'].sessionId).toBe(claimsOf(ada.token)['sid']);
    expect(Date.parse(overHttp['connection'].connectedAt)).toBeLessThanOrEqual(Date.parse(overSocket['connection'].connectedAt));
  });
});

describe('reading across teams', () => {
  it('in the middle of an answer neither waits for its other reads nor stops them [A4]', async () => {
    const query = '{ viewer { teams { id name } team { name } } leads { nodes { id owner { name } } totalCount } connection { sessionId } }';
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.ask(query, {}, ada.token)));
    for (const { viewer, leads } of answers) {
      expect(viewer.teams).toEqual([{ id: ada.teamId, name: 'Team of Ada' }]);
      expect(leads.totalCount).toBe(0);
    }
  });
});
