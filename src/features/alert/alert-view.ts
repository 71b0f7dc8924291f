import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { derivedId } from '../../shared/ids.ts';
import type { AlertRuleRow, AlertRuleView } from './alert-rule.entity.ts';
import { defaultAlerts, type AlertKind } from './alert-settings.ts';

const alertId = (teamId: string, provider: CrmProviderName, kind: AlertKind): string => derivedId('alert', teamId, provider, kind);

/** What stands for a rule that nothing is stored of yet. */
export const untouchedRule = (teamId: string, provider: CrmProviderName, kind: AlertKind): AlertRuleView => ({
  ...defaultAlerts[kind], id: alertId(teamId, provider, kind), provider, kind, isDefault: true, state: 'OK', since: null, message: null,
});

export const viewOf = ({ teamId, provider, kind, settings, state, since, message }: AlertRuleRow): AlertRuleView => ({
  ...untouchedRule(teamId, provider, kind), ...settings, isDefault: settings === null, state, since, message,
});
