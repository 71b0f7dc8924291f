import { formatCursor } from '../../src/events/cursor.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { addNotes } from '../realtime/notes.ts';
import { post, startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';
import { follow, keepSockets, named, run, say } from './messages.ts';

const query = 'subscription ($after: Cursor) { noteAdded(after: $after) { text } }';

let doors: Doors;
let ctx: TeamContext;
let other: TeamContext;
let epoch: string;
const sockets = keepSockets();

beforeAll(async () => {
  doors = await startDoors({ limits: { messagesPerSecond: 100_000 } });
  ({ epoch } = doors.base.parts.streams);
  [ctx, other] = [await doors.team(), await doors.team()];
  for (const text of ['mine 1', 'mine 2', 'mine 3']) await addNotes(ctx, { text });
  for (let n = 1; n <= 9; n += 1) await addNotes(other, { text: `theirs ${String(n)}` });
});
afterAll(() => doors.stop());
afterEach(sockets.cut);

const greeted = () => sockets.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId));
const at = (seq: number | string) => `${epoch}:${String(seq)}`;

interface Refusal { readonly message: string; readonly extensions: { code: string; head?: string } }

/** What a cursor is answered with wherever it can stand: in the extensions, in a variable, in the document, in a poll. */
const refusals = async (after: unknown): Promise<Refusal[]> => {
  const socket = await greeted();
  const ways = [
    { query, extensions: { after } },
    ...(typeof after === 'string' ? [{ query, variables: { after } }, { query, variables: { after: at(0) }, extensions: { after } }, { query: `subscription { noteAdded(after: ${JSON.stringify(after)}) { text } }` }] : []),
  ];
  const told: Refusal[] = [];
  for (const [index, way] of ways.entries()) {
    say(socket, { id: String(index), type: 'subscribe', payload: way });
    told.push(...((await socket.next('error')).payload as Refusal[]));
  }
  say(socket, run('alive', '{ hello }'));
  expect(named([await socket.next('next'), await socket.next('complete')])).toEqual(['next alive', 'complete alive']);
  if (typeof after === 'string') {
    const polled = await post(doors, { query: 'query ($after: Cursor!) { events(after: $after) { endCursor } }', variables: { after } }, { authorization: `Bearer ${tokenFor(ctx.actor.teamId)}` });
    told.push(...((polled.body.errors ?? []) as Refusal[]));
  }
  expect(told).toHaveLength(typeof after === 'string' ? ways.length + 1 : ways.length);
  return told;
};

describe('a cursor', () => {
  it.each<[string, () => unknown]>([
    ['empty', () => ''], ['blank', () => ' '], ['a colon', () => ':'], ['a number alone', () => '1'], ['an epoch alone', () => epoch], ['without a number', () => `${epoch}:`], ['without an epoch', () => ':1'],
    ['negative', () => at(-1)], ['a fraction', () => at('1.5')], ['in scientific notation', () => at('1e3')], ['in hexadecimal', () => at('0x1')], ['in digits of another script', () => at('١')],
    ['beyond all numbers', () => at('9'.repeat(400))], ['with a blank in it', () => at(' 1')], ['with a line behind it', () => `${at(1)}\n`], ['with a NUL in it', () => `${at(1)}\0`], ['two in one', () => `${at(1)},${at(2)}`],
    ['of SQL', () => `${epoch}:1' or 1=1 --`], ['of the prototype', () => '__proto__:1'], ['of 100,000 characters', () => 'x'.repeat(100_000)],
    ['a number in the extensions', () => 7], ['truth in the extensions', () => true], ['a list in the extensions', () => [at(1)]], ['an object in the extensions', () => ({ after: at(1) })],
  ])('[B9] [B14] that is %s is BAD_USER_INPUT wherever it stands, and the socket lives on', async (_what, after) => {
    for (const { extensions, message } of await refusals(after())) {
      expect(extensions.code).toBe('BAD_USER_INPUT');
      expect(message.length).toBeLessThan(300);
    }
  });

  it.each<[string, () => string]>([
    ['of another epoch', () => formatCursor(epoch === 'e' ? 'f' : 'e', 2)], ['of the next number', () => at(4)], ['of the far future', () => at('9'.repeat(15))], ['of another team that has more events', () => at(9)],
  ])('[B9] [B14] that is %s is CURSOR_EXPIRED with the head of the own team, wherever it stands', async (_what, after) => {
    for (const { extensions } of await refusals(after())) expect(extensions).toMatchObject({ code: 'CURSOR_EXPIRED', head: at(3) });
  });

  it('[A4] [B9] of another team that has the same number here leads to the own events behind it, and to none of theirs', async () => {
    const foreign = await addNotes(other, { text: 'theirs 10' });
    expect(foreign).toBe(at(10));
    const socket = await greeted();
    say(socket, follow('1', query, { variables: { after: at(1) } }));
    const texts = [];
    for (let count = 0; count < 3; count += 1) texts.push(((await socket.next('next')).payload as { data?: { noteAdded: { text: string } } }).data?.noteAdded.text);
    expect(texts).toEqual([undefined, 'mine 2', 'mine 3']);
    expect(await socket.rest()).toEqual([]);
  });

  it('[B9] may be used by many operations at once, each of which gets everything behind it once', async () => {
    const socket = await greeted();
    const ids = Array.from({ length: 50 }, (_, n) => String(n));
    say(socket, ...ids.map((id) => follow(id, query, { variables: { after: at(0) } })));
    await socket.until(() => socket.messages.length >= ids.length * 4);
    const texts = (id: string) => socket.messages.filter((message) => message.id === id).map(({ payload }) => (payload as { data?: { noteAdded: { text: string } } }).data?.noteAdded.text);
    for (const id of ids) expect(texts(id)).toEqual([undefined, 'mine 1', 'mine 2', 'mine 3']);
    socket.messages.length = 0;
    expect(await socket.rest()).toEqual([]);
  });
});
