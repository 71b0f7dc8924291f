import { z } from 'zod';
import type { Tx } from '../../database/in-transaction.ts';
import { defineEvent } from '../../events/define-event.ts';
import { emit } from '../../events/emit.ts';
import { canReadIntegrations } from '../integration/index.ts';
import type { AlertRuleView } from './alert-rule.entity.ts';

const rule = z.object({
  id: z.string(),
  provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']),
  kind: z.enum(['AUTH_LOST', 'FAILURE_RATE', 'NO_SYNCS']),
  enabled: z.boolean(),
  thresholdPercent: z.number().nullable(),
  windowMinutes: z.number().nullable(),
  minAttempts: z.number().nullable(),
  quietHours: z.number().nullable(),
  isDefault: z.boolean(),
  state: z.enum(['OK', 'FIRING']),
  since: z.iso.datetime().nullable(),
  message: z.string().nullable(),
});

const definition = { version: 1, typeName: 'AlertEvent', payload: z.object({ rule, message: z.string(), firedAt: z.iso.datetime() }), visibleTo: canReadIntegrations };

/** What a rule warns of has come about. */
export const AlertFired = defineEvent({ ...definition, kind: 'alert.fired' });
/** It is over, or nobody wants to be warned of it any more. */
export const AlertRecovered = defineEvent({ ...definition, kind: 'alert.recovered' });
export type AlertPayload = z.output<typeof AlertFired.payload>;

export const announce = (tx: Tx, { since, ...rest }: AlertRuleView, message: string, firedAt: Date): void => {
  const payload = { rule: { ...rest, since: since?.toISOString() ?? null }, message, firedAt: firedAt.toISOString() };
  emit(tx, rest.state === 'FIRING' ? AlertFired : AlertRecovered, rest.id, payload);
};

/** The rule as of the event. */
export const ruleOf = ({ rule: { since, ...rest } }: AlertPayload): AlertRuleView => ({ ...rest, since: since === null ? null : new Date(since) });
