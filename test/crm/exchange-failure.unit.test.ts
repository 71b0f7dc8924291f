import { CrmError } from '../../src/crm/crm-provider.ts';
import { exchangeFailure } from '../../src/crm/exchange-failure.ts';

/** As fetch throws it, with the error of undici or of the system as its cause. */
const thrown = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error('planted'), { code }) });
const failureOf = (error: unknown, unsent = false) => exchangeFailure('HubSpot', error, new AbortController().signal, unsent);

describe('what fetch throws', () => {
  it.each([
    // No connection was made, so nothing was done: safe to repeat, also for a create.
    ['UND_ERR_CONNECT_TIMEOUT', 'TIMEOUT', true],
    ['ECONNREFUSED', 'NETWORK', true],
    ['ENOTFOUND', 'NETWORK', true],
    ['EAI_AGAIN', 'NETWORK', true],
    ['EHOSTUNREACH', 'NETWORK', true],
    ['ENETUNREACH', 'NETWORK', true],
    // The request may have arrived.
    ['UND_ERR_HEADERS_TIMEOUT', 'TIMEOUT', false],
    ['UND_ERR_BODY_TIMEOUT', 'TIMEOUT', false],
    ['ETIMEDOUT', 'TIMEOUT', false],
    ['ECONNRESET', 'NETWORK', false],
    ['EPIPE', 'NETWORK', false],
    ['UND_ERR_SOCKET', 'NETWORK', false],
  ])('for %s is %s, and certainly undone: %s [G7] [G8]', (systemCode, code, undone) => {
    const failure = failureOf(thrown(systemCode));

    expect(failure).toBeInstanceOf(CrmError);
    expect(failure).toMatchObject({ fault: { code, retryable: true }, undone });
    expect((failure as CrmError).cause).toBeUndefined();
  });

  it('once our own time is over is a TIMEOUT that may have been done [G7] [G8]', () => {
    expect(failureOf(new DOMException('aborted', 'TimeoutError'))).toMatchObject({ fault: { code: 'TIMEOUT', retryable: true }, undone: false });
  });

  it.each([['ECONNRESET', 'NETWORK'], ['ETIMEDOUT', 'TIMEOUT']])('for %s before a byte has left is undone [G7] [G8]', (systemCode, code) => {
    expect(failureOf(thrown(systemCode), true)).toMatchObject({ fault: { code, retryable: true }, undone: true });
  });
});
