import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { until } from '../support/until.ts';

/** A PostgreSQL that belongs to one run, so that it can be killed. */
export interface OwnPostgres {
  readonly url: string;
  /** Ends it as a crash would, waits for `ms`, and starts it again; what was committed is there. */
  readonly crash: (ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as the login that its package made. */
const login = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

/** Its programs are seldom in the path. */
const program = (name: string): string => globSync(`/usr/lib/postgresql/*/bin/${name}`).at(-1) ?? name;

const freePort = async (): Promise<number> => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
};

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const START_MS = 60_000;

/** @throws Error where there is no `initdb` on this machine, or the server does not come up */
export const startOwnPostgres = async (): Promise<OwnPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'leadwire-postgres-'));
  const as = login();
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  execFileSync(program('initdb'), ['-D', folder, '-U', 'postgres', '-A', 'trust', '--no-sync'], { ...as, stdio: 'ignore', cwd: folder });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${String(port)}/postgres`;
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(program('postgres'), ['-D', folder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'max_connections=300'], { ...as, stdio: 'ignore', cwd: folder });
    await until('the PostgreSQL of this run answers', () => answers(url), START_MS);
    return child;
  };
  const end = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    // SIGQUIT: its immediate shutdown. Nothing is written down, the next start recovers from the log.
    child.kill('SIGQUIT');
    await exited;
  };
  let running = await start();
  return {
    url,
    crash: async (ms) => {
      await end(running);
      const back = Date.now() + ms;
      await until('PostgreSQL has been gone long enough', () => Date.now() >= back, ms + START_MS);
      running = await start();
    },
    stop: async () => {
      await end(running);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
