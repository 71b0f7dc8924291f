import { z } from 'zod';
import { defineEvent } from '../../events/define-event.ts';
import { leadStatuses } from '../lead/index.ts';
import type { IntegrationRow, IntegrationView } from './integration.entity.ts';
import { canReadIntegrations } from './integration.policy.ts';

const status = z.enum(['CONNECTED', 'DISCONNECTED', 'ERROR', 'RECONNECT_REQUIRED', 'NOT_CONFIGURED']);
const moment = z.iso.datetime().nullable();

const rule = z.object({ status: z.array(z.enum(leadStatuses)).nullable(), ownerIds: z.array(z.string()).nullable(), sources: z.array(z.string()).nullable() });

const snapshot = z.object({
  id: z.string(),
  provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE', 'SLACK']),
  status,
  environment: z.enum(['PRODUCTION', 'SANDBOX']),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  scopes: z.array(z.string()),
  settings: z.object({ autoSync: z.boolean(), duplicatePolicy: z.enum(['SKIP', 'UPDATE', 'CREATE_NEW']), object: z.string(), include: rule.nullable().optional(), quotaReserve: z.number().nullable().default(null) }),
  lastSeenAt: moment,
  lastSyncAt: moment,
  error: z.object({ code: z.string(), message: z.string(), at: z.iso.datetime() }).nullable(),
  warnings: z.array(z.string()).default([]),
});

/** A connection came, broke, recovered, or leads to another account than before. */
export const IntegrationStatusChanged = defineEvent({
  kind: 'integration.status_changed',
  version: 1,
  typeName: 'IntegrationStatusEvent',
  payload: z.object({
    integration: snapshot,
    previousStatus: status,
    status,
    /** The provider's account is not the one of before: ids of its records mean nothing any more. */
    accountChanged: z.boolean(),
  }),
  visibleTo: canReadIntegrations,
});
export type IntegrationStatusPayload = z.output<(typeof IntegrationStatusChanged)['payload']>;

export const snapshotOf = (row: IntegrationRow): IntegrationStatusPayload['integration'] => {
  const { id, provider, environment, accountId, accountName, scopes, settings, lastSeenAt, lastSyncAt, error, warnings } = row;
  return {
    id, provider, status: row.status, environment, accountId, accountName, scopes, settings, error, warnings,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    lastSyncAt: lastSyncAt?.toISOString() ?? null,
  };
};

/** The integration as of the event. */
export const viewOf = ({ lastSeenAt, lastSyncAt, ...rest }: IntegrationStatusPayload['integration']): IntegrationView => ({
  ...rest,
  lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt),
  lastSyncAt: lastSyncAt === null ? null : new Date(lastSyncAt),
  // It changes with every call, so no event tells it.
  quota: null,
});
