import type { CrmProvider } from '../../../../src/crm/crm-provider.ts';
import { createHubspot } from '../../../../src/crm/providers/hubspot/create-hubspot.ts';
import type { HubspotOptions } from '../../../../src/crm/providers/hubspot/settings.ts';
import { startSandbox } from '../../../sandbox/start-sandbox.ts';

export const STATIC_TOKEN = 'pat-na1-sandbox';

/** A fault as `POST /__sandbox/faults` takes it. */
export interface OrderedFault {
  method?: string;
  path?: string;
  status?: number;
  times?: number;
  retryAfter?: number;
  delayMs?: number;
  dropConnection?: boolean;
  /** The sandbox does what it is asked first, and disturbs the answer only. */
  after?: boolean;
  body?: string;
}

export interface SandboxRequest {
  method: string;
  path: string;
  status: number | null;
  body: unknown;
}

export interface SandboxContact {
  id: string;
  properties: Record<string, string | null>;
}

export interface HubspotSandbox {
  url: string;
  connect: (options?: Partial<HubspotOptions>) => CrmProvider;
  requests: () => Promise<SandboxRequest[]>;
  contacts: () => Promise<SandboxContact[]>;
  plant: (properties: Record<string, string>) => Promise<SandboxContact>;
  order: (fault: OrderedFault) => Promise<void>;
  expireTokens: () => Promise<void>;
  reset: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Tests send as fast as they can; what the rate limit does is ordered as a fault. */
const NO_RATE_LIMIT = '1000000';

/** The sandbox as a process of its own, on a free port, and the connector before it. */
export const startHubspotSandbox = async (env: Record<string, string> = {}): Promise<HubspotSandbox> => {
  const { url, call, stop } = await startSandbox({ SANDBOX_RATE_LIMIT: NO_RATE_LIMIT, ...env });
  const control = async (method: string, path: string, json?: object): Promise<unknown> => {
    const { status, text, body } = await call(method, `/__sandbox${path}`, { ...(json && { json }) });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return body as unknown;
  };
  return {
    url,
    connect: (options = {}) =>
      createHubspot({
        clientId: 'sandbox-client',
        clientSecret: 'sandbox-secret',
        apiBaseUrl: url,
        authorizeUrl: `${url}/oauth/authorize`,
        ...options,
      }),
    requests: async () => (await control('GET', '/requests')) as SandboxRequest[],
    contacts: async () => (await control('GET', '/contacts')) as SandboxContact[],
    plant: async (properties) => (await control('POST', '/contacts', { properties })) as SandboxContact,
    order: async (fault) => {
      await control('POST', '/faults', fault);
    },
    expireTokens: async () => {
      await control('POST', '/expire-tokens');
    },
    reset: async () => {
      await control('DELETE', '');
    },
    stop: async () => {
      await stop();
    },
  };
};

/** Consents as a script does and returns what HubSpot sends to the callback. */
export const consent = async (authorizationUrl: string): Promise<URL> => {
  const response = await fetch(`${authorizationUrl}&approve=1`, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`No redirect: ${response.status} ${await response.text()}`);
  return new URL(location);
};
