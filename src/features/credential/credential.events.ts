import { z } from 'zod';
import type { Tx } from '../../database/in-transaction.ts';
import { defineEvent } from '../../events/define-event.ts';
import { emit } from '../../events/emit.ts';
import { canReadCredentials } from './credential.policy.ts';
import type { AnnouncedStatus, CredentialRow } from './credential.entity.ts';

const status = z.enum(['VALID', 'FAILING', 'EXPIRED', 'REVOKED']);
const moment = z.iso.datetime().nullable();

/** The tokens of a connection can no longer be renewed, or can again. */
export const CredentialHealthChanged = defineEvent({
  kind: 'credential.health_changed',
  version: 1,
  typeName: 'CredentialHealthEvent',
  payload: z.object({
    provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']),
    previousStatus: status,
    status,
    expiresAt: moment,
    lastRefreshedAt: moment,
    consecutiveFailures: z.number(),
    /** Why, in words for people; null when all is well. */
    fault: z.object({ code: z.string(), message: z.string() }).nullable(),
  }),
  visibleTo: canReadCredentials,
});
export type CredentialHealthPayload = z.output<(typeof CredentialHealthChanged)['payload']>;

/** Brings a locked row to a status, whose other columns are set already, and announces it where that is news. */
export const changeHealth = (tx: Tx, row: CredentialRow, to: AnnouncedStatus): void => {
  const previousStatus = row.status;
  if (previousStatus === to) return;
  row.status = to;
  const { provider, expiresAt, lastRefreshedAt, consecutiveFailures, lastFault } = row;
  emit(tx, CredentialHealthChanged, row.id, {
    provider, previousStatus, status: to, consecutiveFailures,
    expiresAt: expiresAt?.toISOString() ?? null,
    lastRefreshedAt: lastRefreshedAt?.toISOString() ?? null,
    fault: lastFault && { code: lastFault.code, message: lastFault.message },
  });
};
