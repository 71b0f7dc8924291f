import { contactPartsOf } from '../../crm/contact-parts.ts';
import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { once } from '../../database/once.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { refuse } from '../account/index.ts';
import { requireConnected, requireProvider } from '../integration/index.ts';
import { readCrmFields } from '../mapping/index.ts';
import { dryRun } from './dry-run.ts';
import { readGivenContact, type ContactInput } from './read-given-contact.ts';
import { refuseKeyedDryRun } from './refuse-keyed-dry-run.ts';
import type { SyncAttemptRow } from './sync-attempt.entity.ts';
import { contactSubject } from './sync-subject.ts';
import { canSyncContact } from './sync.policy.ts';
import { waitForAttempt } from './wait-for-attempt.ts';
import { wantContact } from './want-contact.ts';

export interface SyncContactInput {
  provider: CrmProviderName;
  contact: ContactInput;
  duplicatePolicy?: DuplicatePolicy | null;
  dryRun?: boolean | null;
  idempotencyKey?: string | null;
}

/**
 * Brings a contact to a CRM without making it a lead, and waits for the result; or shows what that would do. What the
 * CRM cannot take now goes on by itself, as with leads.
 * @throws AppError FORBIDDEN, RECONNECT_REQUIRED, BAD_USER_INPUT for a contact that is none, or that the object cannot
 *   hold, or a key that has no use; as the provider failed, where it was asked for the fields of the object
 */
export const syncContact = async (ctx: TeamContext, { idempotencyKey, ...request }: SyncContactInput): Promise<SyncAttemptRow> => {
  if (!canSyncContact(ctx.actor)) throw refuse(ctx.actor, 'sync contacts', 'sync:run', 'leads:read');
  const provider = requireProvider(ctx, request.provider);
  const { settings } = await inSnapshot(ctx, (snapshot) => requireConnected(snapshot, provider.name));
  const { object } = settings;
  const parts = await contactPartsOf(provider, object, async () => (await readCrmFields(ctx, provider, object, false)).fields);
  const contact = readGivenContact({ provider, object, parts }, request.contact);
  const duplicatePolicy = request.duplicatePolicy ?? settings.duplicatePolicy;
  if (request.dryRun) {
    refuseKeyedDryRun(idempotencyKey);
    return dryRun(ctx, provider, { subject: contactSubject(newId('attempt'), contact), externalId: null, duplicatePolicy });
  }
  const attemptId = await inTransaction(ctx, (tx) =>
    once(tx, { operation: 'syncContact', key: idempotencyKey, request }, () => Promise.resolve(wantContact(tx, { contact, provider: provider.name, duplicatePolicy }))),
  );
  return waitForAttempt(ctx, attemptId);
};
