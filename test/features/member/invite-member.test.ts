import type { Role } from '../../../src/shared/actor.ts';
import { startApp, type Session, type TestApp } from '../../support/app.ts';
import { joinTeam } from '../account/join-team.ts';
import { auditOf, call, headOf, invited, mailTo, membershipEvents, newAddress, password } from './member-door.ts';

const WEEK_MS = 604_800_000;

let now = new Date();
let ticks = 0;
let app: TestApp;
let owner: Session;
// Every look at the clock is a little later, so that mails have an order.
beforeAll(async () => { app = await startApp({ clock: { now: () => new Date(now.getTime() + (ticks += 1)) }, env: { SIGN_IN_FAILURES_PER_PAIR: '3', SIGN_IN_SLOW_SECONDS: '3600' } }); });
afterAll(() => app.stop());
beforeEach(async () => {
  now = new Date();
  owner = await app.signUp();
});

const later = (ms: number) => { now = new Date(now.getTime() + ms); };
const invite = (input: Record<string, unknown>, token = owner.token) => call(app, 'inviteMember', input, token);
const accept = (input: Record<string, unknown>) => call(app, 'acceptInvitation', { name: 'Grace Hopper', password, ...input });

const tokenIsBad = expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', details: [{ field: 'token', code: 'INVALID', message: expect.any(String) }] }) });

describe('inviting', () => {
  it('[A13] mails a token, and whoever has it becomes a member with the role', async () => {
    const email = newAddress('Grace');
    const from = await headOf(app, owner.token);
    const { result } = await invite({ email, role: 'SALES', name: 'Grace', externalId: 'hr-7' });
    expect(result.member).toEqual({ id: expect.stringMatching(/^member_/), role: 'SALES', status: 'INVITED', externalId: 'hr-7', email, joinedAt: null, user: null });

    const mail = await mailTo(app, email);
    expect(mail.subject).toBe('Invitation to Team of Olga Owner');
    expect(mail.text).toContain('Hello Grace,');
    expect(mail.text).toContain('Call the mutation acceptInvitation with this token:');
    const joined = await accept({ token: mail.token });
    expect(joined.result.viewer).toEqual({ user: { id: expect.stringMatching(/^user_/), name: 'Grace Hopper', email }, role: 'SALES', team: { id: owner.teamId, name: 'Team of Olga Owner' } });

    const events = await membershipEvents(app, owner.token, from);
    expect(events).toMatchObject([
      { change: 'INVITED', memberId: result.member.id, userId: null, role: 'SALES', actor: { name: 'Olga Owner' }, cursor: result.cursor },
      { change: 'JOINED', memberId: result.member.id, userId: joined.result.viewer.user.id, role: 'SALES', actor: { name: 'Grace Hopper', kind: 'USER' } },
    ]);
    expect(await auditOf(app, owner.token, result.member.id)).toMatchObject([
      { action: 'member.joined', actor: { name: 'Grace Hopper' } },
      { action: 'member.invited', data: { role: 'SALES' }, actor: { name: 'Olga Owner' } },
    ]);
  });

  it('[A13] again gives a new link and ends the old one', async () => {
    const email = newAddress();
    const first = await invite({ email, role: 'VIEWER' });
    const { token: old } = await mailTo(app, email);
    const second = await invite({ email: email.toUpperCase(), role: 'SALES' });
    expect(second.result.member).toMatchObject({ id: first.result.member.id, role: 'SALES', status: 'INVITED' });
    const { token } = await mailTo(app, email.toUpperCase());
    expect((await accept({ token: old })).error).toEqual(tokenIsBad);
    expect((await accept({ token })).result.viewer.role).toBe('SALES');
  });

  it('[A13] refuses who is a member already, and an external id that is taken, and shows them', async () => {
    const guest = await invited(app, owner, 'SALES');
    const again = await invite({ email: guest.email, role: 'ADMIN' });
    expect(again.error?.extensions).toMatchObject({ code: 'CONFLICT', current: { id: guest.memberId, role: 'SALES', status: 'ACTIVE' } });
    const { result } = await invite({ email: newAddress(), role: 'SALES', externalId: 'taken' });
    const other = await invite({ email: newAddress(), role: 'SALES', externalId: 'taken' });
    expect(other.error?.extensions).toMatchObject({ code: 'CONFLICT', current: { id: result.member.id, externalId: 'taken' } });
  });

  it('[A13] under the same key is done once', async () => {
    const email = newAddress();
    const answers = await Promise.all([1, 2, 3].map(() => invite({ email, role: 'SALES', idempotencyKey: 'k' })));
    expect(new Set(answers.map(({ result }) => result.member.id)).size).toBe(1);
    const { token } = await mailTo(app, email);
    expect((await accept({ token })).code).toBeUndefined();
    expect((await invite({ email, role: 'ADMIN', idempotencyKey: 'k' })).code).toBe('BAD_USER_INPUT');
  });

  it('[A13] is for OWNER and ADMIN, and only an OWNER invites an OWNER', async () => {
    const input = { email: newAddress(), role: 'VIEWER' };
    expect((await call(app, 'inviteMember', input)).code).toBe('UNAUTHENTICATED');
    for (const role of ['SALES', 'VIEWER', 'CONTRACTOR'] as Role[]) expect((await invite(input, (await joinTeam(app, owner, role)).token)).code).toBe('FORBIDDEN');
    const admin = await joinTeam(app, owner, 'ADMIN');
    const boss = newAddress('boss');
    expect((await invite({ email: boss, role: 'OWNER' }, admin.token)).code).toBe('FORBIDDEN');
    expect((await invite({ email: boss, role: 'OWNER' })).code).toBeUndefined();
    // Nor can an ADMIN turn the invitation into a lesser one, or take it back.
    expect((await invite({ email: boss, role: 'VIEWER' }, admin.token)).code).toBe('FORBIDDEN');
    expect((await invite({ email: newAddress(), role: 'ADMIN' }, admin.token)).code).toBeUndefined();
  });

  it('[A13] lets a key with every scope invite up to ADMIN', async () => {
    const { viewer } = await app.ask('{ viewer { scopes } }', {}, owner.token);
    const { createApiKey } = await app.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', { input: { name: 'hr', scopes: viewer.scopes as string[] } }, owner.token);
    const key = createApiKey.secret as string;
    expect((await invite({ email: newAddress(), role: 'ADMIN' }, key)).code).toBeUndefined();
    expect((await invite({ email: newAddress(), role: 'OWNER' }, key)).code).toBe('FORBIDDEN');
  });

  it('[A13] names what is wrong with the input, and lets nothing into a header', async () => {
    const { error } = await invite({ email: newAddress(), role: 'SALES', name: 'x'.repeat(201), externalId: 'x'.repeat(201) });
    expect(error?.extensions.details).toMatchObject([{ field: 'name', code: 'TOO_LONG' }, { field: 'externalId', code: 'TOO_LONG' }]);
    expect((await invite({ email: 'a@example.com\r\nBcc: b@example.com', role: 'SALES' })).code).toBe('BAD_USER_INPUT');
    const email = newAddress();
    await invite({ email, role: 'SALES', name: 'Eve\r\nBcc: eve@example.com' });
    const mail = await mailTo(app, email);
    expect(mail.text).toContain('Hello Eve Bcc: eve@example.com,');
  });

  it('[A13] writes to one address a few times an hour at most', async () => {
    const email = newAddress('victim');
    for (let count = 0; count < 5; count += 1) expect((await invite({ email, role: 'VIEWER' }, (await app.signUp()).token)).code).toBeUndefined();
    const { error } = await invite({ email, role: 'VIEWER' }, (await app.signUp()).token);
    expect(error?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    expect((await invite({ email: newAddress(), role: 'VIEWER' })).code).toBeUndefined();
  });
});

describe('accepting', () => {
  const invitation = async (role = 'SALES', email = newAddress()) => {
    const { result } = await invite({ email, role });
    return { ...(await mailTo(app, email)), memberId: result.member.id as string, email };
  };

  it('[A13] works once', async () => {
    const { token } = await invitation();
    expect((await accept({ token })).code).toBeUndefined();
    expect((await accept({ token })).error).toEqual(tokenIsBad);
  });

  it('[A13] makes one member of two at the same time', async () => {
    const { token, email } = await invitation();
    const answers = await Promise.all([accept({ token }), accept({ token }), accept({ token })]);
    expect(answers.map(({ code }) => code ?? 'fine').sort()).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'fine']);
    for (const { error } of answers) if (error) expect(error).toEqual(tokenIsBad);
    const { viewer } = await app.ask('query ($email: String) { viewer { team { members(search: $email) { totalCount nodes { status } } } } }', { email }, owner.token);
    expect(viewer.team.members).toEqual({ totalCount: 1, nodes: [{ status: 'ACTIVE' }] });
  });

  it('[A13] refuses a token that is expired, withdrawn, altered or of another kind, in the same words', async () => {
    const expired = await invitation();
    later(WEEK_MS + 1_000);
    owner = await app.signUp();
    const [withdrawn, open] = [await invitation(), await invitation()];
    await call(app, 'removeMember', { id: withdrawn.memberId }, owner.token);
    const [head = '', body = '', signature = ''] = open.token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const altered = [head, Buffer.from(JSON.stringify({ ...claims, number: 2 })).toString('base64url'), signature].join('.');
    const none = [Buffer.from('{"alg":"none"}').toString('base64url'), body, ''].join('.');
    const errors = await Promise.all([expired.token, withdrawn.token, altered, none, owner.token, '', 'x'.repeat(10_000)].map(async (token) => (await accept({ token })).error));
    for (const error of errors) expect(error).toEqual(tokenIsBad);
    expect(new Set(errors.map((error) => error?.message)).size).toBe(1);
    expect((await accept({ token: open.token })).code).toBeUndefined();
  });

  it('[A13] of a person with an account needs its password, and keeps its name', async () => {
    const known = await app.signUp('Ada Byron');
    const { token } = await invitation('VIEWER', known.email);
    const wrong = await accept({ token, password: 'another-long-password' });
    expect(wrong.error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'password', code: 'WRONG' }] });
    const { result } = await accept({ token });
    expect(result.viewer).toMatchObject({ user: { id: known.userId, name: 'Ada Byron' }, role: 'VIEWER', team: { id: owner.teamId } });
    const { viewer } = await app.ask('{ viewer { teams { id } } }', {}, result.accessToken as string);
    expect(viewer.teams).toEqual([{ id: known.teamId }, { id: owner.teamId }]);
  });

  it('[A13] is no way to guess the password of an account', async () => {
    const known = await app.signUp();
    const { token } = await invitation('VIEWER', known.email);
    const codes = [];
    // One more than the limit: at an address of the owner's own the next is let through, and then one in a while.
    for (let count = 0; count < 5; count += 1) codes.push((await accept({ token, password: 'another-long-password' })).code);
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'BAD_USER_INPUT'), 'RATE_LIMITED']);
    expect((await accept({ token })).code).toBe('RATE_LIMITED');
  });

  it('[A13] of a new person checks name and password, and keeps the invitation open', async () => {
    const { token } = await invitation();
    const { error } = await accept({ token, password: 'short', name: ' ' });
    expect(error?.extensions.details).toMatchObject([{ field: 'password', code: 'TOO_SHORT' }, { field: 'name', code: 'REQUIRED' }]);
    expect((await accept({ token })).code).toBeUndefined();
  });

  it('[A13] gives the role that the invitation has by then', async () => {
    const { token, memberId } = await invitation('ADMIN');
    await call(app, 'updateMember', { id: memberId, role: 'CONTRACTOR' }, owner.token);
    expect((await accept({ token })).result.viewer.role).toBe('CONTRACTOR');
  });
});
