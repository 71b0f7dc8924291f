import type { SyncFault, SyncFaultCode } from '../../crm-provider.ts';
import { entryOf } from '../../entry-of.ts';
import { MAX_RETRY_AFTER_MS, retryAfterOf } from '../../retry-after.ts';
import { quote } from '../../quote.ts';
import { triedAgain } from '../../tried-again.ts';
import type { SalesforceError } from './error-body.ts';
import { isAboutValues, rowFault } from './row-fault.ts';

/** A record that other work holds is free again soon. */
const LOCKED_WAIT_MS = 2_000;
/** How long the organisation's calls that run for long may take to end. */
const CONCURRENT_WAIT_MS = 20_000;

const LOOK = 'Look at the recorded exchange, and report it.';
const NOTHING_TO_DO = triedAgain();

const fault = (code: SyncFaultCode, retryable: boolean, message: string, hint: string, retryAfter?: number): SyncFault => ({
  code,
  message,
  hint,
  retryable,
  ...(retryAfter !== undefined && { retryAfter }),
});

/** The token is too old, or was revoked. Retryable, since a refreshed token may do; a refresh that fails says it is not. */
export const expiredFault = (): SyncFault =>
  fault('AUTH_EXPIRED', true, 'Salesforce no longer accepts the access token.', 'If it does not recover by itself, connect Salesforce again.');

export const notFoundFault = (): SyncFault =>
  fault('NOT_FOUND', false, 'Salesforce does not have this object or record.', 'Check the object that the mapping names, and that the record was not deleted.');

/** The day is a rolling one, so some calls are free again all the time; the wait is the longest that is kept. */
const limitedFault = ({ message }: SalesforceError): SyncFault =>
  message.startsWith('Concurrent')
    ? fault('RATE_LIMITED', true, 'Too many calls run in this Salesforce organisation at once.', NOTHING_TO_DO, CONCURRENT_WAIT_MS)
    : fault('RATE_LIMITED', true, "The calls of this Salesforce organisation's day are used up, by all that is connected to it together.", triedAgain('calls become free all the time, and more can be bought from Salesforce.'), MAX_RETRY_AFTER_MS);

const lockedFault = (): SyncFault => fault('UNKNOWN', true, 'Other work in Salesforce holds this record, or the account that it belongs to.', NOTHING_TO_DO, LOCKED_WAIT_MS);

const downFault = (status: number | null): SyncFault =>
  fault('PROVIDER_DOWN', true, `Salesforce is not available${status === null ? '' : ` (${status})`}.`, NOTHING_TO_DO);

const disabledFault = (): SyncFault =>
  fault('PERMISSION', false, 'The API is not switched on for this Salesforce organisation or user.', 'An administrator gives the user the permission "API Enabled", or the organisation an edition that has the API.');

/** Codes that say all, wherever they stand. */
const byCode: Readonly<Record<string, (error: SalesforceError) => SyncFault>> = {
  INVALID_SESSION_ID: expiredFault,
  INVALID_AUTH_HEADER: expiredFault,
  REQUEST_LIMIT_EXCEEDED: limitedFault,
  UNABLE_TO_LOCK_ROW: lockedFault,
  QUERY_TIMEOUT: () => fault('TIMEOUT', true, 'Salesforce took too long for a query.', NOTHING_TO_DO),
  SERVER_UNAVAILABLE: () => downFault(null),
  UNKNOWN_EXCEPTION: () => downFault(null),
  API_DISABLED_FOR_ORG: disabledFault,
  API_CURRENTLY_DISABLED: disabledFault,
  ALL_OR_NONE_OPERATION_ROLLED_BACK: () => fault('UNKNOWN', true, 'Salesforce took this record back together with others.', NOTHING_TO_DO),
};

/** Of a whole call these say that Salesforce is in trouble; of a row, that a trigger of the organisation fails over it. */
const troubles: ReadonlySet<string> = new Set(['UNKNOWN_EXCEPTION', 'SERVER_UNAVAILABLE', 'QUERY_TIMEOUT']);

const rowTrouble = ({ message }: SalesforceError): SyncFault =>
  fault('UNKNOWN', true, `Salesforce could not handle this record: ${quote(message) || 'it did not say why'}`, triedAgain('if that does not help, look for a trigger or a flow of the organisation that fails.'));

/** What Salesforce has against one row. No trouble of a row is one of the connection: the other rows go on. */
export const faultOfRow = (error: SalesforceError): SyncFault => {
  if (troubles.has(error.code)) return rowTrouble(error);
  const known = entryOf(byCode, error.code)?.(error);
  return known ?? rowFault(error) ?? fault('UNKNOWN', false, `Salesforce refused the record: ${quote(error.message) || quote(error.code) || 'it did not say why'}`, LOOK);
};

const byStatus = (status: number, retryAfter: number | undefined): SyncFault => {
  switch (status) {
    case 300:
      return fault('DUPLICATE', false, 'Salesforce holds several records with this value.', 'Merge them in Salesforce.');
    case 401:
      return expiredFault();
    case 403:
      return fault('PERMISSION', false, 'Salesforce does not permit this.', 'Connect Salesforce again as a user who may read and write these records.');
    case 404:
      return notFoundFault();
    case 408:
      return fault('TIMEOUT', true, 'Salesforce did not answer in time.', NOTHING_TO_DO);
    case 409:
    case 412:
      return fault('UNKNOWN', true, 'The record was changed in Salesforce at the same moment.', NOTHING_TO_DO);
    case 413:
    case 414:
    case 431:
      return fault('VALIDATION', false, 'The request is longer than Salesforce takes.', 'Map fewer or shorter fields.');
    case 429:
      return fault('RATE_LIMITED', true, 'Salesforce asks to slow down.', NOTHING_TO_DO, retryAfter);
    default:
      return fault('UNKNOWN', false, `Salesforce refused the request (${status}).`, LOOK);
  }
};

/** What an answer that is no success means for the whole call. The errors are masked already. */
export const faultOfAnswer = (status: number, headers: Headers, [first]: readonly SalesforceError[], now: Date): SyncFault => {
  const retryAfter = retryAfterOf(headers, now);
  const known = first && entryOf(byCode, first.code)?.(first);
  if (known) return known;
  if (status >= 500) return { ...downFault(status), ...(retryAfter !== undefined && { retryAfter }) };
  // The code of a 401, 403 or 404 is one of many; the status says what it means.
  if (first && (status === 400 || status === 200)) return faultOfRow(first);
  return byStatus(status, retryAfter);
};

/** Whether a whole request was refused for what stood in its rows, one of which may be alone to blame. */
export const isAboutRows = (status: number, [first]: readonly SalesforceError[]): boolean =>
  status === 413 || (status === 400 && first !== undefined && !entryOf(byCode, first.code) && isAboutValues(first));
