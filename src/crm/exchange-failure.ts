import { CrmError } from './crm-provider.ts';
import { triedAgain } from './tried-again.ts';

/** The answer is not what the provider documents; what it did with the request is not known. */
export const unreadableAnswer = (provider: string): CrmError =>
  new CrmError({
    code: 'PROVIDER_DOWN',
    message: `${provider} answered with something that could not be understood.`,
    hint: triedAgain(),
    retryable: true,
  });

export const oversizedAnswer = (provider: string, maxBytes: number): CrmError =>
  new CrmError({
    code: 'UNKNOWN',
    message: `${provider} answered with more than ${maxBytes} bytes, which is not read.`,
    hint: 'Map fewer fields; if that does not help, report it.',
    retryable: false,
  });

/** Following it would hand the access token to whoever it names. */
export const redirectedAnswer = (provider: string): CrmError =>
  new CrmError({
    code: 'UNKNOWN',
    message: `${provider} answered with a redirect, which is not followed.`,
    hint: `Check the configured address of ${provider}'s API, and any proxy before it.`,
    retryable: false,
    ofConnection: true,
  });

/** No connection was made, so nothing was sent on it. */
const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

const timedOut = (provider: string, undone: boolean): CrmError =>
  new CrmError({
    code: 'TIMEOUT',
    message: `${provider} did not answer in time.`,
    hint: triedAgain(),
    retryable: true,
  }, { undone });

const unreachable = (provider: string, systemCode: string | undefined, undone: boolean): CrmError =>
  new CrmError({
    code: 'NETWORK',
    message: `The connection to ${provider} failed${systemCode === undefined ? '' : ` (${systemCode})`}.`,
    hint: triedAgain(`if it lasts, check the network and the configured address of ${provider}'s API.`),
    retryable: true,
  }, { undone });

/** By member, not by class: errors of the platform may come from another realm. */
const memberOf = (error: unknown, name: 'name' | 'code' | 'cause'): unknown =>
  typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined;

/** Such as ECONNREFUSED. */
const systemCodeOf = (error: unknown): string | undefined => {
  const code = memberOf(memberOf(error, 'cause'), 'code');
  return typeof code === 'string' ? code : undefined;
};

const isTimeout = (error: unknown): boolean => memberOf(error, 'name') === 'TimeoutError';

/**
 * What to throw for what fetch threw. The original error is not kept as the cause: its message may quote a header.
 * When the caller gave up, that is its own reason, unless the reason is that time is over. `unsent`: it is known that no
 * byte of the request has left.
 */
export const exchangeFailure = (provider: string, error: unknown, caller: AbortSignal, unsent: boolean): unknown => {
  if (error instanceof CrmError) return error;
  if (caller.aborted && !isTimeout(caller.reason)) return caller.reason;
  const systemCode = systemCodeOf(error);
  const waitedInVain = isTimeout(error) || /TIMEOUT|TIMEDOUT/.test(systemCode ?? '');
  const undone = unsent || unconnected.has(systemCode ?? '');
  return waitedInVain ? timedOut(provider, undone) : unreachable(provider, systemCode, undone);
};
