import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { once } from '../../database/once.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { requireConnected, requireProvider } from '../integration/index.ts';
import { findVisibleLead } from '../lead/index.ts';
import { dryRun } from './dry-run.ts';
import { getAttempt } from './get-attempt.ts';
import { markWanted } from './mark-wanted.ts';
import { refuseKeyedDryRun } from './refuse-keyed-dry-run.ts';
import type { SyncAttemptRow } from './sync-attempt.entity.ts';
import { SyncState } from './sync-state.entity.ts';
import { leadSubject } from './sync-subject.ts';
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
  const { lead, integration, externalId } = await inSnapshot(ctx, async (snapshot) => ({
    lead: await findVisibleLead(snapshot, input.leadId, 'leadId'),
    integration: await requireConnected(snapshot, input.provider),
    externalId: (await snapshot.em.findOne(SyncState, { subjectId: input.leadId, provider: provider.name }))?.externalId ?? null,
  }));
  if (!canSyncLead(ctx.actor, lead)) throw refuse(ctx.actor, 'sync this lead', 'sync:run');
  const duplicatePolicy = input.duplicatePolicy ?? integration.settings.duplicatePolicy;
  const { idempotencyKey, ...request } = input;
  if (input.dryRun) {
    refuseKeyedDryRun(idempotencyKey);
    return dryRun(ctx, provider, { subject: leadSubject(lead), externalId, duplicatePolicy });
  }

  const { leadId } = input;
  const attemptId = await inTransaction(ctx, (tx) =>
    once(tx, { operation: 'syncLead', key: idempotencyKey, request }, () =>
      markWanted(tx, { leadId, provider: provider.name, duplicatePolicy, byHand: true }),
    ),
  );
  return input.wait ? waitForAttempt(ctx, attemptId) : getAttempt(ctx, attemptId);
};
