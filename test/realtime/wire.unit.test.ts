import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { Body, bytesOf } from '../../src/realtime/body.ts';
import { frameHead } from '../../src/realtime/frame-head.ts';
import { Wire } from '../../src/realtime/wire.ts';
import { until } from '../support/until.ts';


const closers: (() => void)[] = [];
afterEach(() => { for (const close of closers.splice(0)) close(); });

/** A socket of `ws`, the wire over it, and its client. */
const connected = async (maxQueued = 262_144) => {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${String((http.address() as AddressInfo).port)}`);
  const [socket, request] = (await once(server, 'connection')) as [WebSocket, IncomingMessage];
  await once(client, 'open');
  closers.push(() => { client.terminate(); server.close(); http.close(); http.closeAllConnections(); });
  const heard: string[] = [];
  client.on('message', (data: Buffer) => { heard.push(data.toString()); });
  return { client, socket, tcp: request.socket, heard, wire: new Wire(socket, request.socket, maxQueued) };
};

/** What `ws` itself writes for a text. */
const framedByWs = async (text: string): Promise<Buffer> => {
  const { client, socket } = await connected();
  const parts: Buffer[] = [];
  const { _socket: tcp } = client as WebSocket & { _socket: NodeJS.ReadableStream };
  tcp.on('data', (part: Buffer) => { parts.push(part); });
  const all = new Promise((resolve) => { client.once('message', resolve); });
  socket.send(text);
  await all;
  return Buffer.concat(parts);
};

describe('the bytes of a message', () => {
  it.each([0, 1, 124, 125, 126, 127, 65_535, 65_536, 70_000])('[B1] are those that ws writes, for a text of %i bytes', async (length) => {
    const text = 'x'.repeat(length);
    expect(Buffer.from(frameHead(length) + text, 'latin1').equals(await framedByWs(text))).toBe(true);
  });

  it.each(['ascii', 'Zoë Müller — 你好 😀', '\\" \n   lone \ud800 end'])('[B1] are those that ws writes for a result under an id: %s', async (text) => {
    const body = new Body({ data: { text }, extensions: { cursor: 'e:1' } });
    const id = `id of ${text.toWellFormed()}`;
    const message = JSON.stringify({ id, type: 'next', payload: { data: { text }, extensions: { cursor: 'e:1' } } });
    const ours = Buffer.from(body.frame(bytesOf(`{"id":${JSON.stringify(id)},"type":"next","payload":`)), 'latin1');
    expect(ours.equals(await framedByWs(message))).toBe(true);
  });

  it('[B1] come whole and in order, with frames of ws between them, in one write for each turn', async () => {
    const { socket, tcp, heard, wire } = await connected();
    let writes = 0;
    const write = tcp.write.bind(tcp);
    tcp.write = ((...args: Parameters<typeof write>) => { writes += 1; return write(...args); }) as typeof tcp.write;
    for (let n = 0; n < 1_000; n += 1) wire.send(JSON.stringify({ n }));
    await until('all have come', () => heard.length === 1_000);
    expect(writes).toBe(1);
    socket.ping();
    wire.send('"last"');
    await until('the last has come', () => heard.length === 1_001);
    expect(heard).toEqual([...Array.from({ length: 1_000 }, (_, n) => JSON.stringify({ n })), '"last"']);
  });

  it('[B1] are all sent before a close, and none after it', async () => {
    const { client, heard, wire } = await connected();
    wire.send('"before"');
    wire.close(1012, 'Service restart');
    wire.send('"after"');
    const [code, reason] = (await once(client, 'close')) as [number, Buffer];
    expect([heard, code, reason.toString()]).toEqual([['"before"'], 1012, 'Service restart']);
  });
});

describe('a reader that stalls', () => {
  const big = JSON.stringify('x'.repeat(16_384));

  it('[B16] leaves no room above what may wait for it, is known to be stalled, and makes room when it reads', async () => {
    const { client, tcp, wire } = await connected(65_536);
    client.pause();
    await until('the wire is full', () => {
      if (wire.hasRoom) wire.send(big);
      return !wire.hasRoom && tcp.writableNeedDrain;
    });
    expect(wire.queued).toBeLessThan(65_536 + big.length + 16);
    let hasRoom = 0;
    wire.awaitRoom(() => { hasRoom += 1; });
    await until('it counts as stalled', () => wire.isStalled(50));
    expect(hasRoom).toBe(0);
    client.resume();
    await until('there is room', () => hasRoom === 1);
    expect([wire.hasRoom, wire.isStalled(0)]).toEqual([true, false]);
  });
});
