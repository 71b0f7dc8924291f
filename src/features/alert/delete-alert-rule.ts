import { inTransaction } from '../../database/in-transaction.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { audit } from '../account/index.ts';
import { canManageIntegrations } from '../integration/index.ts';
import type { AlertRuleView } from './alert-rule.entity.ts';
import { getAlertRule } from './get-alert-rule.ts';
import { putSettings } from './put-settings.ts';

export interface DeleteAlertRuleInput {
  id: string;
}

/** Forgets what a team has set of a rule, so that it is again as from the beginning. To repeat it changes nothing. @throws AppError FORBIDDEN, NOT_FOUND */
export const deleteAlertRule = async (ctx: TeamContext, { id }: DeleteAlertRuleInput): Promise<AlertRuleView> => {
  if (!canManageIntegrations(ctx.actor)) throw forbidden('change alerts');
  const rule = await getAlertRule(ctx, id);
  if (rule.isDefault) return rule;
  const { provider, kind } = rule;
  return inTransaction(ctx, async (tx) => {
    await audit(tx, { action: 'alert_rule.deleted', target: id, data: { provider, kind } });
    return putSettings(tx, provider, kind, () => null);
  });
};
