import type { SyncFault, SyncFaultCode } from '../../crm-provider.ts';
import { entryOf } from '../../entry-of.ts';
import { MAX_RETRY_AFTER_MS, retryAfterOf } from '../../retry-after.ts';
import type { HubspotErrorBody } from './error-body.ts';
import { quote } from '../../quote.ts';
import { triedAgain } from '../../tried-again.ts';
import { validationFault } from './validation-fault.ts';

/** HubSpot asks for at least two seconds after a 423. */
const LOCKED_WAIT_MS = 2_000;

/** How long the window of a rate policy is; DAILY ends at midnight of a time zone that we do not know. */
const POLICY_WAIT_MS: Readonly<Record<string, number>> = {
  SECONDLY: 1_000,
  TEN_SECONDLY_ROLLING: 10_000,
  DAILY: MAX_RETRY_AFTER_MS,
};

/** HubSpot's own status while an account moves to another data centre, for up to a day. */
const MOVING = 477;

const LOOK = 'Look at the recorded exchange, and report it.';
const NOTHING_TO_DO = triedAgain();

/** The category of an error that is about values. */
const VALIDATION = 'VALIDATION_ERROR';

const wait = (retryAfter: number | undefined) => (retryAfter === undefined ? {} : { retryAfter });

const fault = (code: SyncFaultCode, retryable: boolean, message: string, hint: string, retryAfter?: number): SyncFault => ({
  code,
  message,
  hint,
  retryable,
  ...wait(retryAfter),
});

/** The token is too old, or was revoked. Retryable, since a refreshed token may do; a refresh that fails says it is not. */
export const expiredFault = (): SyncFault =>
  fault('AUTH_EXPIRED', true, 'HubSpot no longer accepts the access token.', 'If it does not recover by itself, connect HubSpot again.');

export const lackingFault = (scopes: readonly string[]): SyncFault => ({
  ...fault('PERMISSION', false, `The connection to HubSpot lacks: ${quote(scopes.join(', '))}.`, 'Connect HubSpot again and grant these scopes.'),
  scopes,
});

const permissionFault = ({ errors }: HubspotErrorBody): SyncFault => {
  const scopes = [...new Set(errors.flatMap(({ context }) => context['requiredGranularScopes'] ?? context['requiredScopes'] ?? []))];
  return scopes.length > 0
    ? lackingFault(scopes)
    : fault('PERMISSION', false, 'HubSpot does not permit this.', 'Connect HubSpot again as a user who may read and write contacts.');
};

export const notFoundFault = (): SyncFault =>
  fault('NOT_FOUND', false, 'HubSpot does not have this object or record.', 'Check the object that the mapping names, and that the record was not deleted.');

/** `existingId` is the record that holds the value already. */
export const duplicateFault = (existingId?: string): SyncFault =>
  fault(
    'DUPLICATE',
    false,
    existingId === undefined ? 'HubSpot holds another record with the same unique value.' : `HubSpot record ${existingId} already holds this unique value.`,
    'Merge the two records in HubSpot, or correct the e-mail address of the lead.',
  );

const limitedFault = ({ policyName }: HubspotErrorBody, told: number | undefined): SyncFault =>
  fault(
    'RATE_LIMITED',
    true,
    policyName === 'DAILY' ? "HubSpot's daily limit is used up." : 'HubSpot asks to slow down.',
    NOTHING_TO_DO,
    told ?? entryOf(POLICY_WAIT_MS, policyName),
  );

const downFault = (status: number, retryAfter: number | undefined): SyncFault =>
  fault(
    'PROVIDER_DOWN',
    true,
    status === MOVING ? 'HubSpot is moving this account to another data centre.' : `HubSpot is not available (${status}).`,
    NOTHING_TO_DO,
    retryAfter,
  );

const lockedFault = (told = 0): SyncFault =>
  fault('PROVIDER_DOWN', true, 'HubSpot has locked these records for other work.', NOTHING_TO_DO, Math.max(told, LOCKED_WAIT_MS));

const tooLongFault = (): SyncFault =>
  fault('VALIDATION', false, 'The request is longer than HubSpot takes.', 'Map fewer or shorter fields.');

/** What an answer that is no success means for the whole call. `body` is masked already. */
export const faultOfAnswer = (status: number, headers: Headers, body: HubspotErrorBody, now: Date): SyncFault => {
  const told = retryAfterOf(headers, now);
  if (status >= 500 || status === MOVING) return downFault(status, told);
  switch (status) {
    case 400:
    case 422:
      return validationFault(body);
    case 401:
      return expiredFault();
    case 403:
      return permissionFault(body);
    case 404:
      return notFoundFault();
    case 408:
      return fault('TIMEOUT', true, 'HubSpot did not answer in time.', NOTHING_TO_DO, told);
    case 409:
      return duplicateFault();
    case 413:
    case 414:
      return tooLongFault();
    case 423:
      return lockedFault(told);
    case 429:
      return limitedFault(body, told);
    default:
      return fault('UNKNOWN', false, `HubSpot refused the request (${status}).`, LOOK);
  }
};

/** The same for one entry of `errors` in a batch, which has a category and no status. */
export const faultOfRow = (body: HubspotErrorBody): SyncFault => {
  const { category = VALIDATION } = body;
  switch (category) {
    case VALIDATION:
      return validationFault(body);
    case 'CONFLICT':
    case 'OBJECT_ALREADY_EXISTS':
      return duplicateFault();
    case 'OBJECT_NOT_FOUND':
      return notFoundFault();
    case 'MISSING_SCOPES':
      return permissionFault({ ...body, errors: [...body.errors, body] });
    case 'RATE_LIMITS':
      return limitedFault(body, undefined);
    default:
      return fault('UNKNOWN', false, 'HubSpot refused the record for a reason that is not documented.', LOOK);
  }
};
