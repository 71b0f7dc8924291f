import http from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { redisUrl, serve } from './serve.ts';

const server = http.createServer();
const io = new Server(server, { adapter: createAdapter(new Redis(redisUrl), new Redis(redisUrl)) });
io.on('connection', async (socket) => { await socket.join(`team.${String(socket.handshake.auth['token'])}`); });
serve(server);
