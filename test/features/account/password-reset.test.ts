import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from './join-team.ts';

const HOUR_SECONDS = 3_600;
const password = 'a-long-enough-password';
const fresh = 'a-fresh-long-password';

let now = new Date();
let ticks = 0;
let app: TestApp;
// Every look at the clock is a little later, so that mails have an order.
beforeAll(async () => { app = await startApp({ clock: { now: () => new Date(now.getTime() + (ticks += 1)) }, env: { MAILS_PER_HOUR: '3', APP_URL: 'https://app.example.com/', SIGN_IN_FAILURES_PER_PAIR: '2', SIGN_IN_FAILURES_PER_ADDRESS: '10000' } }); });
afterAll(() => app.stop());
beforeEach(() => { now = new Date(); });

const request = (email: string) => app.graphql('mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { done message } }', { input: { email } });
const reset = async (token: string, to = fresh) => {
  const { data, errors } = await app.graphql('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { done } }', { input: { token, password: to } });
  return { done: data?.resetPassword?.done as boolean | undefined, error: errors[0] };
};
const signIn = async (email: string, by: string) => {
  const { data, errors } = await app.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email, password: by } });
  return { token: data?.signIn?.accessToken as string | undefined, code: errors[0]?.extensions.code as string | undefined };
};
const codeOf = async (token: string) => (await app.graphql('{ viewer { role } }', {}, token)).errors[0]?.extensions.code as string | undefined;
const mailTo = async (email: string, count = 1) => {
  const mails = await until(`mail ${String(count)} to ${email} is there`, async () => {
    const found = await app.mailsTo(email);
    return found.length >= count ? found : null;
  });
  return mails.at(-1) as (typeof mails)[number];
};
const tokenIsBad = expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', details: [{ field: 'token', code: 'INVALID', message: expect.any(String) }] }) });

/** A person with a mail that leads to a new password. */
const forgetful = async (): Promise<Session & { ticket: string }> => {
  const person = await app.signUp();
  await request(person.email);
  return { ...person, ticket: (await mailTo(person.email)).token };
};

it('[A13] a mail leads to a new password, which ends all sessions in all teams', async () => {
  const person = await app.signUp('Ada Byron');
  const other = await app.signUp('Other');
  const guest = await joinTeam(app, other, 'SALES', 'Guest');
  const stream = await app.subscribe(guest.token, 'subscription { leadUpdated { cursor } }');
  await request(guest.email.toUpperCase());
  const mail = await mailTo(guest.email);
  expect(mail.subject).toBe('A new password for Leadwire');
  expect(mail.text).toContain(`https://app.example.com/reset-password?token=${mail.token}\n`);

  expect((await reset(mail.token)).done).toBe(true);
  await until('the socket is closed', () => stream.error() !== undefined);
  expect(await codeOf(guest.token)).toBe('UNAUTHENTICATED');
  expect(await codeOf(person.token)).toBeUndefined();
  expect((await signIn(guest.email, password)).code).toBe('UNAUTHENTICATED');
  expect((await signIn(guest.email, fresh)).code).toBeUndefined();
  const { auditLog } = await app.ask('{ auditLog(first: 100) { nodes { action target } } }', {}, other.token);
  expect((auditLog.nodes as Json[])).toContainEqual({ action: 'password.reset', target: guest.userId });
});

it('[A13] answers the same for a stranger, and mails nothing', async () => {
  const { email } = await app.signUp();
  const [known, unknown] = [await request(email), await request('nobody-at-all@example.com')];
  expect(unknown).toMatchObject({ status: known.status, data: known.data, errors: [] });
  await mailTo(email);
  expect(await app.mailsTo('nobody-at-all@example.com')).toEqual([]);
  expect((await request('not an address')).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

it('[A13] a token works once, also when it comes twice at the same time', async () => {
  const { ticket, email } = await forgetful();
  const answers = await Promise.all([reset(ticket, 'the-first-password'), reset(ticket, 'the-second-password')]);
  expect(answers.filter(({ done }) => done === true)).toHaveLength(1);
  expect(answers.find(({ done }) => done !== true)?.error).toEqual(tokenIsBad);
  expect((await reset(ticket)).error).toEqual(tokenIsBad);
  const passwords = await Promise.all(['the-first-password', 'the-second-password'].map((by) => signIn(email, by)));
  expect(passwords.filter(({ token }) => token !== undefined)).toHaveLength(1);
});

it('[A13] the last of several mails ends the others when it is used', async () => {
  const { ticket, email } = await forgetful();
  await request(email);
  const second = await mailTo(email, 2);
  expect((await reset(second.token)).done).toBe(true);
  expect((await reset(ticket)).error).toEqual(tokenIsBad);
});

it('[A13] refuses a token that is expired, altered or of another kind, in the same words', async () => {
  const { ticket, token } = await forgetful();
  const other = await forgetful();
  const [head = '', body = '', signature = ''] = ticket.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Json;
  const altered = [head, Buffer.from(JSON.stringify({ ...claims, user: other.userId })).toString('base64url'), signature].join('.');
  const none = [Buffer.from('{"alg":"none"}').toString('base64url'), body, ''].join('.');
  const errors = await Promise.all([altered, none, token, 'nonsense', '', 'x'.repeat(10_000)].map(async (wrong) => (await reset(wrong)).error));
  now = new Date(now.getTime() + (HOUR_SECONDS + 60) * 1_000);
  errors.push((await reset(ticket)).error);
  for (const error of errors) expect(error).toEqual(tokenIsBad);
  expect(new Set(errors.map((error) => error?.message)).size).toBe(1);
});

it('[A13] a bad password leaves the token good', async () => {
  const { ticket } = await forgetful();
  expect((await reset(ticket, 'short')).error?.extensions.details).toMatchObject([{ field: 'password', code: 'TOO_SHORT' }]);
  expect((await reset(ticket)).done).toBe(true);
});

it('[A13] writes to one address a few times an hour at most, with the same answer', async () => {
  const { email } = await app.signUp();
  for (let count = 1; count <= 3; count += 1) {
    expect((await request(email)).errors).toEqual([]);
    await mailTo(email, count);
  }
  const { email: other } = await app.signUp();
  const [refused, fine] = [await request(email), await request(other)];
  expect(refused).toMatchObject({ status: fine.status, data: fine.data, errors: [] });
  // The mail that was asked for later is there, so the refused one is not to come.
  await mailTo(other);
  expect(await app.mailsTo(email)).toHaveLength(3);
});

it('[A13] lets in who was locked out by guesses', async () => {
  const { email } = await app.signUp();
  for (let count = 0; count < 3; count += 1) await signIn(email, 'a-wrong-password');
  expect((await signIn(email, password)).code).toBe('RATE_LIMITED');
  await request(email);
  expect((await reset((await mailTo(email)).token)).done).toBe(true);
  expect((await signIn(email, fresh)).code).toBeUndefined();
});

it('[A13] what waits to be mailed holds no secret', async () => {
  const alone = await startApp({ env: globalThis.testStore === 'embedded' ? { SMTP_URL: 'smtp://127.0.0.1:1' } : { ROLES: 'api' } });
  const { email, userId } = await alone.signUp();
  await alone.ask('mutation ($email: EmailAddress!) { requestPasswordReset(input: { email: $email }) { done } }', { email });
  const orders = await alone.app.parts.boss.findJobs<Json>('account.send-password-reset');
  expect(orders.map(({ data }) => data)).toEqual([{ teamId: expect.any(String), userId, expiresAt: expect.any(String) }]);
  await alone.stop();
});
