import type { CrmExchange } from '../../crm/crm-provider.ts';

/** What a batch sent holds other leads too; with one of them only the fact of the call is kept. */
export const withoutContents = (exchange: CrmExchange): CrmExchange => ({ ...exchange, path: exchange.path.replace(/\?.*/s, ''), body: null, response: null });
