import type { SyncFault } from './sync-fault.ts';

const PROMISE = 'It is tried again';

/** The hint of a fault that passes: a sync is tried again by itself. `otherwise`: what to do where that does not help. */
export const triedAgain = (otherwise?: string): string => (otherwise === undefined ? `${PROMISE}; nothing needs to be done.` : `${PROMISE}; ${otherwise}`);

const SECOND_MS = 1_000;

const when = (retryAfter: number | undefined): string =>
  retryAfter === undefined ? 'in a moment' : `in ${String(Math.max(Math.ceil(retryAfter / SECOND_MS), 1))} s`;

/** The fault for somebody who waits for the answer: what was asked for is done once, and nobody repeats it but who has asked. */
export const asAsked = (fault: SyncFault): SyncFault => {
  const { hint, retryAfter } = fault;
  if (hint === undefined || !hint.startsWith(PROMISE)) return fault;
  const rest = hint === triedAgain() ? '.' : hint.slice(PROMISE.length);
  return { ...fault, hint: `Try again ${when(retryAfter)}${rest}` };
};
