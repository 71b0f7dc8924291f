import { startApp, type TestApp } from '../../support/app.ts';
import { joinTeam } from './join-team.ts';

let app: TestApp;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app.stop());

const signUp = (input: Record<string, unknown>) =>
  app.graphql('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken refreshToken expiresAt viewer { user { id name email } role scopes team { id name } teams { id name } } } }', { input });

const signIn = (input: Record<string, unknown>) =>
  app.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { user { id } team { id name } role } } }', { input });

const ada = { teamName: 'Harbour Lights', name: 'Ada Byron', email: 'Ada@Example.com', password: 'correct horse battery' };

describe('signing up', () => {
  it('makes a person, a team and its OWNER, and signs in [A1]', async () => {
    const { data, errors } = await signUp(ada);
    expect(errors).toEqual([]);
    const { viewer, expiresAt, refreshToken } = data?.signUp ?? {};
    expect(viewer).toMatchObject({ user: { name: 'Ada Byron', email: 'Ada@Example.com' }, role: 'OWNER', team: { name: 'Harbour Lights' } });
    expect(viewer.scopes).toContain('members:manage');
    expect(viewer.teams).toEqual([viewer.team]);
    expect(refreshToken).not.toBe(data?.signUp.accessToken);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(14 * 60_000);

    const again = await app.ask('{ viewer { user { id } team { id name } role } }', {}, data?.signUp.accessToken);
    expect(again.viewer).toEqual({ user: { id: viewer.user.id }, team: viewer.team, role: 'OWNER' });
  });

  it('tells that an address has an account, in any spelling, and nothing about whose it is [A1]', async () => {
    const { data, errors } = await signUp({ ...ada, email: 'aDa@eXample.com', name: 'Eve', teamName: 'Other' });
    expect(data?.signUp).toBeNull();
    expect(errors[0]).toMatchObject({
      message: 'This e-mail address has an account already: sign in instead.',
      extensions: { code: 'CONFLICT', details: [{ field: 'email', code: 'EMAIL_TAKEN' }] },
    });
    expect(JSON.stringify(errors)).not.toMatch(/Ada Byron|Harbour|password_hash|users_email_key/);
  });

  it('lets one of two at the same time have the address, and leaves nothing of the other [A1]', async () => {
    const twin = { ...ada, email: 'twin@example.com' };
    const answers = await Promise.all([signUp(twin), signUp(twin)]);
    expect(answers.map(({ errors }) => errors[0]?.extensions.code ?? 'fine').sort()).toEqual(['CONFLICT', 'fine']);
    const viewer = (await signIn({ email: 'twin@example.com', password: ada.password })).data?.signIn.viewer;
    expect(answers.some(({ data }) => data?.signUp?.viewer.team.id === viewer.team.id)).toBe(true);
  });

  it('names every field that is wrong at once [A1]', async () => {
    const { errors } = await signUp({ teamName: ' \t ', name: 'x'.repeat(201), email: 'eve@example.com', password: 'short' });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.details).toEqual([
      { field: 'password', code: 'TOO_SHORT', message: 'password is too short: at least 12 characters' },
      { field: 'teamName', code: 'REQUIRED', message: 'teamName must not be empty' },
      { field: 'name', code: 'TOO_LONG', message: 'name is too long: at most 200 characters' },
    ]);
    const long = await signUp({ ...ada, email: 'eve@example.com', password: 'x'.repeat(1_025) });
    expect(long.errors[0]?.extensions.details).toMatchObject([{ field: 'password', code: 'TOO_LONG' }]);
  });
});

describe('signing in', () => {
  it('takes the address in any spelling of case and gives a session of its own [A1]', async () => {
    const [one, other] = [await signIn({ email: 'ADA@example.com', password: ada.password }), await signIn({ email: ada.email, password: ada.password })];
    expect(one.data?.signIn.viewer).toMatchObject({ role: 'OWNER', team: { name: 'Harbour Lights' } });
    expect(one.data?.signIn.accessToken).not.toBe(other.data?.signIn.accessToken);
  });

  it('says the same for a wrong password, an unknown address and a team that is not theirs [A1]', async () => {
    const { teamId } = await app.signUp('Somebody Else');
    const answers = await Promise.all([
      signIn({ email: ada.email, password: 'correct horse batterY' }),
      signIn({ email: 'nobody@example.com', password: ada.password }),
      signIn({ email: ada.email, password: ada.password, teamId }),
      signIn({ email: ada.email, password: ada.password, teamId: 'team_nowhere' }),
      signIn({ email: ada.email, password: 'x'.repeat(5_000) }),
      signIn({ email: ada.email, password: '' }),
    ]);
    for (const { errors, data } of answers) {
      expect(data?.signIn).toBeNull();
      expect(errors.map(({ message, extensions: { code, details } }) => [message, code, details])).toEqual([['E-mail or password is wrong.', 'UNAUTHENTICATED', []]]);
    }
  });

  it('takes a member of several teams to the one it asks for, else to the one it joined first [A1]', async () => {
    const second = await app.signUp('Second');
    const { email, userId } = await joinTeam(app, second, 'SALES', 'First');
    const password = 'a-long-enough-password';
    const own = (await signIn({ email, password })).data?.signIn.viewer;
    expect(own).toMatchObject({ user: { id: userId }, team: { name: 'Team of First' }, role: 'OWNER' });
    const there = (await signIn({ email, password, teamId: second.teamId })).data?.signIn;
    expect(there.viewer).toMatchObject({ team: { id: second.teamId, name: 'Team of Second' }, role: 'SALES' });
    const { viewer } = await app.ask('{ viewer { teams { id } } }', {}, there.accessToken);
    expect(viewer.teams).toEqual([{ id: own.team.id }, { id: second.teamId }]);
  });
});
