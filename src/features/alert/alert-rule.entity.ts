import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { AlertKind, AlertSettings } from './alert-settings.ts';

export type AlertState = 'OK' | 'FIRING';

/**
 * One alert about one connection: there is one of each kind for each CRM from the beginning, and a row from the first
 * connection, or the first change, on. Whoever changes a row holds all of its connection: in their order, so that
 * nobody waits in a circle.
 */
export const AlertRule = defineEntity({
  name: 'AlertRule',
  tableName: 'alert_rules',
  // Workers look for rows that are due to be judged.
  ...ownedByTeamAndSystem('select'),
  properties: {
    teamId: p.text().primary(),
    provider: p.text().$type<CrmProviderName>().primary(),
    kind: p.text().$type<AlertKind>().primary(),
    /** Null: those of the kind. */
    settings: p.json<AlertSettings>().strictNullable(),
    state: p.text().$type<AlertState>(),
    /** When the state came about; null while it never changed. */
    since: p.datetime(3).strictNullable(),
    /** What is wrong, for people; null while OK. */
    message: p.text().strictNullable(),
    /** While FIRING: since when what it warns of is gone. */
    calmSince: p.datetime(3).strictNullable(),
    /** When it is judged again; null: something has to happen first. */
    dueAt: p.datetime(3).strictNullable(),
  },
  indexes: [{ name: 'alert_rules_due', expression: 'create index alert_rules_due on alert_rules (due_at) where due_at is not null' }],
});
export type AlertRuleRow = InferEntity<typeof AlertRule>;

/** What the type AlertRule is resolved from: a row, what stands for one that is not there yet, or what an event carries. */
export interface AlertRuleView extends AlertSettings {
  id: string;
  provider: CrmProviderName;
  kind: AlertKind;
  isDefault: boolean;
  state: AlertState;
  since: Date | null;
  message: string | null;
}
