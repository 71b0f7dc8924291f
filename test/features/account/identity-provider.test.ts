import jwt from 'jsonwebtoken';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { noteProviderSession } from '../../../src/features/account/note-provider-session.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { AUDIENCE, ISSUER, startProvider, type TestProvider } from './identity-provider-door.ts';
import { joinTeam } from './join-team.ts';
import { knock } from './knock.ts';

let provider: TestProvider;
let app: TestApp;
let ada: Session;
/** How far the clock of the server is ahead. */
let ahead = 0;

const startWith = ({ url }: TestProvider): Promise<TestApp> =>
  startApp({ env: { JWT_JWKS_URL: url, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE }, clock: { now: () => new Date(Date.now() + ahead) } });

beforeAll(async () => {
  provider = await startProvider();
  app = await startWith(provider);
  ada = await app.signUp('Ada');
});
afterEach(() => {
  ahead = 0;
  provider.show(provider.keys);
});
afterAll(async () => {
  await app.stop();
  await provider.close();
});

const me = '{ viewer { role user { id } team { id } } }';
const seconds = () => Math.floor(Date.now() / 1_000);
const publicPem = () => provider.rsa.publicKey.export({ format: 'pem', type: 'spki' });
const privatePem = () => provider.rsa.privateKey.export({ format: 'pem', type: 'pkcs8' });
const claimsOf = (token: string) => jwt.decode(token) as jwt.JwtPayload;
const claims = () => ({ iss: ISSUER, aud: AUDIENCE, sub: 'people/1', email: ada.email, iat: seconds(), exp: seconds() + 300 });

/** How both doors answer a token: the message over HTTP, and the reason of the close. */
const answers = async (token: string, site = app): Promise<unknown[]> => {
  const { status, errors } = await site.graphql(me, {}, token);
  const socket = await knock(site.url, { payload: { token } });
  socket.leave();
  return [status, errors[0]?.message ?? null, socket.closed()];
};

const welcome = [200, null, null];
const invalid = [401, 'Invalid authentication token', { code: 4403, reason: 'Invalid authentication token' }];

describe('a token of the identity provider', () => {
  it.each([
    ['RS256', () => provider.sign({ email: ada.email })],
    ['ES256', () => provider.signEc({ email: ada.email })],
    ['several audiences', () => provider.sign({ email: ada.email, aud: ['another', AUDIENCE] })],
    ['the address in other letters', () => provider.sign({ email: ada.email.toUpperCase() })],
    ['no word about the address being verified', () => provider.sign({ email: ada.email, email_verified: undefined })],
    ['the type of RFC 9068', () => provider.sign({ email: ada.email }, { header: { alg: 'RS256', typ: 'at+jwt', kid: 'rsa-1' } })],
    ['the team named', () => provider.sign({ email: ada.email, team: ada.teamId })],
  ])('opens both doors: %s [A1]', async (_, token) => {
    expect(await answers(token())).toEqual(welcome);
    expect((await app.ask(me, {}, token())).viewer).toEqual({ role: 'OWNER', user: { id: ada.userId }, team: { id: ada.teamId } });
  });

  it.each<[string, () => string]>([
    ['HS256 with the public key for a secret', () => jwt.sign(claims(), publicPem(), { algorithm: 'HS256', keyid: 'rsa-1' })],
    ['HS256 with the public key, spelled as the provider shows it', () => jwt.sign(claims(), JSON.stringify(provider.keys[0]), { algorithm: 'HS256', keyid: 'rsa-1' })],
    ['alg none', () => `${Buffer.from('{"alg":"none","typ":"JWT","kid":"rsa-1"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`],
    ['RS512 of the same key', () => provider.sign({ email: ada.email }, { algorithm: 'RS512' })],
    ['PS256 of the same key', () => provider.sign({ email: ada.email }, { algorithm: 'PS256' })],
    ['the name of another key', () => provider.sign({ email: ada.email }, { keyid: 'ec-1' })],
    ['a key that is not shown', () => provider.sign({ email: ada.email }, { keyid: 'rsa-2' })],
    ['no key named', () => jwt.sign(claims(), privatePem(), { algorithm: 'RS256' })],
    ['a key that it brings along', () => jwt.sign(claims(), privatePem(), { algorithm: 'RS256', header: { alg: 'RS256', jku: `${provider.url}?mine`, kid: 'mine' } })],
    ['another issuer', () => provider.sign({ email: ada.email, iss: 'https://login.example.com' })],
    ['another audience', () => provider.sign({ email: ada.email, aud: 'leadwire-2' })],
    ['no audience', () => provider.sign({ email: ada.email, aud: undefined })],
    ['an end that is past', () => provider.sign({ email: ada.email, iat: seconds() - 300, exp: seconds() })],
    ['no end', () => provider.sign({ email: ada.email, exp: undefined })],
    ['a beginning in the future', () => provider.sign({ email: ada.email, iat: seconds() + 60 })],
    ['not valid yet', () => provider.sign({ email: ada.email, nbf: seconds() + 60 })],
    ['an address that is not verified', () => provider.sign({ email: ada.email, email_verified: false })],
    ['an address that is not verified, in a word', () => provider.sign({ email: ada.email, email_verified: 'false' })],
    ['no address', () => provider.sign({})],
    ['the address of nobody', () => provider.sign({ email: 'nobody@example.com' })],
    ['a team that is not the person\u2019s', () => provider.sign({ email: ada.email, team: 'team_01h455vb4pex5vsknk084sn02q' })],
    ['another type', () => provider.sign({ email: ada.email }, { header: { alg: 'RS256', typ: 'logout+jwt', kid: 'rsa-1' } })],
    ['extensions that have to be understood', () => provider.sign({ email: ada.email }, { header: { alg: 'RS256', kid: 'rsa-1', crit: ['b64'] } })],
    ['a huge token', () => provider.sign({ email: ada.email, padding: 'x'.repeat(8_000) })],
    ['an altered payload', () => {
      const [head = '', body = '', signature = ''] = provider.sign({ email: 'nobody@example.com' }).split('.');
      return [head, Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), email: ada.email })).toString('base64url'), signature].join('.');
    }],
  ])('is refused by both doors: %s [A1]', async (_, token) => {
    expect(await answers(token())).toEqual(invalid);
  });

  it('ends its socket with itself, and is one session wherever it is shown [A1] [A8]', async () => {
    const token = provider.sign({ email: ada.email, jti: 'token-1' });
    const [one, two, other] = [await knock(app.url, { payload: { token } }), await knock(app.url, { payload: { token } }), await knock(app.url, { payload: { token: provider.sign({ email: ada.email }) } })];
    expect(one.ack).toMatchObject({ sessionId: expect.stringMatching(/^idp:[0-9a-f]{32}$/), userId: ada.userId, expiresAt: new Date(((jwt.decode(token) as jwt.JwtPayload).exp ?? 0) * 1_000).toISOString() });
    expect([two.ack?.['sessionId'] === one.ack?.['sessionId'], other.ack?.['sessionId'] === one.ack?.['sessionId']]).toEqual([true, false]);
    for (const socket of [one, two, other]) socket.leave();
  });

  it('speaks for the role that the member has here, and ends with the membership [A3] [A11]', async () => {
    const sales = await joinTeam(app, ada, 'SALES');
    const token = provider.sign({ email: sales.email, team: ada.teamId });
    expect((await app.ask(me, {}, token)).viewer).toMatchObject({ role: 'SALES', user: { id: sales.userId } });
    await inTransaction({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: ada.teamId, job: 'test' } }, ({ em }) =>
      em.execute("update members set status = 'REMOVED' where team_id = ? and user_id = ?", [ada.teamId, sales.userId]));
    expect(await answers(token)).toEqual(invalid);
  });

  it('must name a team where the person is in several [A1] [A4]', async () => {
    const both = await joinTeam(app, ada, 'VIEWER');
    const reason = 'You are a member of several teams: the token must name one of them in its claim "team".';
    expect(await answers(provider.sign({ email: both.email }))).toEqual([401, reason, { code: 4403, reason }]);
    expect((await app.ask(me, {}, provider.sign({ email: both.email, team: ada.teamId }))).viewer).toMatchObject({ role: 'VIEWER', team: { id: ada.teamId } });
  });

  it('gives no session of ours in another team: its claim chooses the team [A1] [A4]', async () => {
    const guest = await joinTeam(app, ada, 'SALES', 'Guest');
    const { viewer } = await app.ask('{ viewer { teams { id } } }', {}, guest.token);
    const own = (viewer.teams as { id: string }[]).find(({ id }) => id !== ada.teamId)?.id;
    const change = (team: string) => app.graphql('mutation ($input: SwitchTeamInput!) { switchTeam(input: $input) { refreshToken } }', { input: { teamId: own } }, team);
    const { data, errors } = await change(provider.sign({ email: guest.email, team: ada.teamId }));
    expect([data?.switchTeam, errors[0]?.extensions.code, errors[0]?.message]).toEqual([null, 'FORBIDDEN', expect.stringContaining('the claim `team` of your identity provider')]);
    expect((await change(guest.token)).errors).toEqual([]);
  });

  it('is in the audit log once, on whichever instance and door it is used [A12]', async () => {
    const zoe = await app.signUp('Zoe');
    const token = provider.sign({ email: zoe.email, jti: 'zoe-1' });
    const opened = async () =>
      ((await app.ask('{ auditLog(first: 100) { nodes { action target ip actor { id role } } } }', {}, zoe.token)).auditLog.nodes as Json[])
        .filter(({ action, target }) => action === 'session.opened' && String(target).startsWith('idp:'));
    await Promise.all([app.ask(me, {}, token), app.ask(me, {}, token), answers(token)]);
    const [first] = await until('the use is written', async () => { const found = await opened(); return found.length > 0 ? found : null; });
    expect(first).toEqual({ action: 'session.opened', target: expect.stringMatching(/^idp:[0-9a-f]{32}$/), ip: '127.0.0.1', actor: { id: zoe.userId, role: 'OWNER' } });
    // As another instance would, which has not seen it.
    const actor = { kind: 'USER', teamId: zoe.teamId, id: zoe.userId, name: 'Zoe', email: zoe.email, role: 'OWNER', sessionId: String(first?.target) } as const;
    const { base } = app.app.parts;
    noteProviderSession({ ...base, requestId: 'test', signal: new AbortController().signal, parts: { ...base.parts }, actor }, new Date((claimsOf(token).iat ?? 0) * 1_000));
    await app.ask(me, {}, provider.sign({ email: zoe.email, jti: 'zoe-2' }));
    await until('the next session is written', async () => (await opened()).length >= 2);
    expect(new Set((await opened()).map(({ target }) => target as string)).size).toBe(2);
    expect(await opened()).toHaveLength(2);
  });

  it('of before the person signed out everywhere is none [A11]', async () => {
    const eve = await app.signUp('Eve');
    const token = (iat: number) => provider.sign({ email: eve.email, iat });
    expect(await answers(token(seconds() - 60))).toEqual(welcome);
    await app.ask('mutation { signOutEverywhere { done } }', {}, eve.token);
    expect(await answers(token(seconds() - 60))).toEqual(invalid);
    expect(await answers(token(seconds() + 2))).toEqual(welcome);
  });
});

describe('an identity provider that is down', () => {
  it('is not missed while its keys are known, and else is no reason to call a token wrong [A1]', async () => {
    const cold = await startWith(provider);
    try {
      await app.ask(me, {}, provider.sign({ email: ada.email }));
      provider.show(null);
      ahead = 3_600_000;
      const token = (email: string) => provider.sign({ email, exp: seconds() + 7_200 });
      expect(await answers(token(ada.email))).toEqual(welcome);
      const { status, errors } = await cold.graphql(me, {}, token(ada.email));
      expect([status, errors[0]?.extensions.code, errors[0]?.extensions.retryAfter > 0]).toEqual([503, 'SERVICE_UNAVAILABLE', true]);
      expect((await knock(cold.url, { payload: { token: token(ada.email) } })).closed()).toEqual({ code: 1013, reason: 'Try again later' });
      // Our own tokens are none of its business.
      await expect(cold.signUp('Ben').then(({ token: own }) => cold.ask(me, {}, own))).resolves.toMatchObject({ viewer: { role: 'OWNER' } });
    } finally {
      await cold.stop();
    }
  });
});
