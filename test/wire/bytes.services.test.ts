import { startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';
import { until } from '../support/until.ts';
import { BINARY, CLOSE, closing, CONTINUATION, encodeFragments, encodeFrame, encodeMessage, PING, PONG, TEXT } from './encode-frame.ts';
import { follow, keepSockets, named, ping, run, say } from './messages.ts';
import type { WireSocket } from './wire-socket.ts';

const LIMIT = 1_048_576;

let doors: Doors;
let token: string;
const sockets = keepSockets();

beforeAll(async () => {
  doors = await startDoors({ limits: { messagesPerSecond: 100_000 } });
  token = tokenFor((await doors.team()).actor.teamId);
});
afterAll(() => doors.stop());
afterEach(sockets.cut);

const both = async (): Promise<WireSocket[]> => [await sockets.open(doors.wsUrl), await sockets.greeted(doors.wsUrl, token)];
/** A ping of so many bytes. */
const sized = (bytes: number) => `{"type":"ping","payload":{"fill":"${'x'.repeat(bytes - 37)}"}}`;
const halves = (text: string): [Buffer, Buffer] => {
  const bytes = Buffer.from(text);
  return [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)];
};

describe('bytes that are no WebSocket', () => {
  it.each<[string, number, Buffer[]]>([
    ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): [string, number, Buffer[]] => [`a frame of the reserved kind ${String(opcode)}`, 1002, [encodeFrame('', { opcode })]]),
    ...[1, 2, 4, 7].map((reserved): [string, number, Buffer[]] => [`the reserved bits ${String(reserved)}`, 1002, [encodeFrame('{"type":"ping"}', { reserved })]]),
    ['a frame without a mask', 1002, [encodeFrame('{"type":"ping"}', { masked: false })]],
    ['a ping frame in two parts', 1002, [encodeFrame('x', { opcode: PING, fin: false })]],
    ['a close frame in two parts', 1002, [encodeFrame(closing(1000), { opcode: CLOSE, fin: false })]],
    ['a ping frame of 126 bytes', 1002, [encodeFrame('x'.repeat(126), { opcode: PING })]],
    ['a pong frame of 70,000 bytes', 1002, [encodeFrame('x'.repeat(70_000), { opcode: PONG })]],
    ['a continuation of nothing', 1002, [encodeFrame('x', { opcode: CONTINUATION })]],
    ['a message within another', 1002, [encodeFrame('{', { fin: false }), encodeFrame('}')]],
    ['a close frame of one byte', 1002, [encodeFrame('x', { opcode: CLOSE })]],
    ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535].map((code): [string, number, Buffer[]] => [`the close code ${String(code)}`, 1002, [encodeFrame(closing(code), { opcode: CLOSE })]]),
    ['a reason that is no UTF-8', 1007, [encodeFrame(closing(1000, Buffer.from([0xc3, 0x28])), { opcode: CLOSE })]],
    ...['ff', 'c0af', 'eda080', 'f4908080', 'e282', '7b80'].map((hex): [string, number, Buffer[]] => [`text of the bytes ${hex}`, 1007, [encodeFrame(Buffer.from(hex, 'hex'))]]),
    ['text that ends within a character, in two parts', 1007, [encodeFragments([Buffer.from('e282', 'hex'), Buffer.from('28', 'hex')])]],
    ['a message of a byte above the limit', 1009, [encodeFrame(sized(LIMIT + 1))]],
    ['a message above the limit in parts', 1009, [encodeFragments(halves(sized(LIMIT + 1)))]],
    ['a length above the limit, before a byte of it', 1009, [encodeFrame('', { length: BigInt(LIMIT) + 1n })]],
    ['a length beyond numbers', 1009, [encodeFrame('x', { length: 2n ** 53n })]],
    ['a negative length', 1009, [encodeFrame('x', { length: -1n, lengthBits: 64 })]],
    ['binary above the limit', 1009, [encodeFrame(Buffer.alloc(LIMIT + 1), { opcode: BINARY })]],
    ['a message of 20,000 empty parts', 1008, [encodeFragments(Array.from({ length: 20_000 }, () => ''))]],
  ])('[B1] [B12] %s: closes %d, before the ack as after it, and nothing behind it is read', async (_name, code, bytes) => {
    for (const socket of await both()) {
      socket.write(...bytes, encodeMessage(ping()));
      expect((await socket.untilClosed()).code).toBe(code);
      expect(socket.messages).toEqual([]);
    }
  });

  it('[B1] [B12] that begin, and do not go on, hold nothing when their connection ends', async () => {
    for (const bytes of [encodeFrame('{"type":', { length: 500_000n }), encodeFrame('{"type":', { fin: false }), Buffer.from([0x81]), encodeFrame('x', { length: 9n }).subarray(0, 3)])
      for (const socket of await both()) {
        socket.write(bytes);
        socket.tcp.end();
        expect((await socket.untilClosed()).code).toBe(1006);
      }
    await until('they are gone', () => doors.realtime.sockets() === 0);
  });
});

describe('bytes that are a WebSocket', () => {
  const word = '{"type":"ping","payload":{"a":"€😀"}}';
  const answer = [{ type: 'pong', payload: { a: '€😀' } }];
  const [first, second] = halves(word);
  it.each<[string, Buffer[]]>([
    ['in one frame', [encodeFrame(word)]],
    ['in parts', [encodeFragments([first, second])]],
    ['in parts of one byte, within characters too', [encodeFragments(Array.from(Buffer.from(word), (byte) => Buffer.from([byte])))]],
    ['in parts, some of them empty', [encodeFragments(['', first, '', second, ''])]],
    ['in parts with pings and pongs between', [encodeFrame(first, { fin: false }), encodeFrame('1', { opcode: PING }), encodeFrame('?', { opcode: PONG }), encodeFrame(second, { opcode: CONTINUATION })]],
    ['with a length in more bits than it needs', [encodeFrame(word, { lengthBits: 64 })]],
    ['as binary, which is read as text', [encodeFrame(word, { opcode: BINARY })]],
    ['behind pongs that nobody asked for', [encodeFrame('', { opcode: PONG }), encodeFrame('x'.repeat(125), { opcode: PONG }), encodeFrame(word)]],
  ])('[B1] are the same message %s', async (_name, bytes) => {
    for (const socket of await both()) {
      socket.write(...bytes);
      expect(await socket.rest()).toEqual(answer);
    }
  });

  it('[B1] may come byte by byte, and all at once', async () => {
    const bytes = Buffer.concat([encodeMessage(run('1', '{ hello }')), encodeFragments([first, second]), encodeMessage(ping())]);
    const [slow, quick] = [await sockets.greeted(doors.wsUrl, token), await sockets.greeted(doors.wsUrl, token)];
    quick.write(bytes);
    for (const byte of bytes) slow.tcp.write(Buffer.from([byte]));
    for (const socket of [slow, quick]) {
      await socket.until(() => socket.messages.length === 4);
      expect(named(socket.messages).sort()).toEqual(['complete 1', 'next 1', 'pong', 'pong']);
    }
  });

  it('[B7] bring back the payload of a ping frame, up to 125 bytes, also before the ack', async () => {
    for (const socket of await both()) {
      for (const payload of ['', 'a', 'x'.repeat(125)]) {
        socket.write(encodeFrame(payload, { opcode: PING }));
        const heard = socket.pongs.length;
        await socket.until(() => socket.pongs.length > heard);
        expect(socket.pongs.at(-1)?.toString()).toBe(payload);
      }
    }
  });

  it.each([[1000, 'bye'], [1001, ''], [3000, ''], [4000, 'mine'], [4999, 'x'.repeat(123)]])('[B1] that close with %d are answered with the same code, and end what was open', async (code, reason) => {
    const socket = await sockets.greeted(doors.wsUrl, token);
    say(socket, follow('1'));
    await socket.next('next');
    socket.write(encodeFrame(closing(code, reason), { opcode: CLOSE }));
    expect((await socket.untilClosed()).code).toBe(code);
    await until('its source is returned', () => doors.realtime.subscriptions() === 0);
  });

  it('[B12] of the whole limit pass, in one frame as in parts, as text as binary', async () => {
    for (const bytes of [encodeFrame(sized(LIMIT)), encodeFragments(halves(sized(LIMIT))), encodeFrame(sized(LIMIT), { opcode: BINARY }), encodeFragments(halves(sized(LIMIT)), TEXT)]) {
      const socket = await sockets.greeted(doors.wsUrl, token);
      socket.write(bytes);
      expect(named(await socket.rest())).toEqual(['pong']);
    }
  });
});

describe('a peer that the server pings', () => {
  it('[B7] and that answers stays; one that does not is gone without a word', async () => {
    const impatient = await startDoors({ limits: { keepAliveMs: 100 } });
    const [alive, talking, silent] = [await sockets.open(impatient.wsUrl), await sockets.open(impatient.wsUrl), await sockets.open(impatient.wsUrl)];
    talking.answersPings = false;
    silent.answersPings = false;
    const saying = setInterval(() => { if (!talking.closed) say(talking, ping()); }, 20);
    expect(await silent.untilClosed()).toEqual({ code: 1006, reason: '' });
    // Messages of the protocol are no answer: a frozen peer behind a proxy could have sent them long ago.
    expect((await talking.untilClosed()).code).toBe(1006);
    clearInterval(saying);
    expect(silent.pings.length).toBe(1);
    expect(named(await alive.rest())).toEqual([]);
    for (const socket of [alive, silent]) socket.tcp.destroy();
    await impatient.stop();
  });
});
