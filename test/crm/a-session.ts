import type { CrmExchange, CrmSession, CrmTokens } from '../../src/crm/crm-provider.ts';

export interface RecordedSession extends CrmSession {
  exchanges: CrmExchange[];
}

/** A session that keeps what it records. */
export const aSession = (tokens: Partial<CrmTokens> = {}, signal = new AbortController().signal): RecordedSession => {
  const exchanges: CrmExchange[] = [];
  return {
    tokens: { accessToken: 'planted-access-token', scopes: [], ...tokens },
    signal,
    record: (exchange) => exchanges.push(exchange),
    turn: () => Promise.resolve(),
    notice: () => undefined,
    exchanges,
  };
};

/** What a promise was rejected with. */
export const rejectionOf = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was not rejected.');
};
