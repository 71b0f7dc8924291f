import type { CrmProvider } from '../../crm/crm-provider.ts';
import type { IntegrationSettings } from './integration.entity.ts';

/** What a connection does until someone says otherwise. A provider that is not installed has no object yet. */
export const defaultSettings = (provider: Pick<CrmProvider, 'defaultObject'> | undefined): IntegrationSettings => ({
  autoSync: true,
  duplicatePolicy: 'UPDATE',
  object: provider?.defaultObject ?? '',
  quotaReserve: null,
  include: null,
});
