import { inSnapshot } from '../../database/in-snapshot.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { providerNames } from '../credential/index.ts';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { canReadIntegrations } from '../integration/index.ts';
import { AlertRule, type AlertRuleView } from './alert-rule.entity.ts';
import { alertKinds } from './alert-settings.ts';
import { untouchedRule, viewOf } from './alert-view.ts';

export interface AlertRuleQuery {
  provider?: CrmProviderName | null;
}

/** The team's rules about one CRM, or about all that this server can connect, also those that nobody has touched. @throws AppError FORBIDDEN */
export const listAlertRules = async (ctx: TeamContext, { provider }: AlertRuleQuery = {}): Promise<AlertRuleView[]> => {
  if (!canReadIntegrations(ctx.actor)) throw forbidden('see alerts');
  const { teamId } = ctx.actor;
  const rows = await inSnapshot(ctx, ({ em }) => em.find(AlertRule, { teamId }));
  const names = (Object.keys(providerNames) as (keyof typeof providerNames)[]).filter((name) => name !== 'SLACK');
  const asked = names.filter((name) => (provider ?? name) === name && (ctx.parts.crm.providers[name] !== undefined || rows.some((row) => row.provider === name)));
  return asked.flatMap((name) => alertKinds.map((kind) => {
    const row = rows.find((each) => each.provider === name && each.kind === kind);
    return row ? viewOf(row) : untouchedRule(teamId, name, kind);
  }));
};
