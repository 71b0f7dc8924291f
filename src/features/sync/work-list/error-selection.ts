import type { CrmProviderName, SyncFaultCode } from '../../../crm/crm-provider.ts';
import type { Snapshot } from '../../../database/in-snapshot.ts';
import { AppError, badField, forbidden } from '../../../shared/app-error.ts';
import { checkInput } from '../../../shared/check-input.ts';
import { kindOfId } from '../../../shared/ids.ts';
import { providerNames } from '../../credential/index.ts';
import { Lead } from '../../lead/index.ts';
import { SyncAttempt } from '../sync-attempt.entity.ts';
import { canSyncLead } from '../sync.policy.ts';

/** As the API has it: exactly one of them is given. */
export interface SyncErrorSelection {
  attemptIds?: readonly string[] | null;
  code?: SyncFaultCode | null;
  all?: boolean | null;
}

/** What is chosen of a list; of two conditions that are null all of it. */
export interface ChosenErrors {
  attemptIds: readonly string[] | null;
  code: SyncFaultCode | null;
}

/** Most attempts that one call names. */
const ATTEMPT_IDS_MAX = 500;

/** What can be said without a look at the attempts. @throws AppError BAD_USER_INPUT */
export const readSelection = ({ attemptIds, code, all }: SyncErrorSelection): ChosenErrors => {
  if (attemptIds?.length === 0) throw badField('errors.attemptIds', 'REQUIRED', 'errors.attemptIds is empty: name at least one attempt, or choose by code');
  if (attemptIds && attemptIds.length > ATTEMPT_IDS_MAX)
    throw badField('errors.attemptIds', 'TOO_MANY', `errors.attemptIds takes at most ${String(ATTEMPT_IDS_MAX)} attempts: choose by code, or call several times`);
  if (all === false) throw badField('errors.all', 'MUST_BE_TRUE', 'errors.all is either true or left out: choose by attemptIds or code instead');
  return { attemptIds: attemptIds ? [...new Set(attemptIds)] : null, code: code ?? null };
};

/**
 * Refuses attempts that could never be on the list of a CRM, or that the actor may not see to.
 * @throws AppError NOT_FOUND for an id that is no attempt of the team; BAD_USER_INPUT for one of another CRM, or of no lead; FORBIDDEN
 */
export const checkAttempts = async ({ em, actor }: Snapshot, provider: CrmProviderName, ids: readonly string[]): Promise<void> => {
  // What is no id of an attempt is not looked up: the store stumbles over a NUL.
  const known = ids.filter((id) => kindOfId(id) === 'attempt');
  const attempts = await em.find(SyncAttempt, { teamId: actor.teamId, id: { $in: known } }, { fields: ['id', 'provider', 'leadId'] });
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const fieldOf = (id: string) => `errors.attemptIds[${String(ids.indexOf(id))}]`;
  const missing = ids.filter((id) => !byId.has(id));
  if (missing.length > 0)
    throw new AppError('NOT_FOUND', 'Sync attempt not found', { details: missing.map((id) => ({ field: fieldOf(id), code: 'NOT_FOUND', message: 'Sync attempt not found' })) });
  checkInput((faults) => {
    for (const attempt of attempts) {
      const field = fieldOf(attempt.id);
      if (attempt.provider !== provider) faults.push({ field, code: 'OTHER_PROVIDER', message: `${field} went to ${providerNames[attempt.provider]}: name that provider` });
      else if (attempt.leadId === null) faults.push({ field, code: 'NO_LEAD', message: `${field} is of no lead: it was deleted, or a contact was given directly, which syncContact takes again` });
    }
  });
  const leads = await em.find(Lead, { id: { $in: attempts.flatMap(({ leadId }) => leadId ?? []) } });
  if (!leads.every((lead) => canSyncLead(actor, lead))) throw forbidden('sync each of these leads');
};
