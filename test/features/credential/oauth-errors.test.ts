import type { Json, Session } from '../../support/app.ts';
import { crmKits, type Fault } from '../../support/crm/crm-kits.ts';
import { until } from '../../support/until.ts';
import { openDoors, type AnyDoor } from '../integration/integration-door.ts';

/** Longer than any pause after a failure. */
const PAUSE_MS = 67_000;

let aheadMs = 0;
let doors: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => {
  doors = await openDoors({ clock: { now: () => new Date(Date.now() + aheadMs) }, env: { TOKEN_RENEWAL_TIMEOUT_MS: '500', ACCESS_TOKEN_SECONDS: '86400' } });
});
afterAll(() => doors.close());

const says = (status: number, body: unknown): Fault => ({ status, body: typeof body === 'string' ? body : JSON.stringify(body) });

/** What the token endpoint of each answers to a renewal; that a person must connect again is said by the first of each. */
const final: Record<'HUBSPOT' | 'SALESFORCE', [what: string, fault: Fault][]> = {
  HUBSPOT: [
    ['invalid_grant', says(400, { status: 'BAD_REFRESH_TOKEN', error: 'invalid_grant' })],
    ['BAD_REFRESH_TOKEN alone', says(400, { status: 'BAD_REFRESH_TOKEN' })],
  ],
  SALESFORCE: [
    ['invalid_grant', says(400, { error: 'invalid_grant', error_description: 'expired access/refresh token' })],
    ['inactive_user', says(400, { error: 'inactive_user' })],
    ['invalid_client_id', says(400, { error: 'invalid_client_id' })],
  ],
};
const passing: Record<'HUBSPOT' | 'SALESFORCE', [what: string, fault: Fault][]> = {
  HUBSPOT: [['the wrong client', says(401, { error: 'invalid_client' })], ['the wrong secret', says(400, { status: 'BAD_CLIENT_SECRET' })], ['too many requests', says(429, { error: 'invalid_grant' })]],
  SALESFORCE: [
    ['invalid_client', says(400, { error: 'invalid_client' })], ['inactive_org', says(400, { error: 'inactive_org' })], ['redirect_uri_mismatch', says(400, { error: 'redirect_uri_mismatch' })],
    ['rate_limit_exceeded', says(400, { error: 'rate_limit_exceeded' })], ['server_error', says(400, { error: 'server_error' })], ['a word of next year', says(400, { error: 'something_new' })],
  ],
};
/** Of no provider's own. */
const troubles: [what: string, fault: Fault][] = [
  ['a server that fails, whatever it says', says(500, { error: 'invalid_grant' })], ['maintenance', says(503, '<html>')], ['a page under the status of a success', says(200, '<html>')],
  ['a connection that breaks', { dropConnection: true }], ['no answer in time', { delayMs: 2_000, dropConnection: true }],
];

describe.each(crmKits)('a renewal that $name answers with', (kit) => {
  let door: AnyDoor;
  let olga: Session;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(async () => {
    await door.sandbox.reset();
    olga = await door.connected();
  });

  /** Lets the tokens end, and asks for something. */
  const callWith = async (fault: Fault) => {
    await door.sandbox.fault({ ...kit.at.token, times: null, ...fault });
    await door.sandbox.expireTokens();
    await door.execute('update credentials set expires_at = ? where team_id = ? and expires_at is not null', [new Date(Date.now() + aheadMs), olga.teamId]);
    return (await door.readFields(olga)).errors[0]?.extensions.code as string;
  };
  const shown = async () => {
    const { status, tokenHealth } = await door.shownOf(olga);
    return [status, tokenHealth.status, tokenHealth.reconnectUrl === null ? null : 'a link'] as unknown[];
  };

  const createLead = async () =>
    (await door.app.ask('mutation { createLead(input: { name: "Ada Lovelace", email: "ada@example.com" }) { lead { id } } }', {}, olga.token)).createLead.lead.id as string;
  const attemptOf = async (id: string): Promise<Json | undefined> =>
    (await door.app.ask('query ($id: ID!) { lead(id: $id) { syncAttempts(first: 1) { nodes { status errors { code } } } } }', { id }, olga.token)).lead.syncAttempts.nodes[0] as Json | undefined;

  it.each(final[kit.provider])('[E9] %s needs a person, who connects again', async (_, fault) => {
    expect(await callWith(fault)).toBe('RECONNECT_REQUIRED');
    expect(await shown()).toEqual(['RECONNECT_REQUIRED', 'REVOKED', 'a link']);
    await door.sandbox.clearFaults();
    aheadMs += PAUSE_MS;
    expect((await door.readFields(olga)).errors[0]?.extensions.code).toBe('RECONNECT_REQUIRED');
    await door.connect(olga);
    expect((await door.readFields(olga)).errors).toEqual([]);
    expect(await shown()).toEqual(['CONNECTED', 'VALID', null]);
  });

  it.each([...passing[kit.provider], ...troubles])('[E9] %s is no revocation: it is tried again by itself', async (_, fault) => {
    expect(await callWith(fault)).toMatch(/^PROVIDER_(UNAVAILABLE|REJECTED)$/);
    const [status, health, link] = await shown();
    expect(status).not.toBe('RECONNECT_REQUIRED');
    const lead = await createLead();
    await until('the lead waits', async () => (await attemptOf(lead))?.status === 'RETRYING');
    expect([health, link]).toEqual([kit.tellsEnd ? 'EXPIRED' : 'FAILING', null]);
    await door.sandbox.clearFaults();
    aheadMs += PAUSE_MS;
    await until('it works again', async () => (await door.readFields(olga)).errors.length === 0);
    await until('the lead is there', async () => (await attemptOf(lead))?.status === 'SUCCEEDED');
    expect(await shown()).toEqual(['CONNECTED', 'VALID', null]);
  });
});
