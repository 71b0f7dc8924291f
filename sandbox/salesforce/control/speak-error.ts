import type { SpeakError } from '../../shared/apply-faults.ts';
import { sendUsage } from '../http/usage.ts';
import { badClientSecret, badRefreshToken, OAuthError } from '../oauth/oauth-error.ts';
import { showProblems } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';

/** The error of an ordered fault as Salesforce would send it. */
export const speakError = (sandbox: Sandbox): SpeakError => (status, { url }, reply) => {
  if (url.startsWith('/services/oauth2/')) return JSON.stringify(oauthErrorFor(status).body);
  sendUsage(sandbox, reply);
  const [code, message] = KNOWN.get(status) ?? ['UNKNOWN_EXCEPTION', `HTTP ${status}`];
  return JSON.stringify(showProblems([{ code, message }]));
};

function oauthErrorFor(status: number): OAuthError {
  if (status === 400) return badRefreshToken();
  return status === 401 ? badClientSecret() : new OAuthError('unknown_error', 'retry your request', status);
}

const KNOWN: ReadonlyMap<number, readonly [code: string, message: string]> = new Map([
  [400, ['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records']],
  [401, ['INVALID_SESSION_ID', 'Session expired or invalid']],
  [403, ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.']],
  [404, ['NOT_FOUND', 'The requested resource does not exist']],
  [412, ['PRECONDITION_FAILED', 'The record was changed since the time of If-Unmodified-Since']],
  [500, ['UNKNOWN_EXCEPTION', 'An unexpected error occurred.']],
  [503, ['SERVER_UNAVAILABLE', 'The server is too busy, or down for maintenance.']],
]);
