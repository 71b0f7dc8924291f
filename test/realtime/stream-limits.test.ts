import { MULTIPART, SSE } from './http-streams-client.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

let doors: Doors;
afterEach(() => doors.stop());

/** Begins a stream and comes back with its status; it is left open. */
const begin = async (token: string): Promise<{ status: number; retryAfter: string | null; code: unknown }> => {
  const response = await fetch(`${doors.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', accept: SSE, authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'subscription { noteAdded { text } }', extensions: { resume: true } }),
  });
  const body = response.ok ? null : ((await response.json()) as { errors: { extensions: { code: string } }[] });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), code: body?.errors[0]?.extensions.code };
};

describe('a stream over HTTP', () => {
  it('[B11] is refused where the process has as many sockets and streams as it takes', async () => {
    doors = await startDoors({ limits: { sockets: 2 } });
    const token = tokenFor((await doors.team()).actor.teamId);
    expect([(await begin(token)).status, (await begin(token)).status]).toEqual([200, 200]);
    expect(await begin(token)).toEqual({ status: 503, retryAfter: '5', code: 'SERVICE_UNAVAILABLE' });
  });

  it('[B25] ends at its age, with words that its client retries', async () => {
    doors = await startDoors({ limits: { maxAgeMs: 400 } });
    const response = await fetch(`${doors.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', accept: MULTIPART, authorization: `Bearer ${tokenFor((await doors.team()).actor.teamId)}` },
      body: JSON.stringify({ query: 'subscription { noteAdded { text } }' }),
    });
    expect(await response.text()).toContain('"code":"SERVICE_UNAVAILABLE"');
    expect(doors.realtime.streams()).toBe(0);
  });

  it('[B10] [B13] counts as a message of its person', async () => {
    doors = await startDoors({ limits: { messagesPerSecond: 2 } });
    const token = tokenFor((await doors.team()).actor.teamId, { id: `user_${String(Date.now())}` });
    const answers = await Promise.all(Array.from({ length: 12 }, () => begin(token)));
    expect(answers.filter(({ code }) => code === 'RATE_LIMITED').length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => [200, 429].includes(status))).toBe(true);
  });
});
