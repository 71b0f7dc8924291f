import { startApp, type Json, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from './join-team.ts';

const password = 'a-long-enough-password';

let now: Date;
let app: TestApp;
beforeEach(async () => {
  now = new Date();
  app = await startApp({ clock: { now: () => now } });
});
afterEach(() => app.stop());

const later = (seconds: number) => { now = new Date(now.getTime() + seconds * 1_000); };

const refresh = async (refreshToken: string) => {
  const { data, errors } = await app.graphql('mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken refreshToken expiresAt } }', { input: { refreshToken } });
  return { code: errors[0]?.extensions.code as string | undefined, session: data?.refreshSession as Json | undefined };
};
const codeOf = async (token: string) => (await app.graphql('{ viewer { role } }', {}, token)).errors[0]?.extensions.code as string | undefined;

/** A guest of a team, signed in to it, with a session that was switched to the team of its own. */
const switched = async () => {
  const host = await app.signUp('Host');
  const guest = await joinTeam(app, host, 'VIEWER', 'Guest');
  const { signIn } = await app.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }', { input: { email: guest.email, password, teamId: host.teamId } });
  const { viewer } = await app.ask('{ viewer { teams { id } } }', {}, guest.token);
  const own = (viewer.teams as { id: string }[]).find(({ id }) => id !== host.teamId)?.id ?? '';
  const { switchTeam } = await app.ask('mutation ($input: SwitchTeamInput!) { switchTeam(input: $input) { accessToken refreshToken } }', { input: { teamId: own } }, signIn.accessToken);
  const from = { token: signIn.accessToken as string, refreshToken: signIn.refreshToken as string };
  const to = { token: switchTeam.accessToken as string, refreshToken: switchTeam.refreshToken as string };
  return { host, guest, own, from, to };
};
const sessionIdOf = (token: string): string => (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string }).sid;
const entriesOf = async (token: string) => (await app.ask('{ auditLog(first: 100) { nodes { action target data actor { id } } } }', {}, token)).auditLog.nodes as Json[];

/** Makes every write to the audit log of a team fail until it is called off. As the owner of the tables, whom nothing narrows. */
const breakTeam = async (teamId: string): Promise<() => Promise<void>> => {
  const run = (sql: string) => app.app.parts.base.parts.database.orm.em.getConnection().execute(sql);
  await run("create function break_team() returns trigger language plpgsql as $$ begin raise exception 'broken by the test'; end $$");
  await run(`create trigger break_team before insert on audit_entries for each row when (new.team_id = '${teamId}') execute function break_team()`);
  return async () => { await run('drop function break_team cascade'); };
};

describe('ending access in several teams', () => {
  it.each(['from', 'to'] as const)('[A13] ends what was switched between teams as well: asked in the one switched %s', async (side) => {
    const { guest, ...pair } = await switched();
    const others = side === 'from' ? pair.to : pair.from;
    const stream = await app.subscribe(others.token, 'subscription { leadUpdated { cursor } }');
    await app.ask('mutation { signOut { done } }', {}, pair[side].token);
    await until('the socket in the other team is closed', () => stream.error() !== undefined);
    for (const { token, refreshToken } of [pair.from, pair.to]) {
      expect(await codeOf(token)).toBe('UNAUTHENTICATED');
      expect((await refresh(refreshToken)).code).toBe('UNAUTHENTICATED');
    }
    // Another sign-in of the same person is another family.
    expect(await codeOf(guest.token)).toBeUndefined();
  });

  it('[A13] goes on by itself with a family whose other team cannot be written to', async () => {
    const { host, from, to } = await switched();
    const stream = await app.subscribe(from.token, 'subscription { leadUpdated { cursor } }');
    const mend = await breakTeam(host.teamId);
    expect((await app.ask('mutation { signOut { done } }', {}, to.token)).signOut.done).toBe(true);
    expect(stream.error()).toBeUndefined();
    await mend();
    await until('the job has closed the socket', () => stream.error() !== undefined);
    expect((await refresh(from.refreshToken)).code).toBe('UNAUTHENTICATED');
    expect((await entriesOf(host.token)).filter(({ action }) => action === 'session.closed')).toEqual([expect.objectContaining({ target: sessionIdOf(from.token) })]);
  });

  it('[A13] everywhere reaches every team, also when one of them fails first, and tells each once', async () => {
    const { host, guest, own, from, to } = await switched();
    const streams = [await app.subscribe(to.token, 'subscription { leadUpdated { cursor } }'), await app.subscribe(from.token, 'subscription { leadUpdated { cursor } }')];
    // The team of its own was joined first.
    const mend = await breakTeam(own);
    later(1);
    expect((await app.ask('mutation { signOutEverywhere { done } }', {}, from.token)).signOutEverywhere.done).toBe(true);
    await until('the socket in the team that works is closed', () => streams[1]?.error() !== undefined);
    for (const { token, refreshToken } of [from, to]) {
      expect(await codeOf(token)).toBe('UNAUTHENTICATED');
      expect((await refresh(refreshToken)).code).toBe('UNAUTHENTICATED');
    }
    later(1);
    await mend();
    await until('the job has closed the other socket', () => streams[0]?.error() !== undefined);
    const { signIn } = await app.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: guest.email, password, teamId: own } });
    for (const token of [host.token, signIn.accessToken as string])
      expect((await entriesOf(token)).filter(({ action }) => action === 'session.closed_everywhere')).toEqual([{ action: 'session.closed_everywhere', target: guest.userId, data: null, actor: { id: guest.userId } }]);
  });
});

describe('a session that was switched to', () => {
  it('[A13] [A2] does not outlast the session it came of, however often it is renewed', async () => {
    const { from, to } = await switched();
    later(2_592_000 - 600);
    const [renewed, root] = [await refresh(to.refreshToken), await refresh(from.refreshToken)];
    expect([renewed.code, root.code]).toEqual([undefined, undefined]);
    // Nor does an access token, by which a socket would stay open.
    expect(new Date(renewed.session?.expiresAt).getTime()).toBeLessThanOrEqual(now.getTime() + 600_000);
    later(660);
    expect((await refresh(renewed.session?.refreshToken)).code).toBe('UNAUTHENTICATED');
    expect(await codeOf(renewed.session?.accessToken)).toBe('UNAUTHENTICATED');
    expect((await refresh(root.session?.refreshToken)).code).toBeUndefined();
  });

  it('[A13] [A2] a token shown again too late ends the whole family', async () => {
    const { from, to } = await switched();
    const next = await refresh(to.refreshToken);
    later(11);
    expect((await refresh(to.refreshToken)).code).toBe('UNAUTHENTICATED');
    for (const token of [from.token, next.session?.accessToken as string]) expect(await codeOf(token)).toBe('UNAUTHENTICATED');
    expect((await refresh(from.refreshToken)).code).toBe('UNAUTHENTICATED');
  });

  it('[A12] [A13] is in the log of the team entered, with the session it came of', async () => {
    const { from, to } = await switched();
    const entries = await entriesOf(to.token);
    expect(entries).toContainEqual(expect.objectContaining({ action: 'session.switched', target: sessionIdOf(to.token), data: { from: sessionIdOf(from.token) } }));
    expect(entries.filter(({ action, target }) => action === 'session.opened' && target === sessionIdOf(to.token))).toEqual([]);
  });
});
