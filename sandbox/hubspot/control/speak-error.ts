import type { SpeakError } from '../../shared/apply-faults.ts';
import { expiredAuthentication, HubSpotError, missingScopes, rateLimited, withCorrelationId } from '../hubspot-error.ts';
import { isSearch, sendRateHeaders } from '../http/rate-limit.ts';
import { badClient, badRefreshToken } from '../oauth/oauth-error.ts';
import type { Sandbox } from '../state.ts';

/** The error of an ordered fault as HubSpot would send it. */
export const speakError = (sandbox: Sandbox): SpeakError => (status, { url }, reply) => {
  const pathname = url.split('?')[0] ?? '';
  if (status === 429 && !isSearch(pathname)) sendRateHeaders(sandbox, reply, 0);
  return JSON.stringify(withCorrelationId(errorFor(status, pathname).body));
};

/** HubSpot's own words where they are known for the status. */
function errorFor(status: number, pathname: string): HubSpotError {
  const isOAuth = pathname.startsWith('/oauth/');
  if (isOAuth && status === 400) return badRefreshToken();
  if (isOAuth && status === 401) return badClient('BAD_CLIENT_SECRET', status);
  if (status === 401) return expiredAuthentication(1);
  if (status === 403) return missingScopes(['crm.objects.contacts.write']);
  if (status === 429) return rateLimited(isSearch(pathname) ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING');
  const [message, category] = KNOWN.get(status) ?? [`HTTP ${status}`, undefined];
  return new HubSpotError(status, { message, ...(category && { category }) });
}

const KNOWN: ReadonlyMap<number, readonly [message: string, category: string | undefined]> = new Map([
  [400, ['Invalid input', 'VALIDATION_ERROR']],
  [404, ['resource not found', 'OBJECT_NOT_FOUND']],
  [409, ['The object was changed by someone else', 'CONFLICT']],
  [423, ['The record is locked by another operation', 'LOCKED']],
  [477, ['This account is being moved to another data centre', 'MIGRATION_IN_PROGRESS']],
  [500, ['internal error', undefined]],
  [502, ['Bad Gateway', undefined]],
  [503, ['Service Unavailable', undefined]],
  [504, ['Gateway Timeout', undefined]],
]);
