import type { Tx } from '../../database/in-transaction.ts';
import type { IntegrationRow } from './integration.entity.ts';
import { lockIntegration } from './lock-integration.ts';
import { slackStatus } from './slack-status.ts';

/** The team's row for Slack, locked, with the status that people see; made first where there is none. */
export const lockSlack = async (tx: Tx): Promise<IntegrationRow> => {
  const row = await lockIntegration(tx, { name: 'SLACK', defaultObject: '' });
  row.status = slackStatus(tx, row);
  return row;
};
