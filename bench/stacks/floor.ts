import http from 'node:http';
import type { Socket } from 'node:net';
import { Redis } from 'ioredis';
import { WebSocketServer, type WebSocket } from 'ws';
import { redisUrl, serve } from './serve.ts';

// The floor in Node. FRAMES: `raw`, one stringify an event and `ws.send` for each; or `prebuilt`, a frame with an
// operation id of each socket's own, written below `ws` in one piece.

interface Follower {
  readonly socket: WebSocket;
  readonly tcp: Socket;
  /** `{"id":"…","type":"next","payload":`, as Latin-1. */
  readonly prefix: string;
}

const teams = new Map<string, Set<Follower>>();
const subscriber = new Redis(redisUrl);
const LONG = 126;

const raw = (followers: Set<Follower>, message: string) => {
  const text = JSON.stringify({ type: 'next', payload: { data: JSON.parse(message) as unknown } });
  for (const { socket } of followers) socket.send(text);
};

const header = (length: number): string =>
  length < LONG ? String.fromCharCode(0x81, length) : String.fromCharCode(0x81, LONG, length >> 8, length & 255);

const prebuilt = (followers: Set<Follower>, message: string) => {
  const body = Buffer.from(`${JSON.stringify({ data: JSON.parse(message) as unknown })}}`).toString('latin1');
  for (const { tcp, prefix } of followers) tcp.write(header(prefix.length + body.length) + prefix + body, 'latin1');
};

const deliver = process.env.FRAMES === 'raw' ? raw : prebuilt;
subscriber.on('message', (channel: string, message: string) => {
  const followers = teams.get(channel);
  if (followers) deliver(followers, message);
});

const server = http.createServer();
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket, request) => {
  socket.once('message', (token: Buffer) => {
    const channel = `LEAD_UPDATED.${token.toString()}`;
    const followers = teams.get(channel) ?? new Set<Follower>();
    const follower = { socket, tcp: request.socket, prefix: `{"id":"${crypto.randomUUID()}","type":"next","payload":` };
    followers.add(follower);
    socket.on('close', () => { followers.delete(follower); });
    const ready = () => { socket.send('ready'); };
    if (teams.has(channel)) ready();
    else subscriber.subscribe(channel).then(ready, () => { socket.terminate(); });
    teams.set(channel, followers);
  });
});
serve(server);
