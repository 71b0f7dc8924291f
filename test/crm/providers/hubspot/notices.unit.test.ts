import { createHubspot } from '../../../../src/crm/providers/hubspot/create-hubspot.ts';
import type { CrmNotice } from '../../../../src/crm/crm-provider.ts';
import { aSession, rejectionOf } from '../../a-session.ts';
import { answeringServer, say, type AnsweringServer } from '../../answering-server.ts';

let server: AnsweringServer;
afterEach(() => server.close());

const list = { search: undefined, first: 10, properties: ['email'] };

/** What is asked for and told in one call that HubSpot answers like this. */
const told = async ({ status = 200, body = { results: [] } as unknown, headers = {} as Record<string, string>, search = '' }) => {
  server = await answeringServer((_, response) => say(response, status, body, headers));
  const notices: CrmNotice[] = [];
  const turns: [string | undefined, number][] = [];
  const session = {
    ...aSession(),
    turn: (lane?: 'CALL' | 'SEARCH') => { turns.push([lane, server.seen.length]); return Promise.resolve(); },
    notice: (notice: CrmNotice) => { notices.push(notice); },
  };
  const hubspot = createHubspot({ clientId: 'id', clientSecret: 'planted-client-secret', apiBaseUrl: server.url });
  await hubspot.listRecords!(session, 'contacts', { ...list, search }).catch(() => undefined);
  return { notices, turns };
};

const window = { 'x-hubspot-ratelimit-max': '190', 'x-hubspot-ratelimit-remaining': '12', 'x-hubspot-ratelimit-interval-milliseconds': '10000' };

describe('beside its answers HubSpot', () => {
  it.each<[string, Parameters<typeof told>[0], CrmNotice]>([
    ['its window', { headers: window }, { lane: 'CALL', window: { limit: 190, remaining: 12, resetMs: 10_000 } }],
    ['its window, also of a refusal', { status: 503, headers: window }, { lane: 'CALL', window: { limit: 190, remaining: 12, resetMs: 10_000 } }],
    ['nothing', {}, { lane: 'CALL' }],
    ['nothing that can be read', { headers: { 'x-hubspot-ratelimit-max': 'many', 'x-hubspot-ratelimit-remaining': '-1' } }, { lane: 'CALL' }],
    ['its day', { headers: { 'x-hubspot-ratelimit-daily': '250000', 'x-hubspot-ratelimit-daily-remaining': '249000' } }, { lane: 'CALL', quota: { limit: 250_000, used: 1_000, resetsAt: null } }],
    ['that it is closed for its window', { status: 429, body: { policyName: 'TEN_SECONDLY_ROLLING' } }, { lane: 'CALL', closedMs: 10_000 }],
    ['that it is closed for as long as the header says', { status: 429, headers: { 'retry-after': '3' } }, { lane: 'CALL', closedMs: 3_000 }],
    ['that it is closed, for no longer than a minute where the header says an hour', { status: 429, headers: { 'retry-after': '3600' } }, { lane: 'CALL', closedMs: 60_000 }],
    ['that it is closed, for no longer than a minute where the day is used up', { status: 429, body: { policyName: 'DAILY' } }, { lane: 'CALL', closedMs: 60_000 }],
    ['that it is closed', { status: 429 }, { lane: 'CALL', closedMs: 10_000 }],
    ['that searches are closed', { status: 429, body: { policyName: 'SECONDLY' }, search: 'ada' }, { lane: 'SEARCH', closedMs: 1_000 }],
    ['that its version ends', { headers: { sunset: 'Tue, 30 Mar 2027 00:00:00 GMT' } }, { lane: 'CALL', warning: expect.stringContaining('2026-09 of its API on 2027-03-30') as string }],
  ])('[G6] [G11] tells %s', async (_, answer, notice) => {
    expect((await told(answer)).notices).toEqual([notice]);
  });

  it('[G6] is asked nothing before its turn, and searches have turns of their own', async () => {
    expect((await told({})).turns).toEqual([['CALL', 0]]);
    expect((await told({ search: 'ada' })).turns).toEqual([['SEARCH', 0]]);
  });

  it('[G6] is asked nothing where the turn is refused', async () => {
    server = await answeringServer((_, response) => say(response, 200, { results: [] }));
    const hubspot = createHubspot({ clientId: 'id', clientSecret: 's', apiBaseUrl: server.url });
    const refusal = new Error('later');
    expect(await rejectionOf(hubspot.listFields({ ...aSession(), turn: () => Promise.reject(refusal) }, 'contacts'))).toBe(refusal);
    expect(server.seen).toEqual([]);
  });
});

describe('the life of a token', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');
  const expiresAt = async (expires_in: unknown): Promise<number | undefined> => {
    server = await answeringServer((_, response) => say(response, 200, { access_token: 'a', refresh_token: 'r', expires_in, active: true }));
    const hubspot = createHubspot({ clientId: 'id', clientSecret: 's', apiBaseUrl: server.url, clock: { now: () => new Date(now) } });
    return (await hubspot.refreshTokens({ accessToken: 'old', refreshToken: 'r', scopes: [] }, AbortSignal.timeout(5_000))).expiresAt;
  };

  it.each([
    [1_800, 1_800],
    [0.5, 0.5],
    [1e300, 315_360_000],
    [undefined, undefined],
    [null, undefined],
  ])('[E7] of %j seconds is counted by our own clock, whatever HubSpot’s says', async (given, seconds) => {
    expect(await expiresAt(given)).toBe(seconds === undefined ? undefined : now + seconds * 1_000);
  });

  it.each([0, -1, '1800', {}])('[E7] of %j seconds is an answer that cannot be understood', async (given) => {
    expect(await rejectionOf(expiresAt(given))).toMatchObject({ fault: { code: 'PROVIDER_DOWN', retryable: true } });
  });
});
