import type { CrmTokens } from '../../crm-provider.ts';
import type { SalesforceSettings } from './settings.ts';
import { originOf } from './trusted-origin.ts';

/** Salesforce's page of a record, whose id tells the object; null where the organisation's address is not known, or foreign. */
export const recordUrl = (settings: SalesforceSettings, { instanceUrl }: Pick<CrmTokens, 'instanceUrl'>, externalId: string): string | null => {
  const origin = instanceUrl === undefined ? null : originOf(settings, instanceUrl);
  return origin === null ? null : `${origin}/${encodeURIComponent(externalId)}`;
};
