import type { Secrets } from '../../shared/record-requests.ts';

const SECRETS = ['client_secret', 'access_token', 'refresh_token', 'code_verifier'];
const OAUTH_SECRETS = [...SECRETS, 'code', 'token'];

/** Which host was called is told, too: an organisation may move. */
export const secrets: Secrets = {
  namesAt: (url) => (url.startsWith('/services/oauth2/') ? OAUTH_SECRETS : SECRETS),
  more: ({ host }) => ({ host }),
};
