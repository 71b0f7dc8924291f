import type { Tx } from '../../database/in-transaction.ts';
import { emit } from '../../events/emit.ts';
import type { IntegrationError, IntegrationRow, IntegrationStatus } from './integration.entity.ts';
import { IntegrationStatusChanged, snapshotOf } from './integration.events.ts';

export interface StatusChange {
  status: IntegrationStatus;
  error: Omit<IntegrationError, 'at'> | null;
  accountChanged?: boolean;
}

/** Brings a locked row to a status, and announces it where that is news. */
export const changeStatus = (tx: Tx, row: IntegrationRow, { status, error, accountChanged = false }: StatusChange): void => {
  const previousStatus = row.status;
  const now = tx.clock.now();
  Object.assign(row, { status, error: error && { ...error, at: now.toISOString() }, updatedAt: now });
  if (previousStatus !== status || accountChanged)
    emit(tx, IntegrationStatusChanged, row.id, { integration: snapshotOf(row), previousStatus, status, accountChanged });
};
