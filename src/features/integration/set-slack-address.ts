import type { Tx } from '../../database/in-transaction.ts';
import { changeStatus } from './change-status.ts';
import type { IntegrationRow } from './integration.entity.ts';
import { lockSlack } from './lock-slack.ts';
import { slackStatus } from './slack-status.ts';

/** Notes that the team's messages go to another address; `shown` is what may be seen of it, null: to the server's own, if there is one. */
export const setSlackAddress = async (tx: Tx, shown: string | null): Promise<IntegrationRow> => {
  const row = await lockSlack(tx);
  const accountChanged = row.accountName !== shown;
  Object.assign(row, { accountName: shown, lastSeenAt: null });
  changeStatus(tx, row, { status: slackStatus(tx, { status: 'CONNECTED', accountName: shown }), error: null, accountChanged });
  return row;
};
