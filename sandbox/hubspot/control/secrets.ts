import type { Secrets } from '../../shared/record-requests.ts';

const SECRETS = ['client_secret', 'access_token', 'refresh_token', 'client_assertion', 'code_verifier'];
const OAUTH_SECRETS = [...SECRETS, 'code', 'token', 'assertion'];

/** Tokens stand also in the path of the first OAuth version. */
export const secrets: Secrets = {
  namesAt: (url) => (url.startsWith('/oauth/') ? OAUTH_SECRETS : SECRETS),
  beforeInPath: /\/(?:access|refresh)-tokens\/(?=.)/,
};
