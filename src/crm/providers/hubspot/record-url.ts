import type { CrmTokens } from '../../crm-provider.ts';
import { objectTypeId } from './object-type.ts';

/** HubSpot's page of a record; null where the account is not known (a token that was pasted in). */
export const recordUrl = (
  { appUrl }: { appUrl: string },
  { accountId }: Pick<CrmTokens, 'accountId'>,
  object: string,
  externalId: string,
): string | null => {
  if (accountId === undefined) return null;
  const parts = ['contacts', accountId, 'record', objectTypeId(object), externalId];
  return `${appUrl.replace(/\/+$/, '')}/${parts.map(encodeURIComponent).join('/')}`;
};
