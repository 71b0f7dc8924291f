import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { CrmProvider, CrmTokens } from '../../../../src/crm/crm-provider.ts';
import { createSalesforce } from '../../../../src/crm/providers/salesforce/create-salesforce.ts';
import type { SalesforceOptions } from '../../../../src/crm/providers/salesforce/settings.ts';
import { childEnv } from '../../../support/child-env.ts';

export interface SandboxRequest {
  at: string;
  method: string;
  path: string;
  host?: string;
  status: number | null;
  body: unknown;
}

export type SandboxRecord = Record<string, unknown> & { Id: string };

export interface SalesforceSandbox {
  url: string;
  /** A call of the side door; the JSON of its answer. */
  control: (method: string, path: string, json?: object) => Promise<unknown>;
  connect: (options?: Partial<SalesforceOptions>) => CrmProvider;
  /** Signs in as a person does who approves; the tokens. */
  signIn: (provider?: CrmProvider) => Promise<CrmTokens>;
  requests: () => Promise<SandboxRequest[]>;
  records: (object: string) => Promise<SandboxRecord[]>;
  /** Puts records there as if others had made them; their ids. */
  plant: (object: string, ...records: object[]) => Promise<string[]>;
  order: (fault: object) => Promise<void>;
  failRows: (fault: object) => Promise<void>;
  addField: (object: string, name: string, field: object) => Promise<void>;
  removeField: (object: string, name: string) => Promise<void>;
  change: (options: object) => Promise<void>;
  expireTokens: () => Promise<void>;
  reset: () => Promise<void>;
  stop: () => Promise<void>;
}

/** The field that makes creates safe to repeat. */
export const keyField = { label: 'Leadwire id', type: 'string', length: 64, externalId: true, idLookup: true, unique: true, custom: true };

/** Of PKCE. */
const CODE_VERIFIER = 'the-verifier-of-the-tests-has-43-characters-';

const redirectUri = 'http://127.0.0.1:4000/oauth/salesforce/callback';

/** What the organisation sends to the callback of a person who approves. */
const consent = async (authorizationUrl: string): Promise<URL> => {
  const response = await fetch(`${authorizationUrl}&approve=1`, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`No redirect: ${response.status} ${await response.text()}`);
  return new URL(location);
};

const challengeOf = async (verifier: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier))).toString('base64url');

/** The sandbox as a process of its own, on a free port, and the connector before it. */
export const startSalesforceSandbox = async (env: Record<string, string> = {}): Promise<SalesforceSandbox> => {
  const child = fork('sandbox/salesforce/main.ts', { env: { ...childEnv, SANDBOX_PORT: '0', ...env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
  const exited = once(child, 'exit');
  const { listening: url } = await Promise.race([
    new Promise<{ listening: string }>((resolve) => child.once('message', (message) => { resolve(message as { listening: string }); })),
    exited.then(() => { throw new Error(`The sandbox did not start: ${complaint}`); }),
  ]);
  const control: SalesforceSandbox['control'] = async (method, path, json) => {
    const answer = await fetch(`${url}/__sandbox${path}`, { method, ...(json && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) }) });
    const text = await answer.text();
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  const connect: SalesforceSandbox['connect'] = (options = {}) =>
    createSalesforce({ clientId: 'sandbox-client', clientSecret: 'sandbox-secret', loginUrl: url, sandboxLoginUrl: url, ...options });
  return {
    url,
    control,
    connect,
    signIn: async (provider = connect()) => {
      const site = { environment: 'SANDBOX' } as const;
      const codeChallenge = await challengeOf(CODE_VERIFIER);
      const callback = await consent(provider.authorizationUrl({ state: 's', redirectUri, codeChallenge, site }));
      const code = callback.searchParams.get('code') ?? '';
      return provider.exchangeCode({ code, redirectUri, codeVerifier: CODE_VERIFIER, site }, new AbortController().signal);
    },
    requests: async () => (await control('GET', '/requests')) as SandboxRequest[],
    records: async (object) => (await control('GET', `/records/${object}`)) as SandboxRecord[],
    plant: async (object, ...records) => ((await control('POST', `/records/${object}`, { records })) as { ids: string[] }).ids,
    order: async (fault) => { await control('POST', '/faults', fault); },
    failRows: async (fault) => { await control('POST', '/row-faults', fault); },
    addField: async (object, name, field) => { await control('PUT', `/fields/${object}/${name}`, field); },
    removeField: async (object, name) => { await control('DELETE', `/fields/${object}/${name}`); },
    change: async (options) => { await control('PATCH', '/options', options); },
    expireTokens: async () => { await control('POST', '/expire-tokens'); },
    reset: async () => { await control('DELETE', ''); },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
