import type { Tx } from '../../database/in-transaction.ts';
import type { CrmIntegrationRow } from '../integration/index.ts';
import { tellSlack } from '../slack/index.ts';
import type { AlertRuleRow, AlertState } from './alert-rule.entity.ts';
import { slackText } from './slack-text.ts';
import { announce } from './alert.events.ts';
import { viewOf } from './alert-view.ts';

export interface StateChange {
  state: AlertState;
  /** What is wrong, or why nothing is any more. */
  message: string;
  /** Absent where it has ended. */
  connection: CrmIntegrationRow | undefined;
}

/** Brings a locked rule into the other state: with the transaction one event and, where the team has Slack, one message. */
export const changeState = async (tx: Tx, rule: AlertRuleRow, { state, message, connection }: StateChange): Promise<void> => {
  const now = tx.clock.now();
  const firedAt = state === 'FIRING' ? now : (rule.since ?? now);
  Object.assign(rule, { state, since: now, message: state === 'FIRING' ? message : null, calmSince: null });
  announce(tx, viewOf(rule), message, firedAt);
  await tellSlack(tx, await slackText(tx, rule, { message, firedAt, accountName: connection?.accountName ?? null }));
};
