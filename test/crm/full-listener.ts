import { once } from 'node:events';
import { createConnection } from 'node:net';
import { Worker } from 'node:worker_threads';
import { until } from '../support/until.ts';

/** Listens, and never gets to accept: the shortest queue of connections that the system has. */
const listener = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });`;

/** Connections that fit a queue of one: the system takes one more than it is told. */
const QUEUE = 2;
const CONNECTIONS = 8;

/** An address at which connections no longer open: its queue is full, and the system passes over whoever else comes. */
export const fullListener = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  const worker = new Worker(listener, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  let opened = 0;
  const sockets = Array.from({ length: CONNECTIONS }, () => createConnection(port, '127.0.0.1', () => { opened += 1; }).on('error', () => undefined));
  await until('the queue is full', () => opened === QUEUE);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await worker.terminate();
    },
  };
};
