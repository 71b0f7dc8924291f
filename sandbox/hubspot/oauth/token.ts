import type { FastifyInstance } from 'fastify';
import { HUB_ID, USER_ID } from '../account.ts';
import { readForm } from '../http/bodies.ts';
import type { RefreshToken, Sandbox } from '../state.ts';
import { oauthVersions, type OAuthVersion } from '../versions.ts';
import { checkClient } from './check-client.ts';
import { endAllTokens } from './inspect.ts';
import { issueAccessToken, keepRefreshToken, takeCode } from './issue-tokens.ts';
import { badAuthCode, badGrantType, badRedirectUri, badRefreshToken } from './oauth-error.ts';

export function registerToken(app: FastifyInstance, sandbox: Sandbox): void {
  for (const version of oauthVersions) {
    app.post(`/oauth/${version}/token`, (request) => {
      const form = readForm(request);
      checkClient(sandbox, form, version);
      return answerTokens(sandbox, exchange(sandbox, form), version);
    });
  }
}

function exchange(sandbox: Sandbox, form: Partial<Record<string, string>>): RefreshToken {
  if (form['grant_type'] === 'authorization_code') return exchangeCode(sandbox, form);
  if (form['grant_type'] === 'refresh_token') return exchangeRefreshToken(sandbox, form);
  throw badGrantType();
}

function exchangeCode(sandbox: Sandbox, form: Partial<Record<string, string>>): RefreshToken {
  const grant = takeCode(sandbox, form['code'] ?? '');
  if (!grant) throw badAuthCode();
  if (grant.redirectUri !== form['redirect_uri']) throw badRedirectUri();
  return keepRefreshToken(sandbox, grant.scopes);
}

function exchangeRefreshToken(sandbox: Sandbox, form: Partial<Record<string, string>>): RefreshToken {
  const { refreshToken, spentRefreshTokens, settings } = sandbox;
  // Whoever brings one that was used already may have stolen it: then all that came of it ends.
  if (settings.reuseEndsAllTokens && spentRefreshTokens.has(form['refresh_token'] ?? '')) endAllTokens(sandbox);
  if (!sandbox.refreshToken || !refreshToken || refreshToken.value !== form['refresh_token']) throw badRefreshToken();
  return keepRefreshToken(sandbox, refreshToken.scopes);
}

function answerTokens(sandbox: Sandbox, { value, scopes }: RefreshToken, version: OAuthVersion) {
  const tokens = {
    token_type: 'bearer',
    access_token: issueAccessToken(sandbox, scopes),
    refresh_token: value,
    expires_in: sandbox.settings.tokenSeconds,
    hub_id: HUB_ID,
    scopes,
  };
  return version === 'v1' ? tokens : { ...tokens, user_id: USER_ID, token_use: 'access_token' };
}
