import { join } from 'node:path';
import { startServer } from '../measure/server-process.ts';

const root = join(import.meta.dirname, '../..');

/** How many calls an account takes in a while. */
export interface CallLimit {
  readonly calls: number;
  readonly seconds: number;
  /** And of a whole day, where it counts by that. */
  readonly perDay?: number;
}

/** A CRM that the bench can stand in for, and how Leadwire is told of it. */
export interface Crm {
  readonly title: string;
  /** Of the enum `CrmProvider`. */
  readonly provider: string;
  readonly limit: CallLimit;
  /** How it says that its limit is reached. */
  readonly refusal: { readonly status: number; readonly title: string };
  /** From the root of the project. */
  readonly script: string;
  readonly settings: (limit: CallLimit) => Record<string, string>;
  readonly env: (url: string, limit?: CallLimit) => Record<string, string>;
  /** Whether a call of the API is one of a push. */
  readonly isPush: (path: string) => boolean;
  /** Where the sandbox shows its contacts, and the e-mail of one. */
  readonly contacts: { readonly path: string; readonly emailOf: (contact: Shown) => unknown };
}

/** A contact as a sandbox shows it. */
type Shown = Readonly<Record<string, unknown>>;

export const hubspot: Crm = {
  title: 'HubSpot',
  provider: 'HUBSPOT',
  limit: { calls: 100, seconds: 10 },
  refusal: { status: 429, title: '429' },
  script: 'sandbox/hubspot/main.ts',
  settings: ({ calls }) => ({ SANDBOX_RATE_LIMIT: String(calls) }),
  env: (url) => ({ HUBSPOT_CLIENT_ID: 'sandbox-client', HUBSPOT_CLIENT_SECRET: 'sandbox-secret', HUBSPOT_API_URL: url, HUBSPOT_AUTHORIZE_URL: `${url}/oauth/authorize` }),
  isPush: (path) => path.startsWith('/crm/') && path.includes('/batch/'),
  contacts: { path: '/contacts', emailOf: ({ properties }) => (properties as Shown)['email'] },
};

/** Counts by the day, which is a tight one here; by the second, what is kept to is the pace that Leadwire sets itself. */
export const salesforce: Crm = {
  title: 'Salesforce',
  provider: 'SALESFORCE',
  limit: { calls: 100, seconds: 10, perDay: 1_000 },
  refusal: { status: 403, title: '403 REQUEST_LIMIT_EXCEEDED' },
  script: 'sandbox/salesforce/main.ts',
  settings: ({ perDay }) => (perDay === undefined ? {} : { SANDBOX_DAILY_LIMIT: String(perDay) }),
  env: (url) => ({ SALESFORCE_CLIENT_ID: 'sandbox-client', SALESFORCE_CLIENT_SECRET: 'sandbox-secret', SALESFORCE_LOGIN_URL: url, SALESFORCE_SANDBOX_LOGIN_URL: url }),
  isPush: (path) => path.startsWith('/services/data/') && (path.includes('/composite/') || path.includes('/query')),
  contacts: { path: '/records/Contact', emailOf: ({ Email }) => Email },
};

/** A call that the sandbox has seen. */
export interface SeenCall {
  /** ISO 8601, to the millisecond. */
  readonly at: string;
  readonly path: string;
  readonly status: number | null;
}

export interface CrmSandbox {
  readonly url: string;
  /** The calls of its API since then, in the order of their arrival. */
  readonly callsSince: (moment: Date) => Promise<SeenCall[]>;
  readonly emails: () => Promise<string[]>;
  /** Every call of its API takes so much longer from now on. */
  readonly delay: (ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Stands in for the CRM, in a process of its own. */
export const startCrm = async ({ script, settings, contacts }: Crm, limit: CallLimit): Promise<CrmSandbox> => {
  const { port, stop } = await startServer(join(root, script), { SANDBOX_PORT: '0', ...settings(limit) });
  const url = `http://127.0.0.1:${String(port)}`;
  const read = async <T>(path: string) => (await (await fetch(`${url}/__sandbox${path}`)).json()) as T;
  return {
    url,
    stop,
    callsSince: async (moment) => (await read<SeenCall[]>('/requests')).filter(({ at, path }) => at >= moment.toISOString() && !path.includes('/oauth')),
    delay: async (ms) => {
      if (ms === 0) return;
      const answer = await fetch(`${url}/__sandbox/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ path: '*', delayMs: ms, times: null }) });
      if (!answer.ok) throw new Error(`The sandbox did not take the delay: ${await answer.text()}`);
    },
    emails: async () => (await read<Shown[]>(contacts.path)).map((contact) => String(contacts.emailOf(contact))),
  };
};
