import type { SyncFault } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { markSlack } from '../integration/index.ts';

/** Notes what a message tells of the connection to Slack; being asked to wait tells nothing. */
export const noteStanding = async (tx: Tx, fault: SyncFault | null): Promise<void> => {
  if (fault?.code === 'RATE_LIMITED') return;
  await markSlack(tx, fault && { code: fault.code, message: [fault.message, fault.hint].join(' ').trim() });
};
