import { badField } from '../../shared/app-error.ts';
import { checkInput, type Faults } from '../../shared/check-input.ts';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { crmProviderNames } from '../integration/index.ts';
import type { CrmSyncReport } from './report-crm-sync.ts';
import type { SyncAction } from './sync-attempt.entity.ts';

const actions: readonly SyncAction[] = ['CREATED', 'UPDATED', 'SKIPPED', 'FAILED', 'UNCHANGED'];

type Body = Readonly<Record<string, unknown>>;

const word = <W extends string>(body: Body, field: string, words: readonly W[], faults: Faults): W | null => {
  const value = body[field];
  if (value == null) return null;
  const found = words.find((known) => typeof value === 'string' && known === value.toUpperCase());
  if (found === undefined) faults.push({ field, code: 'INVALID', message: `${field} must be one of ${words.map((known) => known.toLowerCase()).join(', ')}` });
  return found ?? null;
};

const text = (body: Body, field: string, faults: Faults): string | null => {
  const value = body[field];
  if (value == null || typeof value === 'string') return value ?? null;
  faults.push({ field, code: 'TYPE_MISMATCH', message: `${field} must be a text` });
  return null;
};

const required = (body: Body, field: string, faults: Faults): void => {
  if (body[field] == null) faults.push({ field, code: 'REQUIRED', message: `${field} must be given` });
};

/**
 * A report as programs send it that know no GraphQL: words in any case, and fields that we do not know left aside.
 * @throws AppError BAD_USER_INPUT with one detail per faulty field
 */
export const readSyncReport = (given: unknown): CrmSyncReport => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw badField('body', 'TYPE_MISMATCH', 'Send one JSON object: { "provider", "action", "contactId", "leadId", "success", "message" }.');
  const body = given as Body;
  return checkInput((faults) => {
    required(body, 'provider', faults);
    required(body, 'success', faults);
    const { success } = body;
    if (success != null && typeof success !== 'boolean') faults.push({ field: 'success', code: 'TYPE_MISMATCH', message: 'success must be true or false' });
    return {
      // A fault has been noted where there is none, so that it never gets further.
      provider: word<CrmProviderName>(body, 'provider', crmProviderNames, faults) ?? 'HUBSPOT',
      success: success === true,
      action: word(body, 'action', actions, faults),
      contactId: text(body, 'contactId', faults),
      leadId: text(body, 'leadId', faults),
      message: text(body, 'message', faults),
    };
  });
};
