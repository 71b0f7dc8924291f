import { createHash, createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readForm } from '../http/bodies.ts';
import { USER } from '../organisation.ts';
import type { Sandbox } from '../state.ts';
import { endFamily, issueAccessToken, issueRefreshToken, startFamily, takeCode } from './issue-tokens.ts';
import { badClientId, badClientSecret, badCode, badGrantType, badRedirectUri, badRefreshToken, badVerifier, missingVerifier } from './oauth-error.ts';

type Form = Partial<Record<string, string>>;
type Issued = { readonly access_token: string; readonly refresh_token?: string; readonly scopes: readonly string[] };

export function registerToken(app: FastifyInstance, sandbox: Sandbox): void {
  app.post('/services/oauth2/token', async (request, reply) => {
    const form = readForm(request);
    const exchange = exchanges.get(form['grant_type'] ?? '');
    if (!exchange) throw badGrantType();
    checkClient(sandbox, form);
    return reply.header('Cache-Control', 'no-store').send(showTokens(sandbox, request, exchange(sandbox, form)));
  });
}

/** @throws OAuthError unless the form carries this app's id and secret */
export function checkClient({ settings }: Sandbox, form: Form): void {
  if (form['client_id'] !== settings.clientId) throw badClientId();
  if (form['client_secret'] !== settings.clientSecret) throw badClientSecret();
}

const exchanges = new Map([
  ['authorization_code', exchangeCode],
  ['refresh_token', exchangeRefreshToken],
]);

function exchangeCode(sandbox: Sandbox, form: Form): Issued {
  const grant = takeCode(sandbox, form['code'] ?? '');
  if (!grant) throw badCode();
  if (grant.redirectUri !== form['redirect_uri']) throw badRedirectUri();
  const verifier = form['code_verifier'];
  if (verifier === undefined) throw missingVerifier();
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier) || createHash('sha256').update(verifier).digest('base64url') !== grant.challenge) throw badVerifier();
  return { ...startFamily(sandbox, grant.scopes), scopes: grant.scopes };
}

/** With rotation a refresh token serves once, and a second use of it ends whatever came from the same consent. */
function exchangeRefreshToken(sandbox: Sandbox, form: Form): Issued {
  const held = sandbox.refreshTokens.get(form['refresh_token'] ?? '');
  if (!held) throw badRefreshToken();
  const { family, scopes, spent } = held;
  if (spent) {
    endFamily(sandbox, family);
    throw badRefreshToken();
  }
  const access_token = issueAccessToken(sandbox, family, scopes);
  if (!sandbox.options.rotateRefreshTokens) return { access_token, scopes };
  held.spent = true;
  return { access_token, refresh_token: issueRefreshToken(sandbox, family, scopes), scopes };
}

/** There is no word about when the access token ends. */
function showTokens(sandbox: Sandbox, request: FastifyRequest, { scopes, ...tokens }: Issued) {
  const { clientSecret, organisation } = sandbox.settings;
  const own = `${request.protocol}://${request.host}`;
  const id = `${own}/id/${organisation.id}/${USER.id}`;
  const issued_at = String(Date.now());
  return {
    ...tokens,
    signature: createHmac('sha256', clientSecret).update(id + issued_at).digest('base64'),
    scope: scopes.join(' '),
    instance_url: sandbox.options.instanceUrl ?? own,
    id,
    token_type: 'Bearer',
    issued_at,
  };
}
