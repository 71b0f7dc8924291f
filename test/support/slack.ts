import { startProcess } from '../sandbox/sandbox-process.ts';

interface Fault {
  path?: string;
  status?: number;
  times?: number | null;
  retryAfter?: number;
  delayMs?: number;
  dropConnection?: boolean;
  hang?: 'HEADERS' | 'BODY';
  redirect?: string;
  gzipBytes?: number;
  after?: boolean;
  body?: string;
}

/** The Slack sandbox as a process of its own. */
export const startSlack = async () => {
  const { url, call, stop } = await startProcess('slack');
  const read = async <T>(path: string): Promise<T> => (await call('GET', `/__sandbox${path}`)).body as T;
  const order = async (method: string, path: string, json?: unknown) => {
    const { status, text } = await call(method, `/__sandbox${path}`, json === undefined ? {} : { json });
    if (status >= 400) throw new Error(`The sandbox refused: ${text}`);
  };
  return {
    url,
    /** The address of a webhook, with a secret in it. */
    webhook: (hook: string, secret = 'sEcReTsEcReT') => `${url}/services/T0123456/${hook}/${secret}`,
    /** What a webhook has posted, the oldest first. */
    textsOf: async (hook: string) => (await read<{ hook: string; text: string }[]>('/messages')).filter((message) => message.hook === hook).map(({ text }) => text),
    requests: () => read<{ path: string; status: number | null }[]>('/requests'),
    fault: (fault: Fault) => order('POST', '/faults', fault),
    /** Lets a webhook answer with one of Slack's words from now on; null: as ever. */
    breakWebhook: (hook: string, word: string | null) => order('PUT', '/webhooks', { hook, word }),
    clear: () => order('DELETE', ''),
    stop: async () => { await stop(); },
  };
};
export type TestSlack = Awaited<ReturnType<typeof startSlack>>;
