import { fork } from 'node:child_process';
import { once } from 'node:events';
import { childEnv } from './child-env.ts';
import type { CrmSandbox, FieldChanges, FieldKind } from './crm/crm-kit.ts';

interface HubspotContact {
  id: string;
  properties: Record<string, string | null>;
}

/** The HubSpot sandbox as a process of its own, and its control routes. */
export interface TestSandbox extends CrmSandbox {
  readonly contacts: () => Promise<HubspotContact[]>;
  /** Makes a property of contacts, as people of the account do: a line of text, unless told otherwise. */
  readonly addProperty: (name: string, special?: Record<string, unknown>) => Promise<void>;
  readonly removeProperty: (name: string) => Promise<void>;
  readonly changeProperty: (name: string, changes: { type?: string; fieldType?: string; options?: string[]; readOnly?: boolean }) => Promise<void>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<Response>;
}

/** A line of text is HubSpot's own default. */
const kinds: Record<FieldKind, { type: string; fieldType: string }> = {
  TEXT: { type: 'string', fieldType: 'text' },
  NUMBER: { type: 'number', fieldType: 'number' },
  SELECT: { type: 'enumeration', fieldType: 'select' },
};

export const startTestSandbox = async (env: Record<string, string> = {}): Promise<TestSandbox> => {
  const child = fork('sandbox/hubspot/main.ts', { env: { ...childEnv, SANDBOX_PORT: '0', ...env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
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
  const speak = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/crm/${path}`, {
      method,
      headers: { authorization: 'Bearer pat-na1-sandbox', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The sandbox refused ${method} ${path}: ${await response.text()}`);
  };
  const properties = (method: string, path: string, body?: unknown) => speak(method, `properties/2026-09/contacts${path}`, body);
  const addProperty: TestSandbox['addProperty'] = (name, special = {}) =>
    properties('POST', '', { name, label: `Label of ${name}`, type: 'string', fieldType: 'text', groupName: 'contactinformation', ...special });
  const removeProperty = (name: string) => properties('DELETE', `/${name}`);
  const changeProperty: TestSandbox['changeProperty'] = async (name, changes) => {
    const response = await control('PATCH', `/properties/${name}`, changes);
    if (!response.ok) throw new Error(`The sandbox refused the change: ${await response.text()}`);
  };
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
    addProperty,
    removeProperty,
    changeProperty,
    plant: async (planted) => ((await (await control('POST', '/contacts', { properties: planted })).json()) as { id: string }).id,
    write: (id, changes) => speak('PATCH', `objects/2026-09/contacts/${id}`, { properties: changes }),
    addField: (name, kind = 'TEXT', options) => addProperty(name, { ...kinds[kind], ...(options && { options: options.map((value) => ({ value, label: value })) }) }),
    removeField: removeProperty,
    changeField: (name, { kind, ...changes }: FieldChanges) => changeProperty(name, { ...(kind && kinds[kind]), ...changes }),
    expireTokens: async () => { await control('POST', '/expire-tokens'); },
    revokeTokens: async () => { await control('POST', '/revoke-tokens'); },
    setAhead: async (aheadMs) => { await control('PUT', '/token-clock', { aheadMs }); },
    tokenToPaste: () => Promise.resolve({ token: 'pat-na1-sandbox' }),
    reset: async () => { await control('DELETE', ''); },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
