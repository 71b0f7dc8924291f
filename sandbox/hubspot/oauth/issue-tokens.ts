import { randomBytes, randomUUID } from 'node:crypto';
import type { RefreshToken, Sandbox } from '../state.ts';
import { tokenTime } from './token-time.ts';

/** 320 characters: HubSpot warns that access tokens may be longer than 300. */
const ACCESS_TOKEN_BYTES = 237;

export function issueCode(sandbox: Sandbox, redirectUri: string, scopes: readonly string[]): string {
  const code = randomUUID();
  sandbox.codes.set(code, { redirectUri, scopes, expiresAt: tokenTime(sandbox) + sandbox.settings.codeSeconds * 1000 });
  return code;
}

/** The code's grant; the code is gone afterwards, whatever the caller finds wrong. */
export function takeCode(sandbox: Sandbox, code: string) {
  const grant = sandbox.codes.get(code);
  sandbox.codes.delete(code);
  return grant && grant.expiresAt > tokenTime(sandbox) ? grant : undefined;
}

export function issueAccessToken(sandbox: Sandbox, scopes: readonly string[]): string {
  const token = `CPz-${randomBytes(ACCESS_TOKEN_BYTES).toString('base64url')}`;
  sandbox.accessTokens.set(token, { scopes, expiresAt: tokenTime(sandbox) + sandbox.settings.tokenSeconds * 1000 });
  return token;
}

/** The account's refresh token with these scopes: the same as before, unless the sandbox rotates them. */
export function keepRefreshToken(sandbox: Sandbox, scopes: readonly string[]): RefreshToken {
  const kept = sandbox.settings.rotateRefreshTokens ? undefined : sandbox.refreshToken?.value;
  if (kept === undefined && sandbox.refreshToken) sandbox.spentRefreshTokens.add(sandbox.refreshToken.value);
  const refreshToken = { value: kept ?? `na1-${randomUUID()}`, scopes };
  sandbox.refreshToken = refreshToken;
  return refreshToken;
}
