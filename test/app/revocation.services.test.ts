import pg from 'pg';
import type { Session, TestClient } from '../support/app.ts';
import { installation, type Installation } from '../support/installation.ts';
import { until } from '../support/until.ts';

/** Processes start one after the other on two cores. */
const PATIENCE_MS = 120_000;
/** A hint by Redis is there at once; without it the log is compared once a second. */
const HINT_MS = 2_000;
const LOG_MS = 15_000;

const leadUpdated = 'subscription { leadUpdated { cursor lead { name } } }';
const password = 'a-long-enough-password';

interface Guest {
  token: string;
  memberId: string;
}

/** What takes access away, by a call to the instance that the guest's socket is not on. */
const causes: [string, (a: TestClient, guest: Guest, owner: Session) => Promise<unknown>][] = [
  ['the person signs out', (a, { token }) => a.ask('mutation { signOut { done } }', {}, token)],
  ['the person signs out everywhere', (a, { token }) => a.ask('mutation { signOutEverywhere { done } }', {}, token)],
  ['the member is removed', (a, { memberId }, { token }) => a.ask('mutation ($id: ID!) { removeMember(input: { id: $id }) { cursor } }', { id: memberId }, token)],
  ['the role is another', (a, { memberId }, { token }) => a.ask('mutation ($id: ID!) { updateMember(input: { id: $id, role: VIEWER }) { cursor } }', { id: memberId }, token)],
];

describe.each<[string, Record<string, string>, number]>([
  ['with Redis', {}, HINT_MS],
  ['without Redis', { REDIS_URL: '' }, LOG_MS],
])('access that ends on one instance, %s', (_, env, patienceMs) => {
  let site: Installation;
  let a: TestClient;
  let b: TestClient;
  let database: pg.Client;
  let owner: Session;
  beforeAll(async () => {
    site = await installation(env);
    [a, b] = [await site.api(), await site.api()];
    owner = await a.signUp('Owner');
    database = new pg.Client({ connectionString: site.databaseUrl });
    await database.connect();
  }, PATIENCE_MS);
  afterAll(async () => {
    await database.end();
    await site[Symbol.asyncDispose]();
  });

  /** A new member of the owner's team, joined by hand, signed in to it. */
  const join = async (): Promise<Guest> => {
    const { userId, email } = await a.signUp('Guest');
    await database.query(
      "insert into members (id, team_id, user_id, role, status, invitation_number, joined_at, created_at) select replace(id, 'user_', 'member_'), $1, id, 'SALES', 'ACTIVE', 0, now(), now() from users where id = $2",
      [owner.teamId, userId]);
    const { signIn } = await a.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email, password, teamId: owner.teamId } });
    return { token: signIn.accessToken as string, memberId: userId.replace('user_', 'member_') };
  };

  it.each(causes)('[B17] [A13] closes the sockets on another, and no others: %s', async (__, end) => {
    const guest = await join();
    const [ended, staying] = [await b.subscribe(guest.token, leadUpdated), await b.subscribe(owner.token, leadUpdated)];
    await end(a, guest, owner);
    await until('the socket on the other instance is closed', () => ended.error() !== undefined, patienceMs);
    expect(ended.error()).toMatchObject({ code: 4403, reason: 'Access has changed' });
    await a.ask('mutation { createLead(input: { name: "Ada" }) { lead { id } } }', {}, owner.token);
    await until('the other session goes on', () => staying.events.length === 1);
    expect(ended.events).toEqual([]);
    staying.stop();
  }, PATIENCE_MS);
});
