import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { until } from '../support/until.ts';
import { addNotes } from './notes.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

let doors: Doors;
beforeAll(async () => { doors = await startDoors({ limits: { keepAliveMs: 500 } }); });
afterAll(() => doors.stop());

const maskedText = (message: object): Buffer => {
  const text = Buffer.from(JSON.stringify(message));
  const head = text.length < 126 ? Buffer.from([0x81, 0x80 | text.length]) : Buffer.from([0x81, 0xfe, text.length >> 8, text.length & 0xff]);
  return Buffer.concat([head, Buffer.alloc(4), text]);
};

/** A client by hand, since those of a library close politely. */
const greeted = async (token: string): Promise<Socket> => {
  const { port } = new URL(doors.url);
  const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
  let heard = '';
  socket.on('data', (part: Buffer) => { heard += part.toString('latin1'); }).on('error', () => undefined);
  const key = randomBytes(16).toString('base64');
  socket.write(`GET /graphql HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`);
  await until('it is upgraded', () => heard.includes('101'));
  socket.write(maskedText({ type: 'connection_init', payload: { token } }));
  await until('it is greeted', () => heard.includes('connection_ack'));
  for (const id of ['1', '2', '3']) socket.write(maskedText({ id, type: 'subscribe', payload: { query: 'subscription { noteAdded { text } }', extensions: { resume: true } } }));
  await until('it follows', () => heard.includes('"id":"3"'));
  return socket;
};

describe('a client that says goodbye and reads nothing', () => {
  it('[B7] [B16] is gone after a while, and holds up nobody', async () => {
    const ctx = await doors.team();
    const socket = await greeted(tokenFor(ctx.actor.teamId));
    socket.pause();
    const text = 'x'.repeat(200_000);
    for (let n = 0; n < 20; n += 1) await addNotes(ctx, { text });
    socket.end();
    await addNotes(ctx, { text: 'one more' });
    await until('it is gone', () => doors.realtime.sockets() === 0 && doors.realtime.subscriptions() === 0);
    socket.destroy();
  });
});
