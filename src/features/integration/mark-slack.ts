import type { Tx } from '../../database/in-transaction.ts';
import { changeStatus, type StatusChange } from './change-status.ts';
import { lockSlack } from './lock-slack.ts';

/** Notes how a message to Slack went: ERROR while they fail, CONNECTED once one arrives. Announces a change. */
export const markSlack = async (tx: Tx, error: StatusChange['error']): Promise<void> => {
  const row = await lockSlack(tx);
  if (row.status === 'NOT_CONFIGURED') return;
  if (error === null) row.lastSeenAt = tx.clock.now();
  changeStatus(tx, row, { status: error === null ? 'CONNECTED' : 'ERROR', error });
};
