import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import type { AlertRuleView } from './alert-rule.entity.ts';
import { defaultAlerts, type AlertKind, type AlertSettings } from './alert-settings.ts';
import { viewOf } from './alert-view.ts';
import { judgeRules } from './judge-rules.ts';
import { lockRules } from './lock-rules.ts';

/** Gives a rule other settings (null: those of its kind), and judges it by them at once. */
export const putSettings = async (tx: Tx, provider: CrmProviderName, kind: AlertKind, change: (now: AlertSettings) => AlertSettings | null): Promise<AlertRuleView> => {
  const rule = (await lockRules(tx, provider)).find((each) => each.kind === kind);
  if (!rule) throw new Error('A rule was locked that is not there.');
  rule.settings = change(rule.settings ?? defaultAlerts[kind]);
  await tx.em.flush();
  await judgeRules(tx, provider, (each) => each.kind === kind);
  return viewOf(rule);
};
