import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../sandbox/hubspot/main.ts');
const LONGEST_WAIT_MS = 10_000;

const STATIC_TOKEN = 'pat-na1-sandbox';
const EVERY_SCOPE =
  'oauth crm.objects.contacts.read crm.objects.contacts.write crm.schemas.contacts.read crm.schemas.contacts.write';

export type Call = {
  json?: unknown;
  form?: Record<string, string>;
  /** Sent as it is. */
  raw?: { type: string; text: string };
  /** null: no Authorization at all. */
  token?: string | null;
};

/** The sandbox as a process of its own, run to its end: what it said and how it left. */
export const runSandbox = async (env: Record<string, string>) => {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const [said, complained] = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  const [code] = await exited;
  return { code, stdout: said.join(''), stderr: complained.join('') };
};

/** A sandbox that listens on a free port, and what a client says to it. */
export const startSandbox = async (env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [MAIN], {
    env: { SANDBOX_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout!), 'line');
  const url: string = JSON.parse(line).listening;

  const call = async (method: string, path: string, { json, form, raw, token = STATIC_TOKEN }: Call = {}) => {
    const headers = new Headers(token === null ? {} : { Authorization: `Bearer ${token}` });
    const type = raw?.type ?? (json === undefined ? undefined : 'application/json');
    if (type !== undefined) headers.set('Content-Type', type);
    const text = raw?.text ?? (json === undefined ? undefined : JSON.stringify(json));
    const body = form ? new URLSearchParams(form) : (text ?? null);
    const answer = await fetch(new URL(path, url), { method, headers, body, redirect: 'manual' });
    const answered = await answer.text();
    return { status: answer.status, headers: answer.headers, text: answered, body: isJson(answered) ? JSON.parse(answered) : undefined };
  };

  /** Signs the app in as a person would who approves; the tokens. */
  const connect = async (scope = EVERY_SCOPE, version = '2026-03') => {
    const redirect_uri = 'http://127.0.0.1:4000/callback';
    const asked = new URLSearchParams({ client_id: 'sandbox-client', redirect_uri, scope, approve: '1' });
    const { headers } = await call('GET', `/oauth/authorize?${asked.toString()}`, { token: null });
    const code = new URL(headers.get('Location')!).searchParams.get('code')!;
    const form = { grant_type: 'authorization_code', client_id: 'sandbox-client', client_secret: 'sandbox-secret', redirect_uri, code };
    const { access_token, refresh_token } = (await call('POST', `/oauth/${version}/token`, { form, token: null })).body;
    return { access_token, refresh_token };
  };

  const stop = async () => {
    child.kill('SIGTERM');
    return exited;
  };
  return { url, child, exited, call, connect, stop };
};

export type StartedSandbox = Awaited<ReturnType<typeof startSandbox>>;

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Asks again until the answer is true. Every round is a call to the sandbox, so it does not spin. */
export const until = async (isSo: () => Promise<boolean>) => {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`not so after ${LONGEST_WAIT_MS} ms`);
  }
};
