import type { TeamContext } from '../../src/shared/context.ts';
import { until } from '../support/until.ts';
import { MULTIPART, openConfirmed, partsOf, SSE } from './http-streams-client.ts';
import { addNotes } from './notes.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

const query = 'subscription { noteAdded { text } }';

let doors: Doors;
let ctx: TeamContext;
beforeAll(async () => { doors = await startDoors({ limits: { streamHeartbeatMs: 100 } }); });
afterAll(() => doors.stop());
beforeEach(async () => { ctx = await doors.team(); });

describe.each([['multipart', MULTIPART], ['SSE', SSE]] as const)('a stream over %s', (_transport, accept) => {
  it('[B17] ends with its token', async () => {
    const token = tokenFor(ctx.actor.teamId, { expiresAt: new Date(Date.now() + 1_500) });
    const stream = await openConfirmed(doors.url, { token, accept, body: { query } });
    await until('it is over', stream.end);
    expect([stream.end(), stream.text()]).toEqual(['ended', expect.stringContaining('Token expired')]);
    expect(doors.realtime.streams()).toBe(0);
  });

  it('[B4] shares its group with sockets and other streams, and loses nothing in a burst', async () => {
    const token = tokenFor(ctx.actor.teamId);
    const open = await Promise.all([accept, MULTIPART, SSE].map((each) => openConfirmed(doors.url, { token, accept: each, body: { query } })));
    await until('all have joined', () => doors.realtime.groups() === 1);
    const texts = Array.from({ length: 200 }, (_, index) => `note ${String(index)}`);
    await addNotes(ctx, ...texts.map((text) => ({ text })));
    for (const stream of open) {
      await until('everything is there', () => stream.events().length >= texts.length);
      expect(stream.events().map(({ text }) => text as string)).toEqual(texts);
      stream.stop();
    }
    await until('the group is gone', () => doors.realtime.groups() === 0 && doors.realtime.streams() === 0);
  });

  it('[B19] has no heartbeat before the first result over multipart, since urql takes that for an empty answer', async () => {
    const stream = await openConfirmed(doors.url, { token: tokenFor(ctx.actor.teamId), accept, body: { query } });
    await until('heartbeats come', () => stream.text().split(accept === SSE ? '\n:\n' : '{}').length > 2);
    if (accept === MULTIPART) expect(partsOf(stream.text())[0]).toHaveProperty('payload');
    stream.stop();
  });
});
