import type { CrmProviderName, SyncFault } from '../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { once } from '../../database/once.ts';
import { badField, forbidden, notFound } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { cleanLine, requireLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { providerNames } from '../credential/index.ts';
import { activeIntegrations } from '../integration/index.ts';
import { Lead } from '../lead/index.ts';
import { SyncAttempt, type SyncAction, type SyncAttemptRow, type SyncStatus } from './sync-attempt.entity.ts';
import { announce } from './sync.events.ts';
import { canReportSync } from './sync.policy.ts';

/** Longest id of a lead, ours or another system's, and of a contact. */
const NAME_MAX = 200;

export interface CrmSyncReport {
  provider: CrmProviderName;
  success: boolean;
  action?: SyncAction | null;
  contactId?: string | null;
  /** The lead's id, or its `externalId`. */
  leadId?: string | null;
  message?: string | null;
  idempotencyKey?: string | null;
}

/** What came of it, in our words. */
interface Result {
  status: SyncStatus;
  action: SyncAction;
  message: string;
  errors: SyncFault[];
}

const resultOf = ({ provider, success, action }: CrmSyncReport, told: string | null): Result => {
  const crm = providerNames[provider];
  if (!success) {
    const message = told ?? `A service reported that the sync to ${crm} failed, without a reason.`;
    return { status: 'FAILED', action: 'FAILED', message, errors: [{ code: 'UNKNOWN', message, hint: 'Look into the service that reported it.', retryable: false }] };
  }
  if (action == null) throw badField('action', 'REQUIRED', 'action must say what a sync that succeeded did: CREATED, UPDATED, SKIPPED or UNCHANGED');
  if (action === 'FAILED') throw badField('action', 'CONTRADICTION', 'action says FAILED and success says true: send one of them only');
  return { status: action === 'SKIPPED' ? 'SKIPPED' : 'SUCCEEDED', action, message: told ?? `A service reported: contact ${action.toLowerCase()} in ${crm}`, errors: [] };
};

/** A lead by whatever a service knows it by. @throws AppError NOT_FOUND */
const findNamed = async ({ em, actor: { teamId } }: Tx, name: string): Promise<string> => {
  const leads = await em.find(Lead, { teamId, $or: [{ id: name }, { externalId: name }] });
  const lead = leads.find(({ id }) => id === name) ?? leads[0];
  if (!lead) throw notFound('Lead');
  return lead.id;
};

const readTexts = ({ contactId, leadId, message }: CrmSyncReport) =>
  checkInput((faults) => ({
    contactId: contactId == null ? null : cleanLine(contactId, { field: 'contactId', max: NAME_MAX }, faults),
    leadName: leadId == null ? null : requireLine(leadId, { field: 'leadId', max: NAME_MAX }, faults),
    message: message == null ? null : cleanLine(message, { field: 'message' }, faults),
  }));

const keep = async (tx: Tx, report: CrmSyncReport): Promise<string> => {
  const { contactId, leadName, message } = readTexts(report);
  const result = resultOf(report, message);
  const leadId = leadName === null ? null : await findNamed(tx, leadName);
  const connection = (await activeIntegrations(tx)).find(({ provider }) => provider === report.provider);
  const now = tx.clock.now();
  const attempt = tx.em.create(SyncAttempt, {
    id: newId('attempt'), teamId: tx.actor.teamId, leadId, provider: report.provider, ...result, contactId,
    dryRun: false, duplicatePolicy: connection?.settings.duplicatePolicy ?? 'UPDATE', payload: null, diff: [], requests: [], mappingVersion: null,
    createdAt: now, startedAt: null, finishedAt: now,
  });
  await tx.em.flush();
  announce(tx, attempt);
  return attempt.id;
};

/**
 * Keeps what a service of the operator's own says of a sync that it did itself, as an attempt like any other. It is a
 * record and no order: what Leadwire sends, and to which contact, is decided as before.
 * @throws AppError FORBIDDEN for everybody else; BAD_USER_INPUT; NOT_FOUND for a lead that is not of the team
 */
export const reportCrmSync = async (ctx: TeamContext, { idempotencyKey, ...report }: CrmSyncReport): Promise<SyncAttemptRow> => {
  if (!canReportSync(ctx.actor)) throw forbidden('state what became of a sync');
  return inTransaction(ctx, async (tx) => {
    const id = await once(tx, { operation: 'reportCrmSync', key: idempotencyKey, request: report }, () => keep(tx, report));
    return tx.em.findOneOrFail(SyncAttempt, { id });
  });
};
