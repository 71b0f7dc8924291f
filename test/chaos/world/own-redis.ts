import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { until } from '../../support/until.ts';

/** A Redis that belongs to one run, so that it can be killed and frozen. */
export interface OwnRedis {
  readonly port: number;
  /** Kills it with everything it holds, waits for `ms`, and starts it again, empty. */
  readonly restart: (ms: number) => Promise<void>;
  /** It takes connections and answers nothing. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
}

const freePort = async (): Promise<number> => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
};

const answers = async (port: number): Promise<boolean> => {
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return true;
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
};

/** @throws Error where there is no `redis-server` on this machine, or it does not answer */
export const startOwnRedis = async (): Promise<OwnRedis> => {
  const port = await freePort();
  let failure: Error | undefined;
  const start = async (): Promise<ChildProcess> => {
    const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
    child.once('error', (error) => { failure = error; });
    await until('the Redis of this run answers', () => {
      if (failure) throw failure;
      return answers(port);
    });
    return child;
  };
  const kill = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  let running = await start();
  return {
    port,
    freeze: () => { running.kill('SIGSTOP'); },
    thaw: () => { running.kill('SIGCONT'); },
    restart: async (ms) => {
      await kill(running);
      const back = Date.now() + ms;
      await until('Redis has been gone long enough', () => Date.now() >= back);
      running = await start();
    },
    stop: () => kill(running),
  };
};
