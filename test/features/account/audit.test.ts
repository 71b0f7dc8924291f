import { inSystem } from '../../../src/database/in-system.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { audit } from '../../../src/features/account/index.ts';
import { signInKeys, signInLimits } from '../../../src/features/account/sign-in-limits.ts';
import { withSession } from '../../../src/features/integration/index.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { until } from '../../support/until.ts';
import { later } from '../credential/connected-team.ts';
import { joinTeam } from './join-team.ts';
import { behindProxy, guess, PASSWORD, signInFrom } from './sign-in-from.ts';

/** After a renewal that failed nobody asks for longer than this. */
const LONGEST_PAUSE_MS = 60_000;
const DUE_MS = 28.5 * 60_000;

let app: TestApp;
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  app = await startApp({ sandboxUrl: sandbox.url, env: { ...behindProxy, SIGN_IN_FAILURES_PER_PAIR: '3' } });
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});
afterEach(() => sandbox.clearFaults());

const systemOf = ({ teamId }: Pick<Session, 'teamId'>): TeamContext => ({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId, job: 'test' } });

/** As the owner of the tables, whom no policy narrows. */
const asOwner = (sql: string, values: unknown[] = []) => app.app.parts.base.parts.database.orm.em.fork().execute<Json[]>(sql, values);

const page = 'query ($first: Int, $after: String, $last: Int, $before: String) { auditLog(first: $first, after: $after, last: $last, before: $before) { edges { cursor node { id action actor { kind id name email role } ip target at data } } nodes { action } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }';
const readPage = async ({ token }: Session, args: Json = {}): Promise<Json> => (await app.ask(page, args, token)).auditLog as Json;
const entriesOf = async (session: Session): Promise<Json[]> => ((await readPage(session, { first: 100 }))['edges'] as Json[]).map(({ node }) => node as Json);
const entriesAbout = async (session: Session, action: string) => (await entriesOf(session)).filter((entry) => entry['action'] === action);

describe('the audit log', () => {
  it('is read in pages from the newest on, in both directions [A12]', async () => {
    const owner = await app.signUp();
    await inTransaction(systemOf(owner), async (tx) => {
      for (let number = 1; number <= 5; number += 1) await audit(tx, { action: `test.${String(number)}` });
    });
    const actions = (found: Json) => (found['nodes'] as Json[]).map(({ action }) => action as string);
    const all = await readPage(owner);
    expect(actions(all)).toEqual(['test.5', 'test.4', 'test.3', 'test.2', 'test.1', 'team.created', 'session.opened']);
    const first = await readPage(owner, { first: 3 });
    expect(actions(first)).toEqual(['test.5', 'test.4', 'test.3']);
    expect(first['pageInfo']).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await readPage(owner, { first: 3, after: first['pageInfo'].endCursor });
    expect(actions(second)).toEqual(['test.2', 'test.1', 'team.created']);
    expect(second['pageInfo']).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const back = await readPage(owner, { last: 2, before: second['pageInfo'].startCursor });
    expect(actions(back)).toEqual(['test.4', 'test.3']);
    expect(back['pageInfo']).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(actions(await readPage(owner, { last: 2 }))).toEqual(['team.created', 'session.opened']);

    const bad = await app.graphql(page, { first: 101 }, owner.token);
    expect(bad.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect((await app.graphql(page, { after: 'nonsense' }, owner.token)).errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('says who did what, from where [A12]', async () => {
    const owner = await app.signUp('Ada Byron');
    const [created, opened] = await entriesOf(owner);
    const actor = { kind: 'USER', id: owner.userId, name: 'Ada Byron', email: owner.email, role: 'OWNER' };
    expect(created).toMatchObject({ action: 'team.created', actor, target: owner.teamId, data: { name: 'Team of Ada Byron' } });
    expect(opened).toMatchObject({ action: 'session.opened', actor, target: expect.stringMatching(/^session_/), data: null });
    for (const entry of [created, opened]) expect(entry).toMatchObject({ id: expect.stringMatching(/^audit_/), ip: '127.0.0.1', at: expect.stringMatching(/Z$/) });
  });

  it('is for those with audit:read, and one entry for nobody else even by its id [A12]', async () => {
    const [owner, stranger] = [await app.signUp(), await app.signUp()];
    const id = String((await entriesOf(owner))[0]?.['id']);
    const node = 'query ($id: ID!) { node(id: $id) { id __typename ... on AuditEntry { action } } }';
    expect((await app.ask(node, { id }, owner.token))['node']).toEqual({ id, __typename: 'AuditEntry', action: 'team.created' });
    const admin = await joinTeam(app, owner, 'ADMIN');
    expect(await entriesAbout(admin, 'team.created')).toHaveLength(1);
    const refusals = new Set<string>();
    for (const role of ['SALES', 'VIEWER', 'CONTRACTOR'] as const) {
      const member = await joinTeam(app, owner, role);
      const { data, errors } = await app.graphql(page, {}, member.token);
      expect(data?.['auditLog']).toBeNull();
      expect(errors[0]).toMatchObject({ message: 'You may not read the audit log.', extensions: { code: 'FORBIDDEN' } });
      refusals.add(JSON.stringify((await app.graphql(node, { id }, member.token)).errors.map(({ message, extensions }) => [message, extensions['code']])));
    }
    refusals.add(JSON.stringify((await app.graphql(node, { id }, stranger.token)).errors.map(({ message, extensions }) => [message, extensions['code']])));
    refusals.add(JSON.stringify((await app.graphql(node, { id: 'audit_01h455vb4pex5vsknk084sn02q' }, stranger.token)).errors.map(({ message, extensions }) => [message, extensions['code']])));
    expect([...refusals]).toEqual([JSON.stringify([['Audit entry not found', 'NOT_FOUND']])]);
    expect((await entriesOf(stranger)).map(({ action }) => action as string)).toEqual(['team.created', 'session.opened']);
    expect((await app.graphql(page)).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });
});

describe('a refused sign-in', () => {
  it('is written down in every team of the person, by nobody in particular, with the address it came from [A12]', async () => {
    const [first, second, past] = [await app.signUp(), await app.signUp(), await app.signUp()];
    const person = await joinTeam(app, first, 'SALES', 'Sally');
    for (const [{ teamId }, status] of [[second, 'ACTIVE'], [past, 'REMOVED']] as const)
      await asOwner(`insert into members (id, team_id, user_id, role, status, invitation_number, joined_at, created_at) values (?, ?, ?, 'SALES', ?, 0, now(), now())`, [`member_${teamId}`, teamId, person.userId, status]);
    await signInFrom(app, '203.0.113.7', person.email, 'wrong');
    await signInFrom(app, '203.0.113.7', 'nobody@example.com', 'wrong');
    const entries = await until('both teams know', async () => {
      const found = [...(await entriesAbout(first, 'session.refused')), ...(await entriesAbout(second, 'session.refused'))];
      return found.length === 2 ? found : null;
    });
    for (const entry of entries) expect(entry).toMatchObject({ actor: { kind: 'VISITOR', id: null, email: null }, ip: '203.0.113.7', target: person.userId, data: { reason: 'password' } });
    expect(await entriesAbout(past, 'session.refused')).toEqual([]);
  });

  it('is written down once a minute for an account and an address, so that nobody floods the log [A12]', async () => {
    const owner = await app.signUp();
    await guess(app, 8, '203.0.113.8', owner.email);
    await signInFrom(app, '203.0.113.9', owner.email, 'wrong');
    await until('both addresses are known', async () => (await entriesAbout(owner, 'session.refused')).length >= 2);
    expect((await entriesAbout(owner, 'session.refused')).map(({ ip }) => ip as string).sort()).toEqual(['203.0.113.8', '203.0.113.9']);
  });

  it('is written down also where it was throttled [A12]', async () => {
    const owner = await app.signUp();
    await guess(app, 3, '203.0.113.10', owner.email);
    await until('the first is written', async () => (await entriesAbout(owner, 'session.refused')).length === 1);
    // As if a minute had passed.
    await signInLimits(app.app.parts.base).ofNotes.forget(signInKeys({ origin: { ip: '203.0.113.10', client: null } }, owner.email).pair);
    expect((await signInFrom(app, '203.0.113.10', owner.email)).code).toBe('RATE_LIMITED');
    const [entry] = await until('the second is written', async () => {
      const found = await entriesAbout(owner, 'session.refused');
      return found.length === 2 ? found : null;
    });
    expect(entry).toMatchObject({ data: { reason: 'throttled' } });
  });
});

describe('connections in the audit log', () => {
  it('appear when they come about and when access to them is lost [A12]', async () => {
    const owner = await app.signUp('Ada Byron');
    await app.connectHubspot(owner.token);
    const { integration } = await app.ask('{ integration(provider: HUBSPOT) { id credential { id } } }', {}, owner.token);
    const [connected] = await entriesAbout(owner, 'integration.connected');
    expect(connected).toMatchObject({ target: integration.id, actor: { kind: 'USER', name: 'Ada Byron' }, data: { provider: 'HUBSPOT', scopes: expect.arrayContaining(['crm.objects.contacts.write']), accountChanged: false } });

    const useTwice = async (lateMs: number) => {
      const ctx = later(systemOf(owner), lateMs);
      for (let round = 0; round < 2; round += 1) await withSession(ctx, 'HUBSPOT', () => undefined, () => Promise.resolve()).catch(() => undefined);
    };
    await sandbox.fault({ path: '/oauth/*/token', status: 503, times: 1 });
    await useTwice(DUE_MS);
    expect(await entriesAbout(owner, 'credential.renewal_failed')).toMatchObject([{ target: integration.credential.id, actor: { kind: 'SYSTEM' }, ip: null, data: { provider: 'HUBSPOT' } }]);

    await sandbox.control('POST', '/revoke-tokens');
    await useTwice(DUE_MS + LONGEST_PAUSE_MS);
    expect(await entriesAbout(owner, 'credential.access_lost')).toMatchObject([{ target: integration.credential.id }]);
    expect(await entriesAbout(owner, 'integration.reconnect_required')).toMatchObject([{ target: integration.id, data: { provider: 'HUBSPOT' } }]);
  });

  it('never show a secret, be it a password, a session or a token of a CRM [A12]', async () => {
    const marker = 'MARKED-for-the-search-1234';
    const email = 'marked@example.com';
    const { signUp } = await app.ask('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken refreshToken viewer { user { id } team { id } } } }', {
      input: { teamName: 'Marked', name: 'Mark', email, password: marker },
    });
    const owner: Session = { token: String(signUp['accessToken']), teamId: String(signUp['viewer'].team.id), userId: String(signUp['viewer'].user.id), email };
    await app.connectHubspot(owner.token);
    await signInFrom(app, '203.0.113.20', email, `${marker}-wrong`);
    await until('the refusal is written', async () => (await entriesAbout(owner, 'session.refused')).length === 1);
    const { refreshSession } = await app.ask('mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken refreshToken } }', { input: { refreshToken: signUp['refreshToken'] } });
    const tokens: string[] = [];
    await withSession(systemOf(owner), 'HUBSPOT', () => undefined, (session) => {
      tokens.push(session.tokens.accessToken, session.tokens.refreshToken ?? '');
      return Promise.resolve();
    });
    const secrets = [marker, PASSWORD, signUp['accessToken'], signUp['refreshToken'], refreshSession['accessToken'], refreshSession['refreshToken'], ...tokens].map(String);
    expect(secrets.every((secret) => secret.length > 10)).toBe(true);
    const stored = JSON.stringify(await asOwner('select * from audit_entries where team_id = ?', [owner.teamId])) + JSON.stringify(await entriesOf(owner));
    expect(stored).toContain('integration.connected');
    for (const secret of secrets) expect(stored).not.toContain(secret);
    expect(stored).not.toMatch(/argon2|eyJ/);
  });
});

describe('the database', () => {
  const statements = ["update audit_entries set action = 'nothing.happened'", 'delete from audit_entries', 'truncate audit_entries'];
  const refusal = /append-only|permission denied/;

  it.each(statements)('refuses to %s: to a team\'s unit, to work across teams, and to the owner of the table [A12]', async (statement) => {
    const owner = await app.signUp();
    const before = await entriesOf(owner);
    const ctx = systemOf(owner);
    await expect(inTransaction(ctx, ({ em }) => em.execute(statement))).rejects.toThrow(refusal);
    await expect(inSystem(ctx, 'retention', ({ em }) => em.execute(statement))).rejects.toThrow(refusal);
    // Out of its role again, a unit is whoever owns the tables here.
    await expect(inTransaction(ctx, async ({ em }) => {
      await em.execute('reset role');
      await em.execute(statement);
    })).rejects.toThrow(/append-only/);
    await expect(asOwner(statement)).rejects.toThrow(/append-only/);
    expect(await entriesOf(owner)).toEqual(before);
  });

  it('refuses to overwrite an entry, to merge it away, and to empty the log with the teams [A12]', async () => {
    const owner = await app.signUp();
    const [{ id } = { id: '' }] = await entriesOf(owner);
    await expect(asOwner(`insert into audit_entries (id, team_id, action, actor, at) values (?, ?, 'x', '{}', now()) on conflict (id) do update set action = 'x'`, [id, owner.teamId])).rejects.toThrow(/append-only/);
    await expect(asOwner(`merge into audit_entries a using teams t on a.team_id = t.id when matched then delete`)).rejects.toThrow(/append-only/);
    await expect(asOwner('truncate teams cascade')).rejects.toThrow(/append-only/);
    expect((await entriesOf(owner)).map((entry) => entry['id'] as string)).toContain(id);
  });

  it('lets a unit write into the log of its own team only [A12]', async () => {
    const [one, other] = [await app.signUp(), await app.signUp()];
    await expect(inTransaction(systemOf(one), ({ em }) =>
      em.execute(`insert into audit_entries (id, team_id, action, actor, at) values ('audit_forged', ?, 'x', '{}', now())`, [other.teamId]))).rejects.toThrow(/row-level security/);
  });

  it('lets a log go with its team [A12]', async () => {
    const [gone, stays] = [await app.signUp(), await app.signUp()];
    await inSystem(systemOf(gone), 'retention', ({ em }) => em.execute('delete from teams where id = ?', [gone.teamId]));
    const left = await asOwner('select distinct team_id from audit_entries where team_id in (?, ?)', [gone.teamId, stays.teamId]);
    expect(left).toEqual([{ team_id: stays.teamId }]);
  });
});
