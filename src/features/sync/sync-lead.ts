import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { once } from '../../database/once.ts';
import { badField, forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { requireConnected, requireProvider } from '../integration/index.ts';
import { findVisibleLead } from '../lead/index.ts';
import { dryRunLead } from './dry-run-lead.ts';
import { getAttempt } from './get-attempt.ts';
import { markWanted } from './mark-wanted.ts';
import type { SyncAttemptRow } from './sync-attempt.entity.ts';
import { canSyncLead } from './sync.policy.ts';
import { waitForAttempt } from './wait-for-attempt.ts';

export interface SyncLeadInput {
  leadId: string;
  provider: CrmProviderName;
  duplicatePolicy?: DuplicatePolicy | null;
  dryRun?: boolean | null;
  wait?: boolean | null;
  idempotencyKey?: string | null;
}

/**
 * Syncs one lead by hand: as a dry run that writes nothing to the CRM, or by wanting it there, waiting for the result
 * where asked to. The answer is the attempt either way.
 * @throws AppError NOT_FOUND, FORBIDDEN, RECONNECT_REQUIRED, BAD_USER_INPUT for a key that has no use
 */
export const syncLead = async (ctx: TeamContext, input: SyncLeadInput): Promise<SyncAttemptRow> => {
  const provider = requireProvider(ctx, input.provider);
  const { lead, integration } = await inSnapshot(ctx, async (snapshot) => ({
    lead: await findVisibleLead(snapshot, input.leadId, 'leadId'),
    integration: await requireConnected(snapshot, input.provider),
  }));
  if (!canSyncLead(ctx.actor, lead)) throw forbidden('sync this lead');
  const duplicatePolicy = input.duplicatePolicy ?? integration.settings.duplicatePolicy;
  const { idempotencyKey, ...request } = input;
  if (input.dryRun) {
    // It waits for the CRM, which no transaction may; and to repeat it changes nothing.
    if (idempotencyKey != null) throw badField('idempotencyKey', 'NOT_WITH_DRY_RUN', 'idempotencyKey is of no use with dryRun, which may be repeated: leave it out');
    return dryRunLead(ctx, provider, lead, duplicatePolicy);
  }

  const { leadId } = input;
  const attemptId = await inTransaction(ctx, (tx) =>
    once(tx, { operation: 'syncLead', key: idempotencyKey, request }, () =>
      markWanted(tx, { leadId, provider: provider.name, duplicatePolicy, byHand: true }),
    ),
  );
  return input.wait ? waitForAttempt(ctx, attemptId) : getAttempt(ctx, attemptId);
};
