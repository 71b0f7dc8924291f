import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnv } from '../support/child-env.ts';

export type Call = {
  json?: unknown;
  form?: Record<string, string>;
  /** Sent as it is. */
  raw?: { type: string; text: string };
  /** null: no Authorization at all. */
  token?: string | null;
  headers?: Record<string, string>;
};

const mainOf = (name: string) => join(import.meta.dirname, `../../sandbox/${name}/main.ts`);

/** A sandbox as a process of its own, run to its end: what it said and how it left. */
export const runToEnd = async (name: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, [mainOf(name)], { env: { ...childEnv, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const [said, complained] = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  const [code] = await exited;
  return { code, stdout: said.join(''), stderr: complained.join('') };
};

/** A sandbox that listens on a free port, and a client that speaks to it. */
export const startProcess = async (name: string, env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [mainOf(name)], {
    env: { ...childEnv, SANDBOX_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout!), 'line');
  const url: string = JSON.parse(line).listening;

  const call = async (method: string, path: string, { json, form, raw, token = null, headers: more = {} }: Call = {}) => {
    const headers = new Headers(more);
    if (token !== null) headers.set('Authorization', `Bearer ${token}`);
    const type = raw?.type ?? (json === undefined ? undefined : 'application/json');
    if (type !== undefined) headers.set('Content-Type', type);
    const text = raw?.text ?? (json === undefined ? undefined : JSON.stringify(json));
    const body = form ? new URLSearchParams(form) : (text ?? null);
    const answer = await fetch(new URL(path, url), { method, headers, body, redirect: 'manual' });
    const answered = await answer.text();
    return { status: answer.status, headers: answer.headers, text: answered, body: isJson(answered) ? JSON.parse(answered) : undefined };
  };

  const stop = async () => {
    child.kill('SIGTERM');
    return exited;
  };
  return { url, child, exited, call, stop };
};

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
