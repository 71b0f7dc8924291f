import { fork } from 'node:child_process';
import { once } from 'node:events';

interface SandboxContact {
  id: string;
  properties: Record<string, string | null>;
}
interface SandboxRequest {
  at: string;
  method: string;
  path: string;
  status: number;
  body: unknown;
}
interface Fault {
  method?: string;
  path?: string;
  status?: number;
  times?: number | null;
  retryAfter?: number;
  delayMs?: number;
  dropConnection?: boolean;
  /** Do the work first, then fail: the answer is lost. */
  after?: boolean;
  body?: string;
}

/** The HubSpot sandbox as a process of its own, and its control routes. */
export interface TestSandbox {
  readonly url: string;
  readonly contacts: () => Promise<SandboxContact[]>;
  readonly requests: () => Promise<SandboxRequest[]>;
  readonly fault: (fault: Fault) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<Response>;
  readonly stop: () => Promise<void>;
}

export const startTestSandbox = async (env: Record<string, string> = {}): Promise<TestSandbox> => {
  const child = fork('sandbox/hubspot/main.ts', { env: { PATH: process.env.PATH, SANDBOX_PORT: '0', ...env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
  const exited = once(child, 'exit');
  const { listening: url } = await Promise.race([
    new Promise<{ listening: string }>((resolve) => child.once('message', (message) => { resolve(message as { listening: string }); })),
    exited.then(() => { throw new Error(`The sandbox did not start: ${complaint}`); }),
  ]);
  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${url}/__sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  const read = async <T>(path: string) => (await (await control('GET', path)).json()) as T;
  return {
    url,
    control,
    contacts: () => read('/contacts'),
    requests: () => read('/requests'),
    fault: async (fault) => {
      const response = await control('POST', '/faults', fault);
      if (response.status !== 201) throw new Error(`The sandbox refused the fault: ${await response.text()}`);
    },
    clearFaults: async () => { await control('DELETE', '/faults'); },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
