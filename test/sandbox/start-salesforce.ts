import { createHash, randomBytes } from 'node:crypto';
import { type Call, startProcess } from './sandbox-process.ts';

export const B = '/services/data/v68.0';
export const REDIRECT = 'http://127.0.0.1:4000/oauth/salesforce/callback';
export const CLIENT = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' };

/** A verifier of PKCE and its challenge. */
export const makePkce = () => {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
};

/** The Salesforce sandbox on a free port, and what a client says to it that has signed in. */
export const startSalesforce = async (env: Record<string, string> = {}) => {
  const { url, child, exited, stop, call } = await startProcess('salesforce', env);

  const authorize = (extra: Record<string, string> = {}) => {
    const asked = { response_type: 'code', client_id: 'sandbox-client', redirect_uri: REDIRECT, scope: 'api refresh_token id', state: 'state <1>', code_challenge_method: 'S256' };
    const given = Object.entries({ ...asked, ...extra }).filter(([, value]) => value !== 'LEFT OUT');
    return call('GET', `/services/oauth2/authorize?${new URLSearchParams(given).toString()}`);
  };
  const token = (form: Record<string, string>) => call('POST', '/services/oauth2/token', { form });

  /** What the token endpoint says to a person's consent. */
  const consent = async (extra: Record<string, string> = {}, form: Record<string, string> = {}) => {
    const { verifier, challenge } = makePkce();
    const { headers } = await authorize({ approve: '1', code_challenge: challenge, ...extra });
    const code = new URL(headers.get('Location')!).searchParams.get('code')!;
    const given = { grant_type: 'authorization_code', ...CLIENT, redirect_uri: REDIRECT, code, code_verifier: verifier, ...form };
    return token(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== 'LEFT OUT')));
  };
  const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', ...CLIENT, refresh_token });

  let session = '';
  const signIn = async () => {
    session = (await consent()).body.access_token;
  };
  /** A call with the token of the last `signIn`. */
  const speak = (method: string, path: string, options: Call = {}) => call(method, path, { token: session, ...options });
  const query = (soql: string, options: Call = {}) => speak('GET', `${B}/query?q=${encodeURIComponent(soql)}`, options);
  const control = (method: string, path: string, json?: object) => call(method, `/__sandbox${path}`, json && { json });
  const plant = async (object: string, ...records: object[]) => {
    const { body, status, text } = await control('POST', `/records/${object}`, { records });
    if (status !== 201) throw new Error(text);
    const { ids }: { ids: string[] } = body;
    return ids;
  };
  const held = async (object: string) => {
    const records: Record<string, unknown>[] = (await control('GET', `/records/${object}`)).body;
    return records;
  };
  const reset = async () => {
    await control('DELETE', '');
    await signIn();
    // Signing in is not part of what a test looks at.
    await control('DELETE', '/requests');
  };
  return { url, child, exited, stop, call, authorize, token, consent, refresh, signIn, speak, query, control, plant, held, reset };
};

export type Salesforce = Awaited<ReturnType<typeof startSalesforce>>;
