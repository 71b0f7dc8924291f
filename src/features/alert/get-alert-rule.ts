import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { canReadIntegrations } from '../integration/index.ts';
import type { AlertRuleView } from './alert-rule.entity.ts';
import { listAlertRules } from './list-alert-rules.ts';

/** @throws AppError NOT_FOUND, also for what the caller may not see */
export const getAlertRule = async (ctx: TeamContext, id: string): Promise<AlertRuleView> => {
  const rules = canReadIntegrations(ctx.actor) ? await listAlertRules(ctx) : [];
  const found = rules.find((rule) => rule.id === id);
  if (!found) throw notFound('Alert rule');
  return found;
};
