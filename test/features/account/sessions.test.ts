import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from './join-team.ts';

const renew = 'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken refreshToken expiresAt viewer { user { id } team { id name } role } } }';
const whoAmI = '{ viewer { user { id } team { id } role } }';
const password = 'a-long-enough-password';

let now: Date;
let app: TestApp;
beforeEach(async () => {
  now = new Date();
  app = await startApp({ clock: { now: () => now } });
});
afterEach(() => app.stop());

const later = (seconds: number) => { now = new Date(now.getTime() + seconds * 1_000); };

/** A person with a session and its refresh token. */
const signedIn = async (): Promise<Session & { refreshToken: string }> => {
  const owner = await app.signUp();
  const { signIn } = await app.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }', { input: { email: owner.email, password } });
  return { ...owner, token: signIn.accessToken as string, refreshToken: signIn.refreshToken as string };
};

const refresh = async (refreshToken: string) => {
  const { status, data, errors } = await app.graphql(renew, { input: { refreshToken } });
  return { status, code: errors[0]?.extensions.code as string | undefined, session: data?.refreshSession as Json | undefined };
};
const codeOf = async (token: string) => (await app.graphql(whoAmI, {}, token)).errors[0]?.extensions.code as string | undefined;

describe('renewing a session', () => {
  it('[A2] gives tokens that work, in the same session and team', async () => {
    const { refreshToken, teamId, userId } = await signedIn();
    later(60);
    const { session } = await refresh(refreshToken);
    expect(session?.viewer).toMatchObject({ user: { id: userId }, team: { id: teamId, name: 'Team of Olga Owner' }, role: 'OWNER' });
    expect(await codeOf(session?.accessToken)).toBeUndefined();
    later(60);
    expect((await refresh(session?.refreshToken)).session?.viewer.user.id).toBe(userId);
  });

  it('[A2] lets 20 parallel renewals with one token end in one family, and nobody is signed out', async () => {
    const { refreshToken } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
    expect(answers.map(({ code }) => code)).toEqual(Array.from({ length: 20 }, () => undefined));
    // Whichever answer a client has kept, it goes on with it.
    for (const answer of [answers.at(0), answers.at(-1)]) expect(await codeOf(answer?.session?.accessToken)).toBeUndefined();
    later(11);
    expect((await refresh(answers[19]?.session?.refreshToken)).code).toBeUndefined();
    expect((await refresh(answers[0]?.session?.refreshToken)).code).toBeUndefined();
  });

  it('[A2] takes the token before the last one for some seconds, and ends the session when it comes later', async () => {
    const { refreshToken, token } = await signedIn();
    const first = await refresh(refreshToken);
    later(9);
    expect((await refresh(refreshToken)).code).toBeUndefined();
    later(2);
    expect(await refresh(refreshToken)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    for (const dead of [token, first.session?.accessToken as string]) expect(await codeOf(dead)).toBe('UNAUTHENTICATED');
    expect((await refresh(first.session?.refreshToken)).code).toBe('UNAUTHENTICATED');
  });

  it('[A2] ends the session also when a token of long ago comes within the grace of the last', async () => {
    const { refreshToken } = await signedIn();
    const second = await refresh(refreshToken);
    const third = await refresh(second.session?.refreshToken);
    expect((await refresh(refreshToken)).code).toBe('UNAUTHENTICATED');
    expect(await codeOf(third.session?.accessToken)).toBe('UNAUTHENTICATED');
  });

  it('[A2] moves the end of the session on, and is refused behind it', async () => {
    const { refreshToken } = await signedIn();
    later(2_592_000 - 60);
    const { session } = await refresh(refreshToken);
    later(2_592_000 - 60);
    const next = await refresh(session?.refreshToken);
    expect(next.code).toBeUndefined();
    later(2_592_000 + 60);
    expect((await refresh(next.session?.refreshToken)).code).toBe('UNAUTHENTICATED');
  });

  it('[A2] takes no access token, no altered token and no nonsense', async () => {
    const { refreshToken, token } = await signedIn();
    const [head, , signature] = refreshToken.split('.');
    const altered = [head, Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(refreshToken.split('.')[1] ?? '', 'base64url').toString()) as Json), gen: 2 })).toString('base64url'), signature].join('.');
    for (const wrong of [token, altered, 'nonsense', '', refreshToken.slice(1), 'x'.repeat(100_000)]) expect((await refresh(wrong)).code).toBe('UNAUTHENTICATED');
    expect((await app.graphql(whoAmI, {}, refreshToken)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await refresh(refreshToken)).code).toBeUndefined();
  });
});

describe('signing out', () => {
  it('[A13] ends this session at once, over HTTP and on its sockets, and no other', async () => {
    const [here, elsewhere] = await (async () => {
      const first = await signedIn();
      const { signIn } = await app.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: first.email, password } });
      return [first, { ...first, token: signIn.accessToken as string }];
    })();
    const streams = [await app.subscribe(here.token, 'subscription { leadUpdated { cursor } }'), await app.subscribe(elsewhere.token, 'subscription { leadUpdated { cursor } }')];
    expect((await app.ask('mutation { signOut { done message } }', {}, here.token)).signOut).toEqual({ done: true, message: 'You are signed out.' });
    await until('the socket of the session is closed', () => streams[0]?.error() !== undefined);
    expect(streams[0]?.error()).toMatchObject({ code: 4403, reason: 'Access has changed' });
    expect(await codeOf(here.token)).toBe('UNAUTHENTICATED');
    expect((await refresh(here.refreshToken)).code).toBe('UNAUTHENTICATED');
    expect(await codeOf(elsewhere.token)).toBeUndefined();
    await app.ask('mutation { createLead(input: { name: "Ada" }) { lead { id } } }', {}, elsewhere.token);
    await until('the other session still hears', () => streams[1]?.events.length === 1);
  });

  it('[A13] everywhere ends all sessions in all teams', async () => {
    const person = await signedIn();
    const other = await app.signUp('Other Owner');
    const guest = await joinTeam(app, other, 'SALES', 'Guest');
    const { switchTeam } = await app.ask('mutation ($input: SwitchTeamInput!) { switchTeam(input: $input) { accessToken refreshToken } }',
      { input: { teamId: (await app.ask('{ viewer { teams { id } } }', {}, guest.token)).viewer.teams[0].id } }, guest.token);
    const stream = await app.subscribe(switchTeam.accessToken, 'subscription { leadUpdated { cursor } }');
    await app.ask('mutation { signOutEverywhere { done } }', {}, guest.token);
    await until('the socket in the other team is closed', () => stream.error() !== undefined);
    for (const token of [guest.token, switchTeam.accessToken as string]) expect(await codeOf(token)).toBe('UNAUTHENTICATED');
    expect((await refresh(switchTeam.refreshToken)).code).toBe('UNAUTHENTICATED');
    for (const { token } of [person, other]) expect(await codeOf(token)).toBeUndefined();
    // A new session of the same person works.
    expect((await app.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: guest.email, password } })).errors).toEqual([]);
  });

  it('[A13] needs a session', async () => {
    for (const field of ['signOut', 'signOutEverywhere'])
      expect((await app.graphql(`mutation { ${field} { done } }`)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('changing teams', () => {
  const change = 'mutation ($input: SwitchTeamInput!) { switchTeam(input: $input) { accessToken viewer { team { id name } role teams { id } } } }';

  it('[A4] [A13] gives a session in the other team, with the role there, and the old one goes on', async () => {
    const [home, host] = [await app.signUp('Home'), await app.signUp('Host')];
    const guest = await joinTeam(app, host, 'VIEWER', 'Guest');
    const { viewer } = await app.ask('{ viewer { teams { id } } }', {}, guest.token);
    const own = (viewer.teams as { id: string }[]).find(({ id }) => id !== host.teamId)?.id;
    const { switchTeam } = await app.ask(change, { input: { teamId: own } }, guest.token);
    expect(switchTeam.viewer).toMatchObject({ team: { id: own, name: 'Team of Guest' }, role: 'OWNER' });
    expect((await app.ask(whoAmI, {}, switchTeam.accessToken)).viewer.team.id).toBe(own);
    expect((await app.ask(whoAmI, {}, guest.token)).viewer).toMatchObject({ team: { id: host.teamId }, role: 'VIEWER' });
    const strange = await app.graphql(change, { input: { teamId: home.teamId } }, guest.token);
    const absent = await app.graphql(change, { input: { teamId: 'team_00000000000000000000000000' } }, guest.token);
    for (const { errors } of [strange, absent]) expect(errors[0]).toMatchObject({ message: 'Team not found', extensions: { code: 'NOT_FOUND' } });
  });

  it('[A13] into the team one is in makes no further session', async () => {
    const owner = await signedIn();
    const { errors } = await app.graphql(change, { input: { teamId: owner.teamId } }, owner.token);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'teamId', code: 'ALREADY_IN' }] });
  });
});
