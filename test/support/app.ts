import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client, type FormattedExecutionResult, type SubscribePayload } from 'graphql-ws';
import WebSocket from 'ws';
import { createApp, type App } from '../../src/app/create-app.ts';
import type { CrmProviders } from '../../src/crm/registry.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { openTestStore } from './store.ts';
import { until } from './until.ts';

/** What comes over the wire has no type until a test looks at it. */
export type Json = Record<string, any>;

export interface Answer {
  status: number;
  data: Json | null;
  errors: { message: string; path?: (string | number)[]; extensions: Json }[];
  extensions: Json | undefined;
}

export interface Session {
  token: string;
  teamId: string;
  userId: string;
  email: string;
}

export interface Stream {
  /** Every `next`, in order, as the client got it. */
  readonly results: FormattedExecutionResult<Json, Json>[];
  /** The events of the one root field. */
  readonly events: Json[];
  readonly error: () => unknown;
  readonly completed: () => boolean;
  readonly stop: () => void;
}

/** A client of one address: a running app of this process, or a server process. */
export interface TestClient {
  readonly url: string;
  readonly graphql: (query: string, variables?: Json, token?: string) => Promise<Answer>;
  /** The data of an operation that must not fail. */
  readonly ask: (query: string, variables?: Json, token?: string) => Promise<Json>;
  /** A new team with its owner. */
  readonly signUp: (name?: string) => Promise<Session>;
  readonly socket: (token: string) => Client;
  /** Subscribes, and resolves when the server has confirmed it: what is committed afterwards arrives. */
  readonly subscribe: (token: string, query: string, options?: Omit<SubscribePayload, 'query'>) => Promise<Stream>;
  /** Connects the team to a CRM through its consent page and the real redirect; what the callback answered. */
  readonly connectCrm: (token: string, provider: string, input?: Json) => Promise<Response>;
  /** The same, which must not fail. */
  readonly connect: (token: string, provider: string, input?: Json) => Promise<void>;
  readonly connectHubspot: (token: string) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

let people = 0;

export const clientOf = (url: string): TestClient => {
  const sockets = new Map<string, Client>();
  const graphql: TestClient['graphql'] = async (query, variables = {}, token = '') => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [], extensions } = (await response.json()) as Partial<Answer>;
    return { status: response.status, data, errors, extensions };
  };
  const ask: TestClient['ask'] = async (query, variables, token) => {
    const { data, errors } = await graphql(query, variables, token);
    if (errors.length > 0 || data === null) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
    return data;
  };
  const socket = (token: string) => {
    const open = sockets.get(token) ?? createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { token }, retryAttempts: 0, lazyCloseTimeout: 1_000 });
    sockets.set(token, open);
    return open;
  };
  const subscribe: TestClient['subscribe'] = async (token, query, options = {}) => {
    const results: Stream['results'] = [];
    const events: Json[] = [];
    let error: unknown;
    let completed = false;
    let confirmed = false;
    const stop = socket(token).subscribe<Json, Json>(
      { query, ...options, extensions: { resume: true, ...options.extensions } },
      {
        next: (result) => {
          confirmed = true;
          if (result.data === undefined && result.errors === undefined) return;
          results.push(result);
          if (result.data) events.push(Object.values(result.data)[0] as Json);
        },
        error: (fault) => { error = fault; },
        complete: () => { completed = true; },
      },
    );
    await until('the subscription is confirmed', () => confirmed || error !== undefined || completed);
    return { results, events, error: () => error, completed: () => completed, stop };
  };
  const signUp: TestClient['signUp'] = async (name = 'Olga Owner') => {
    people += 1;
    const email = `owner-${String(people)}-${String(process.pid)}-${String(Date.now())}@example.com`;
    const { signUp: session } = await ask(
      'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { user { id } team { id } } } }',
      { input: { teamName: `Team of ${name}`, name, email, password: 'a-long-enough-password' } },
    );
    return { token: session.accessToken, teamId: session.viewer.team.id, userId: session.viewer.user.id, email };
  };
  const connectCrm: TestClient['connectCrm'] = async (token, provider, input = {}) => {
    const { startIntegrationAuth } = await ask('mutation ($input: StartIntegrationAuthInput!) { startIntegrationAuth(input: $input) { authorizationUrl } }', { input: { provider, ...input } }, token);
    const consent = await fetch(`${startIntegrationAuth.authorizationUrl as string}&approve=1`, { redirect: 'manual' });
    return fetch(consent.headers.get('location') ?? '', { redirect: 'manual' });
  };
  const connect: TestClient['connect'] = async (token, provider, input) => {
    const callback = await connectCrm(token, provider, input);
    if (callback.status >= 400) throw new Error(`The callback answered ${String(callback.status)}: ${await callback.text()}`);
  };
  const connectHubspot = (token: string) => connect(token, 'HUBSPOT');
  const dispose = async () => {
    for (const open of sockets.values()) await open.dispose();
    sockets.clear();
  };
  return { url, graphql, ask, signUp, socket, subscribe, connectCrm, connect, connectHubspot, dispose };
};

/** A mail as it is kept where no mail server is configured. */
export interface TestMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What the link, or the mail itself, brings. */
  readonly token: string;
}

export interface TestApp extends TestClient {
  readonly app: App;
  /** The mails to an address so far, the oldest first. */
  readonly mailsTo: (email: string) => Promise<TestMail[]>;
  readonly stop: () => Promise<void>;
}

interface StartOptions {
  env?: Record<string, string>;
  providers?: CrmProviders;
  /** Address of a sandbox that the HubSpot integration speaks to. */
  sandboxUrl?: string;
  /** The same for Salesforce. */
  salesforceUrl?: string;
  /** Lets a test move the time. */
  clock?: Clock;
}

/** The variables that make a fast, quiet app without a demo team. */
const defaults = {
  PORT: '0',
  LOG_LEVEL: 'silent',
  SEED_DEMO: 'false',
  SANDBOX: 'false',
  SHUTDOWN_GRACE_MS: '1000',
  SYNC_RETRY_MIN_MS: '50',
  SYNC_SWEEP_MS: '200',
  JWT_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
  SECRET_VAULT_KEY: 'a-vault-key-of-the-tests-that-is-long-enough',
};

const readMail = (written: string): TestMail => {
  const [, to = '', subject = '', text = ''] = /^To: (.*)\nSubject: (.*)\n\n([^]*)$/.exec(written) ?? [];
  return { to, subject, text, token: /[\w-]+\.[\w-]+\.[\w-]+$/m.exec(text)?.[0] ?? '' };
};

const mailsIn = async (folder: string): Promise<TestMail[]> => {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.filter((name) => name.endsWith('.txt')).sort().map(async (name) => readMail(await readFile(join(folder, name), 'utf8'))));
};

/** The whole application, listening on a free port, on a store of its own: embedded or services, as the run says. */
export const startApp = async ({ env = {}, providers, sandboxUrl, salesforceUrl, clock }: StartOptions = {}): Promise<TestApp> => {
  const log = createLogger('silent');
  // Made when something is first kept in it.
  const folder = join(tmpdir(), `leadwire-test-${randomUUID()}`);
  const { store, config } = await openTestStore({ ...defaults, DATA_DIR: folder, ...env }, log);
  const sandboxUrls = { ...(sandboxUrl === undefined ? {} : { HUBSPOT: sandboxUrl }), ...(salesforceUrl === undefined ? {} : { SALESFORCE: salesforceUrl }) };
  const app = await createApp({ config, store, log, ...(clock ? { clock } : {}), ...(providers ? { providers } : {}), ...(sandboxUrl === undefined && salesforceUrl === undefined ? {} : { sandboxUrls }) });
  const client = clientOf((app.url ?? '').replace('localhost', '127.0.0.1'));
  return {
    ...client,
    app,
    mailsTo: async (email) => (await mailsIn(join(config.DATA_DIR, 'mail'))).filter(({ to }) => to === email),
    stop: async () => { await client.dispose(); await app.stop(); await rm(folder, { recursive: true, force: true }); },
  };
};
