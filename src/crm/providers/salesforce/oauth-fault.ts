import { z } from 'zod';
import type { SyncFault } from '../../crm-provider.ts';
import { entryOf } from '../../entry-of.ts';
import { retryAfterOf } from '../../retry-after.ts';
import { triedAgain } from '../../tried-again.ts';

const reconnect: SyncFault = {
  code: 'AUTH_EXPIRED',
  message: 'Salesforce no longer accepts this consent: it was revoked, used before, or ran out, or its user was deactivated.',
  hint: 'Connect Salesforce again.',
  retryable: false,
};

const wrongClient: SyncFault = {
  code: 'PERMISSION',
  message: 'Salesforce does not accept the client id and secret of this installation.',
  hint: 'Whoever runs it must correct SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET, and see in Salesforce that the app is not blocked.',
  retryable: false,
};

const wrongRedirect: SyncFault = {
  code: 'PERMISSION',
  message: 'Salesforce does not accept the redirect address of this installation.',
  hint: "Enter exactly this installation's callback address in the Salesforce app.",
  retryable: false,
};

const lockedOrganisation: SyncFault = {
  code: 'PERMISSION',
  message: 'This Salesforce organisation is locked or closed.',
  hint: 'An administrator of the organisation asks Salesforce why.',
  retryable: false,
};

/** Of the end of a consent: there is none. A renewal that is told so may have met a passing trouble. */
const unknownToken: SyncFault = { code: 'NOT_FOUND', message: 'Salesforce does not know this token.', hint: 'Connect Salesforce again.', retryable: false };

const slowDown: SyncFault = { code: 'RATE_LIMITED', message: 'Salesforce asks to slow down.', hint: triedAgain(), retryable: true };

const down = (status: number): SyncFault => ({
  code: 'PROVIDER_DOWN',
  message: `Salesforce is not available (${status}).`,
  hint: triedAgain(),
  retryable: true,
});

const refused = (status: number): SyncFault => ({
  code: 'UNKNOWN',
  message: `Salesforce refused the request for tokens (${status}).`,
  hint: 'Look at the settings of the app in Salesforce, and report it.',
  retryable: false,
});

const named: Readonly<Record<string, SyncFault>> = {
  invalid_grant: reconnect,
  inactive_user: reconnect,
  invalid_client_id: reconnect,
  invalid_client: wrongClient,
  unauthorized_client: wrongClient,
  redirect_uri_mismatch: wrongRedirect,
  invalid_token: unknownToken,
  unsupported_token_type: unknownToken,
  inactive_org: lockedOrganisation,
  rate_limit_exceeded: slowDown,
  server_error: down(500),
  temporarily_unavailable: down(503),
};

const errorBody = z.object({ error: z.string().catch('') }).catch({ error: '' });

/**
 * What an answer of the OAuth endpoints means that is no success. Only what Salesforce calls final ends a connection:
 * anything else may be a passing trouble, or the operator's to mend.
 */
export const oauthFault = (status: number, headers: Headers, body: unknown, now: Date): SyncFault => {
  const retryAfter = retryAfterOf(headers, now);
  const wait = retryAfter === undefined ? {} : { retryAfter };
  if (status >= 500) return { ...down(status), ...wait };
  if (status === 429) return { ...slowDown, ...wait };
  if (status === 408) return { code: 'TIMEOUT', message: 'Salesforce did not answer in time.', hint: triedAgain(), retryable: true };
  const { error } = errorBody.parse(body);
  return entryOf(named, error) ?? (status === 401 ? wrongClient : refused(status));
};
