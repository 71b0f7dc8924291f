import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { AlertRule, type AlertRuleRow } from './alert-rule.entity.ts';
import { alertKinds } from './alert-settings.ts';

const ensure = `
  insert into alert_rules (team_id, provider, kind, state)
  select ?, ?, kind, 'OK' from jsonb_array_elements_text(?::jsonb) as kind order by kind
  on conflict do nothing`;

/** All rules about a connection, locked in their order; made first where there are none. */
export const lockRules = async ({ em, actor: { teamId } }: Tx, provider: CrmProviderName): Promise<AlertRuleRow[]> => {
  await em.execute(ensure, [teamId, provider, JSON.stringify(alertKinds)]);
  return em.find(AlertRule, { teamId, provider }, { orderBy: { kind: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
};
