import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { forbidden } from '../../shared/app-error.ts';
import { checkInput, type Faults } from '../../shared/check-input.ts';
import type { TeamContext } from '../../shared/context.ts';
import { audit } from '../account/index.ts';
import { canManageIntegrations, requireProvider } from '../integration/index.ts';
import type { AlertRuleView } from './alert-rule.entity.ts';
import { defaultAlerts, figureBounds, type AlertFigure, type AlertKind, type AlertSettings } from './alert-settings.ts';
import { putSettings } from './put-settings.ts';

type Changes = { [Name in keyof AlertSettings]?: AlertSettings[Name] | null };

export interface SaveAlertRuleInput extends Changes {
  provider: CrmProviderName;
  kind: AlertKind;
}

const checkFigure = (figure: AlertFigure, { kind, [figure]: given }: SaveAlertRuleInput, faults: Faults): void => {
  const [min, max] = figureBounds[figure];
  if (given === undefined) return;
  if (defaultAlerts[kind][figure] === null) faults.push({ field: figure, code: 'NOT_OF_KIND', message: `${figure} is nothing that an alert of the kind ${kind} knows: leave it out` });
  else if (given !== null && (given < min || given > max)) faults.push({ field: figure, code: 'OUT_OF_RANGE', message: `${figure} must be from ${String(min)} to ${String(max)}` });
};

/** What is absent stays, and null goes back to the default. */
const apply = (now: AlertSettings, { kind, ...changes }: SaveAlertRuleInput): AlertSettings => {
  const byDefault = defaultAlerts[kind];
  const chosen = <Name extends keyof AlertSettings>(name: Name, change: AlertSettings[Name] | null | undefined) => (change === undefined ? now[name] : (change ?? byDefault[name]));
  return {
    enabled: chosen('enabled', changes.enabled),
    thresholdPercent: chosen('thresholdPercent', changes.thresholdPercent),
    windowMinutes: chosen('windowMinutes', changes.windowMinutes),
    minAttempts: chosen('minAttempts', changes.minAttempts),
    quietHours: chosen('quietHours', changes.quietHours),
  };
};

/**
 * Changes when an alert fires, and judges it by that at once; also ahead of the first connection.
 * @throws AppError FORBIDDEN, BAD_USER_INPUT, PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED
 */
export const saveAlertRule = async (ctx: TeamContext, input: SaveAlertRuleInput): Promise<AlertRuleView> => {
  if (!canManageIntegrations(ctx.actor)) throw forbidden('change alerts');
  const { provider, kind } = input;
  requireProvider(ctx, provider);
  checkInput((faults) => { for (const figure of Object.keys(figureBounds) as AlertFigure[]) checkFigure(figure, input, faults); });
  return inTransaction(ctx, async (tx) => {
    const rule = await putSettings(tx, provider, kind, (now) => apply(now, input));
    const { enabled, thresholdPercent, windowMinutes, minAttempts, quietHours } = rule;
    await audit(tx, { action: 'alert_rule.saved', target: rule.id, data: { provider, kind, enabled, thresholdPercent, windowMinutes, minAttempts, quietHours } });
    return rule;
  });
};
