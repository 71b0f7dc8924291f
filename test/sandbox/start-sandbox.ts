import { type Call, runToEnd, startProcess } from './sandbox-process.ts';

const LONGEST_WAIT_MS = 10_000;

const STATIC_TOKEN = 'pat-na1-sandbox';
const EVERY_SCOPE =
  'oauth crm.objects.contacts.read crm.objects.contacts.write crm.schemas.contacts.read crm.schemas.contacts.write';

export const runSandbox = (env: Record<string, string>) => runToEnd('hubspot', env);

/** A sandbox that listens on a free port, and what a client with the static token says to it. */
export const startSandbox = async (env: Record<string, string> = {}) => {
  const { url, child, exited, stop, call: speak } = await startProcess('hubspot', env);
  const call = (method: string, path: string, options: Call = {}) => speak(method, path, { token: STATIC_TOKEN, ...options });

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

  return { url, child, exited, call, connect, stop };
};

export type StartedSandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Asks again until the answer is true. Every round is a call to the sandbox, so it does not spin. */
export const until = async (isSo: () => Promise<boolean>) => {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`not so after ${LONGEST_WAIT_MS} ms`);
  }
};
