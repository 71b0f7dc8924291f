import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnv } from './child-env.ts';

/** A server as a process of its own, so that it can be killed. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** Where its API listens; null for a worker. */
  readonly url: string | null;
  readonly output: () => string;
  /** Ends it with the signal and waits until it is gone; returns its exit code. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** The variables of every process, whatever the test's machine has set. */
const surroundings = (dataFolder: string): Record<string, string> => ({
  ...childEnv,
  DATA_DIR: dataFolder,
  LOG_LEVEL: 'warn',
  PORT: '0',
  SANDBOX: 'false',
  SEED_DEMO: 'false',
  JWT_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
  SECRET_VAULT_KEY: 'a-vault-key-of-the-tests-that-is-long-enough',
});

/** Starts `src/main.ts` and waits until it is ready. @throws Error with its output when it ends before that */
export const startServer = async (env: Record<string, string>): Promise<ServerProcess> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'leadwire-process-'));
  const child = fork('src/main.ts', { env: { ...surroundings(dataFolder), ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  // A folder that the test gave is the test's, since it may start another process on it.
  child.once('exit', () => { rm(dataFolder, { recursive: true, force: true }).catch(() => undefined); });
  const ready = await Promise.race([
    new Promise<{ listening: string | null }>((resolve) => child.once('message', (message) => { resolve(message as { listening: string | null }); })),
    exited.then(([code]) => { throw new Error(`The server ended with ${String(code)} before it was ready:\n${output}`); }),
  ]);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const [code] = await exited;
    return code;
  };
  return { child, url: ready.listening, output: () => output, end };
};
