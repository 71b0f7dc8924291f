import type { FastifyInstance } from 'fastify';
import { APP_ID, HUB_DOMAIN, HUB_ID, USER_EMAIL, USER_ID } from '../account.ts';
import { notFound } from '../hubspot-error.ts';
import { readForm } from '../http/bodies.ts';
import type { Sandbox } from '../state.ts';
import { oauthVersions } from '../versions.ts';
import { checkClient } from './check-client.ts';
import { tokenTime } from './token-time.ts';

/** Looking at tokens and ending them, in the newer form and in that of the first version. */
export function registerInspect(app: FastifyInstance, sandbox: Sandbox): void {
  for (const version of oauthVersions.filter((each) => each !== 'v1')) {
    app.post(`/oauth/${version}/token/introspect`, (request) => {
      const form = readForm(request);
      checkClient(sandbox, form, version);
      return introspect(sandbox, form['token'] ?? '');
    });
    app.post(`/oauth/${version}/token/revoke`, async (request, reply) => {
      const form = readForm(request);
      checkClient(sandbox, form, version);
      revoke(sandbox, form['token'] ?? '');
      return reply.code(200).send();
    });
  }

  app.get<{ Params: { token: string } }>('/oauth/v1/access-tokens/:token', ({ params: { token } }) => {
    const seen = seeAccessToken(sandbox, token);
    if (!seen) throw notFound();
    const { hub_id, user_id, user, hub_domain, app_id, scopes, expires_in, signed_access_token } = seen;
    return { token, user, hub_domain, scopes, signed_access_token, hub_id, app_id, expires_in, user_id, token_type: 'access' };
  });
  app.get<{ Params: { token: string } }>('/oauth/v1/refresh-tokens/:token', ({ params: { token } }) => {
    if (sandbox.refreshToken?.value !== token) throw notFound();
    const { clientId } = sandbox.settings;
    const { scopes } = sandbox.refreshToken;
    return { token, user: USER_EMAIL, hub_domain: HUB_DOMAIN, scopes, hub_id: HUB_ID, client_id: clientId, user_id: USER_ID, token_type: 'refresh' };
  });
  app.delete<{ Params: { token: string } }>('/oauth/v1/refresh-tokens/:token', async ({ params: { token } }, reply) => {
    if (sandbox.refreshToken?.value !== token) throw notFound();
    revoke(sandbox, token);
    return reply.code(204).send();
  });

  for (const version of ['v3', '2026-09']) {
    app.delete(`/appinstalls/${version}/external-install`, async (_request, reply) => {
      endAllTokens(sandbox);
      return reply.code(204).send();
    });
  }
}

/** Ends every OAuth token, as uninstalling the app does. The static token belongs to another app and stays. */
export function endAllTokens(sandbox: Sandbox): void {
  sandbox.accessTokens.clear();
  sandbox.refreshToken = null;
}

/** Ends this token only: access tokens that a refresh token has brought live on until they expire. */
function revoke(sandbox: Sandbox, token: string): void {
  sandbox.accessTokens.delete(token);
  if (sandbox.refreshToken?.value === token) sandbox.refreshToken = null;
}

function introspect(sandbox: Sandbox, token: string) {
  const seen = seeAccessToken(sandbox, token);
  if (seen) return { ...seen, token_type: 'Bearer', token_use: 'access_token' };
  if (sandbox.refreshToken?.value !== token) return { active: false };
  return {
    active: true,
    token,
    token_use: 'refresh_token',
    hub_id: HUB_ID,
    user_id: USER_ID,
    app_id: APP_ID,
    client_id: sandbox.settings.clientId,
    scopes: sandbox.refreshToken.scopes,
  };
}

function seeAccessToken(sandbox: Sandbox, token: string) {
  const known = sandbox.accessTokens.get(token);
  const expires_in = known ? Math.ceil((known.expiresAt - tokenTime(sandbox)) / 1000) : 0;
  if (!known || expires_in <= 0) return undefined;
  return {
    active: true,
    token,
    hub_id: HUB_ID,
    user_id: USER_ID,
    user: USER_EMAIL,
    hub_domain: HUB_DOMAIN,
    app_id: APP_ID,
    client_id: sandbox.settings.clientId,
    scopes: known.scopes,
    expires_in,
    is_private_distribution: false,
    signed_access_token: {},
  };
}
