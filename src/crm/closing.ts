import type { CrmNotice } from './crm-notice.ts';
import type { SyncFault } from './sync-fault.ts';

/** How long nothing is sent to an account once its provider refuses for want of calls, and does not say. */
const CLOSED_MS = 10_000;
/**
 * The longest that one answer closes an account for, whatever it says: all that its team wants waits meanwhile, and one
 * call a minute tells whether it still stands. The row that was refused waits for as long as it was told to.
 */
const LONGEST_CLOSED_MS = 60_000;

/** What a refused request means for those behind it. */
export const closingOf = (fault: Pick<SyncFault, 'code' | 'retryAfter'> | undefined): Pick<CrmNotice, 'closedMs'> =>
  fault?.code === 'RATE_LIMITED' ? { closedMs: Math.min(fault.retryAfter ?? CLOSED_MS, LONGEST_CLOSED_MS) } : {};
