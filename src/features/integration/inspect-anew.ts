import type { CrmProvider } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { InspectConnection } from './inspect-connection.ts';
import type { IntegrationRow } from './integration.entity.ts';
import { forgetWritten } from './told-by-provider.ts';

/** Forgets what was said of a connection that is no longer the same, and has the account asked again. */
export const inspectAnew = (tx: Tx, provider: CrmProvider, row: IntegrationRow): void => {
  row.warnings = [];
  forgetWritten(tx, provider.name);
  if (provider.readShortcomings) enqueue(tx, InspectConnection, { teamId: row.teamId, provider: provider.name });
};
