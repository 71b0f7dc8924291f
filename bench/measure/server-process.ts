import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** CPU in microseconds, memory in bytes. */
export interface Usage {
  readonly cpu: { readonly user: number; readonly system: number };
  readonly memory: { readonly rss: number; readonly heapUsed: number; readonly external: number };
}

/** SQL statements: all, and those that read the log of events. */
export interface Statements {
  readonly all: number;
  readonly log: number;
}

/** A server of its own process, whose resources can be asked for. */
export interface ServerProcess {
  /** 0 where it serves nobody. */
  readonly port: number;
  readonly usage: (collect?: boolean) => Promise<Usage>;
  /** Of a server that was started with `count-statements.ts`. */
  readonly statements: () => Promise<Statements>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when the process is gone. */
  readonly gone: Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();

/** Ends whatever still runs; for the way out after an error. */
export const endAllProcesses = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

/** How long a server may take to listen, and to end after SIGTERM. */
const START_MS = 60_000;
const STOP_MS = 5_000;

/** All shapes are sent by servers: peers tell the port, Leadwire its URL, and null where it serves nobody. */
interface Said {
  listening?: number | string | null;
  usage?: Usage;
  statements?: Statements;
}

const portOf = (listening: number | string | null): number => (typeof listening === 'string' ? Number(new URL(listening).port) : (listening ?? 0));

const nextMessage = <K extends keyof Said>(child: ChildProcess, key: K, output: () => string): Promise<NonNullable<Said[K]>> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => { settle(new Error(`The server said nothing about "${key}" in time:\n${output()}`)); }, START_MS);
    const onExit = () => { settle(new Error(`The server ended:\n${output()}`)); };
    const onMessage = (message: Said) => {
      if (message[key] !== undefined) settle(message[key]);
    };
    const settle = (outcome: Error | NonNullable<Said[K]>) => {
      clearTimeout(timer);
      child.off('exit', onExit).off('message', onMessage);
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
    };
    child.on('exit', onExit).on('message', onMessage);
  });

/** Starts a script that sends `{ listening }` once it serves. @throws Error with its output when it does not */
export const startServer = async (script: string, env: Record<string, string>, options: readonly string[] = []): Promise<ServerProcess> => {
  const preload = join(import.meta.dirname, 'answer-usage.ts');
  const child = fork(script, {
    env: { PATH: process.env.PATH ?? '', ...env },
    execArgv: ['--expose-gc', '--import', preload, ...options],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { output = (output + chunk.toString()).slice(-20_000); });
  const gone = once(child, 'exit').finally(() => { running.delete(child); });
  const kill = (signal: NodeJS.Signals) => { child.kill(signal); };
  const listening = await nextMessage(child, 'listening', () => output);
  const ask = <K extends 'usage' | 'statements'>(measure: K, collect = false) => {
    const answer = nextMessage(child, measure, () => output);
    child.send({ measure, collect });
    return answer;
  };
  return {
    port: portOf(listening),
    kill,
    gone,
    usage: (collect) => ask('usage', collect),
    statements: () => ask('statements'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      kill('SIGTERM');
      const cut = setTimeout(() => { kill('SIGKILL'); }, STOP_MS);
      await gone;
      clearTimeout(cut);
    },
  };
};

/** CPU between two looks, user and system together, in microseconds. */
export const cpuBetween = (before: Usage, after: Usage): number =>
  after.cpu.user - before.cpu.user + after.cpu.system - before.cpu.system;
