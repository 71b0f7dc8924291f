import { fork } from 'node:child_process';
import { once } from 'node:events';
import { StartError } from '../shared/start-error.ts';

export interface Sandbox {
  /** `http://127.0.0.1:4010` */
  readonly url: string;
  /** Another process of this installation has started it. */
  readonly shared?: boolean;
  readonly stop: () => Promise<void>;
}

/** The client that every sandbox knows unless told otherwise; it guards nothing. */
export const sandboxClient = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', environment: 'SANDBOX' } as const;

interface SandboxOptions {
  /** `HubSpot` */
  title: string;
  /** Of `sandbox/`. */
  folder: string;
  port: number;
  /** File that keeps its records and tokens over a restart. */
  stateFile: string;
}

/** How long a sandbox that runs already may take to say so. */
const PROBE_MS = 500;

/** The address of a sandbox that another instance on this machine has started, if one answers on the port. */
export const findSandbox = async (port: number): Promise<string | null> => {
  const url = `http://127.0.0.1:${String(port)}`;
  try {
    const answer = await fetch(`${url}/__sandbox/faults`, { signal: AbortSignal.timeout(PROBE_MS) });
    return Array.isArray(await answer.json()) ? url : null;
  } catch {
    return null;
  }
};

/**
 * Starts a sandbox as a process of its own, which is what a foreign system is. It ends with us, also when
 * we are killed: the channel between us closes then.
 * @throws StartError with the sandbox's own words
 */
export const startSandbox = async ({ title, folder, port, stateFile }: SandboxOptions): Promise<Sandbox> => {
  const child = fork(new URL(`../../sandbox/${folder}/main.ts`, import.meta.url), {
    env: { SANDBOX_PORT: String(port), SANDBOX_STATE_FILE: stateFile },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
  const exited = once(child, 'exit');
  const url = await Promise.race([
    new Promise<string>((resolve) => child.once('message', (message: { listening: string }) => { resolve(message.listening); })),
    exited.then(() => { throw new StartError(`The ${title} sandbox could not start: ${complaint.trim() || 'it said nothing'}`); }),
  ]);
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, stop };
};
