import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAlive, sessionOf } from '../http/admit.ts';
import { readForm } from '../http/bodies.ts';
import { IDENTITY_SCOPES, USER } from '../organisation.ts';
import { notFound } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';
import { endFamily } from './issue-tokens.ts';
import { badToken, OAuthError } from './oauth-error.ts';
import { checkClient } from './token.ts';

const MS_PER_SECOND = 1000;

/** Looking at tokens and at who they stand for, and ending them. */
export function registerInspect(app: FastifyInstance, sandbox: Sandbox): void {
  app.post('/services/oauth2/introspect', (request) => {
    const form = readForm(request);
    checkClient(sandbox, form);
    return introspect(sandbox, form['token'] ?? '');
  });
  app.post('/services/oauth2/revoke', async (request, reply) => {
    revoke(sandbox, readForm(request)['token'] ?? '');
    return reply.code(200).send();
  });
  app.get('/services/oauth2/userinfo', (request) => showUser(sandbox, request));
  app.get<{ Params: { organisation: string; user: string } }>('/id/:organisation/:user', (request) => {
    const { organisation, user } = request.params;
    if (organisation !== sandbox.settings.organisation.id || user !== USER.id) throw notFound();
    const { organization_id, user_id, name, email, urls } = showUser(sandbox, request);
    return { id: request.url, asserted_user: true, user_id, organization_id, username: USER.username, display_name: name, email, urls, active: true };
  });
  app.get('/.well-known/openid-configuration', ({ protocol, host }) => {
    const own = `${protocol}://${host}`;
    const at = (name: string) => `${own}/services/oauth2/${name}`;
    return {
      issuer: own,
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      revocation_endpoint: at('revoke'),
      introspection_endpoint: at('introspect'),
      userinfo_endpoint: at('userinfo'),
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: sandbox.options.scopes,
    };
  });
}

/** An access token ends alone; a refresh token takes its access tokens along. @throws OAuthError for an unknown one */
function revoke(sandbox: Sandbox, token: string): void {
  const refreshToken = sandbox.refreshTokens.get(token);
  if (refreshToken) endFamily(sandbox, refreshToken.family);
  else if (!sandbox.sessions.delete(token)) throw badToken();
}

function introspect(sandbox: Sandbox, token: string) {
  const { sessions, refreshTokens, options, settings } = sandbox;
  const session = sessions.get(token);
  const refreshToken = refreshTokens.get(token);
  const held = session && isAlive(sandbox, session) ? session : refreshToken?.spent === false ? refreshToken : undefined;
  if (!held) return { active: false };
  return {
    active: true,
    scope: held.scopes.join(' '),
    client_id: settings.clientId,
    username: USER.username,
    sub: `${settings.organisation.id}/${USER.id}`,
    token_type: session ? 'access_token' : 'refresh_token',
    ...(session && { exp: Math.floor(session.usedAt / MS_PER_SECOND) + options.sessionSeconds }),
  };
}

/** @throws OAuthError 403 */
function showUser(sandbox: Sandbox, request: FastifyRequest) {
  const session = sessionOf(sandbox, request);
  if (!session) throw new OAuthError('invalid_token', 'Bad_OAuth_Token', 403);
  if (!session.scopes.some((scope) => IDENTITY_SCOPES.includes(scope))) throw new OAuthError('insufficient_scope', 'Missing_OAuth_Scope', 403);
  const { id: organisation } = sandbox.settings.organisation;
  const own = `${request.protocol}://${request.host}`;
  return {
    sub: `${own}/id/${organisation}/${USER.id}`,
    user_id: USER.id,
    organization_id: organisation,
    preferred_username: USER.username,
    name: USER.name,
    email: USER.email,
    email_verified: true,
    active: true,
    urls: { rest: `${sandbox.options.instanceUrl ?? own}/services/data/v{version}/` },
  };
}
