import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { Wire } from '../../src/realtime/wire.ts';
import { until } from '../support/until.ts';

const closers: (() => void)[] = [];
afterEach(() => { for (const close of closers.splice(0)) close(); });

const connected = async (maxQueued = 262_144) => {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${String((http.address() as AddressInfo).port)}`);
  const [socket, request] = (await once(server, 'connection')) as [WebSocket, IncomingMessage];
  await once(client, 'open');
  closers.push(() => { client.terminate(); server.close(); http.close(); http.closeAllConnections(); });
  return { client, socket, tcp: request.socket, wire: new Wire(socket, request.socket, maxQueued) };
};
const big = JSON.stringify('x'.repeat(16_384));

const fill = ({ wire, tcp }: Awaited<ReturnType<typeof connected>>) => until('the wire is full', () => {
  if (wire.hasRoom) wire.send(big);
  return !wire.hasRoom && tcp.writableNeedDrain;
});
const tcpOf = (client: WebSocket) => (client as WebSocket & { _socket: Socket })._socket;

it('[B16] tells nobody of room that there is not, when the reader half-closes', async () => {
  const all = await connected(65_536);
  all.client.pause();
  await fill(all);
  tcpOf(all.client).end();
  await until('the end is read', () => all.tcp.writableEnded);
  let calls = 0;
  all.wire.awaitRoom(() => { calls += 1; });
  expect([all.wire.hasRoom, calls]).toEqual([false, 0]);
});

it('[B16] tells nobody of room that there is not, when the connection is cut', async () => {
  const all = await connected(65_536);
  all.client.pause();
  await fill(all);
  all.tcp.destroy();
  let calls = 0;
  all.wire.awaitRoom(() => { calls += 1; });
  expect([all.wire.hasRoom, calls]).toEqual([false, 0]);
});

it('[B16] knows a reader as stalled that takes nothing of less than what may wait', async () => {
  const all = await connected(262_144);
  const { client, tcp, wire } = all;
  client.pause();
  await until('something waits', () => {
    if (tcp.writableLength === 0) wire.send(big);
    return tcp.writableLength > 0;
  });
  expect(wire.hasRoom).toBe(true);
  await until('it counts as stalled', () => wire.isStalled(100), 3_000);
});
