import type { CrmSession, CrmTokens } from '../../crm-provider.ts';

/** A session while somebody connects: there is no pace to keep yet, and nobody to tell. */
export const sessionFor = (tokens: CrmTokens, signal: AbortSignal): CrmSession => ({
  tokens,
  signal,
  record: () => undefined,
  turn: () => Promise.resolve(),
  notice: () => undefined,
});
