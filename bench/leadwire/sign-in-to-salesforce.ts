import { createHash, randomBytes } from 'node:crypto';

const back = 'http://127.0.0.1/callback';
const client = { client_id: 'sandbox-client', redirect_uri: back };

/** An access token of the Salesforce sandbox at this address, as an app gets it that a person approves. */
export const signInToSalesforce = async (url: string): Promise<string> => {
  const verifier = randomBytes(32).toString('hex');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = new URLSearchParams({ ...client, response_type: 'code', code_challenge: challenge, code_challenge_method: 'S256', approve: '1' });
  const consent = await fetch(`${url}/services/oauth2/authorize?${asked.toString()}`, { redirect: 'manual' });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const form = new URLSearchParams({ ...client, grant_type: 'authorization_code', client_secret: 'sandbox-secret', code, code_verifier: verifier });
  const { access_token: token } = (await (await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: form })).json()) as { access_token: string };
  return token;
};
