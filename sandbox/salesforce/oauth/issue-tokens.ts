import { randomBytes, randomUUID } from 'node:crypto';
import { REFRESH } from '../organisation.ts';
import { shorten } from '../record-id.ts';
import type { Code, Sandbox } from '../state.ts';
import { sessionTime } from './session-time.ts';

const MS_PER_SECOND = 1000;
const TOKEN_BYTES = 72;

/** A user may have so many refresh tokens of one app; the oldest one goes. */
const MOST_FAMILIES = 5;

export function issueCode(sandbox: Sandbox, asked: Omit<Code, 'expiresAt'>): string {
  const { codes, settings } = sandbox;
  const code = `aPrx${randomBytes(TOKEN_BYTES).toString('base64url')}==`;
  const { redirectUri, scopes, challenge } = asked;
  codes.set(code, { redirectUri, scopes, challenge, expiresAt: sessionTime(sandbox) + settings.codeSeconds * MS_PER_SECOND });
  return code;
}

/** What the code stands for; the code is gone afterwards, whatever the caller finds wrong. */
export function takeCode(sandbox: Sandbox, code: string): Code | undefined {
  const { codes } = sandbox;
  const found = codes.get(code);
  codes.delete(code);
  return found && found.expiresAt > sessionTime(sandbox) ? found : undefined;
}

/** An access token; it begins with the organisation and has a `!` in it. */
export function issueAccessToken(sandbox: Sandbox, family: string, scopes: readonly string[]): string {
  const { sessions, settings } = sandbox;
  const token = `${shorten(settings.organisation.id)}!AQ.${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  sessions.set(token, { family, scopes, usedAt: sessionTime(sandbox) });
  return token;
}

export function issueRefreshToken({ refreshTokens }: Sandbox, family: string, scopes: readonly string[]): string {
  const token = `5Aep861${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  refreshTokens.set(token, { family, scopes, spent: false });
  return token;
}

/** The tokens of a new consent; no refresh token where none was granted. */
export function startFamily(sandbox: Sandbox, scopes: readonly string[]): { access_token: string; refresh_token?: string } {
  const family = randomUUID();
  const access_token = issueAccessToken(sandbox, family, scopes);
  if (!scopes.includes(REFRESH)) return { access_token };
  const refresh_token = issueRefreshToken(sandbox, family, scopes);
  const families = [...new Set([...sandbox.refreshTokens.values()].map((token) => token.family))];
  for (const old of families.slice(0, -MOST_FAMILIES)) endFamily(sandbox, old);
  return { access_token, refresh_token };
}

/** Ends every token that has come from one consent. */
export function endFamily({ sessions, refreshTokens }: Sandbox, family: string): void {
  for (const [token, each] of sessions) if (each.family === family) sessions.delete(token);
  for (const [token, each] of refreshTokens) if (each.family === family) refreshTokens.delete(token);
}
