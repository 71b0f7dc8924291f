import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { providerNames } from '../credential/index.ts';
import { activeIntegrations, type CrmIntegrationRow } from '../integration/index.ts';
import type { AlertRuleRow } from './alert-rule.entity.ts';
import { defaultAlerts, type AlertKind } from './alert-settings.ts';
import { changeState } from './change-state.ts';
import { judgeAccess } from './judge-access.ts';
import { judgeFailureRate } from './judge-failure-rate.ts';
import { judgeSilence } from './judge-silence.ts';
import { lockRules } from './lock-rules.ts';
import type { Judge, Verdict } from './verdict.ts';

declare module '../../shared/context.ts' {
  interface Parts {
    /** `sweepMs`: how often a worker looks for rules that are due. */
    readonly alerts: { readonly sweepMs: number };
  }
}

/** What an alert warns of has to be gone for so long before it counts as over, so that what comes and goes is told once. */
const RECOVERY_HOLD_MS = 60_000;
/** What changes by the passing of time is looked at again so often; something that happens hastens it. */
const RECHECK_MS = 60_000;

const judges: Readonly<Record<AlertKind, Judge>> = { AUTH_LOST: judgeAccess, FAILURE_RATE: judgeFailureRate, NO_SYNCS: judgeSilence };

const over = (message: string): Verdict => ({ is: 'OVER', message, changesByItself: false });

const judge = (tx: Tx, { provider, kind, settings: own, state }: AlertRuleRow, connection: CrmIntegrationRow | undefined): Promise<Verdict> => {
  const settings = own ?? defaultAlerts[kind];
  if (!settings.enabled) return Promise.resolve(over('The alert was switched off.'));
  if (!connection) return Promise.resolve(over(`${providerNames[provider]} was disconnected.`));
  return judges[kind](tx, { connection, settings, isFiring: state === 'FIRING' });
};

/** Whether what the rule warned of counts as over by now. */
const isCalm = (rule: AlertRuleRow, { is }: Verdict, now: Date): boolean => {
  rule.calmSince = is === 'GOOD' ? (rule.calmSince ?? now) : null;
  return is === 'OVER' || (rule.calmSince !== null && now.getTime() - rule.calmSince.getTime() >= RECOVERY_HOLD_MS);
};

const settle = async (tx: Tx, rule: AlertRuleRow, connection: CrmIntegrationRow | undefined): Promise<void> => {
  const now = tx.clock.now();
  const verdict = await judge(tx, rule, connection);
  if (rule.state === 'OK' && verdict.is === 'BAD') await changeState(tx, rule, { state: 'FIRING', message: verdict.message, connection });
  else if (rule.state === 'FIRING' && isCalm(rule, verdict, now)) await changeState(tx, rule, { state: 'OK', message: verdict.message, connection });
  const again = verdict.changesByItself ? now.getTime() + RECHECK_MS : Number.POSITIVE_INFINITY;
  const held = rule.calmSince === null ? Number.POSITIVE_INFINITY : rule.calmSince.getTime() + RECOVERY_HOLD_MS;
  const next = Math.min(again, held);
  rule.dueAt = Number.isFinite(next) ? new Date(next) : null;
};

/**
 * Judges the rules about a connection, all or those that `which` takes, as everything stands now; what changes is
 * announced and told, once however many look at the same time: who comes second waits, and finds it done.
 */
export const judgeRules = async (tx: Tx, provider: CrmProviderName, which: (rule: AlertRuleRow) => boolean = () => true): Promise<AlertRuleRow[]> => {
  const rules = await lockRules(tx, provider);
  // Behind the lock: whatever was committed before it was ours is seen.
  const connection = (await activeIntegrations(tx)).find((row) => row.provider === provider);
  for (const rule of rules) if (which(rule)) await settle(tx, rule, connection);
  return rules;
};
