import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Peer } from '../../src/realtime/peer.ts';
import { untilGone } from '../../src/realtime/until-gone.ts';

it('[B25] waits for a socket whose client answers the close with nonsense', async () => {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const raw = connect((http.address() as AddressInfo).port, '127.0.0.1');
  raw.write(`GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`);
  const [socket] = (await once(server, 'connection')) as [WebSocket];
  await once(raw, 'data');
  socket.on('error', () => undefined);
  socket.close(1012, 'x');
  const gone = untilGone(new Set([{ socket } as Peer]), 500);
  raw.write(Buffer.from([0xff, 0xff, 0, 0, 0, 0]));
  await expect(gone).resolves.toBeUndefined();
  raw.destroy();
  server.close();
  http.close();
});
