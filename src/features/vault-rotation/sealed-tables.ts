import type { Em } from '../../database/database.ts';
import type { Vault } from '../../vault/create-vault.ts';
import { sealedCredentials, type SealedRows } from '../credential/index.ts';
import { sealedOAuthStates } from '../integration/index.ts';
import { sealedSlackWebhooks } from '../slack/index.ts';

/** Everything that lies sealed in the database. */
export const sealedTables: readonly SealedRows[] = [sealedCredentials, sealedOAuthStates, sealedSlackWebhooks];

const countBeside = async (em: Em, keyIds: readonly string[], limit: number): Promise<number> => {
  let count = 0;
  for (const table of sealedTables) count += await table.count(em, keyIds, limit);
  return count;
};

/** How many secrets are under a key that is not known here; counting ends at `limit` for each table. */
export const countUnderUnknown = (em: Em, { lastingKeyIds, previousKeyIds }: Vault, limit: number): Promise<number> =>
  countBeside(em, [...lastingKeyIds, ...previousKeyIds], limit);

/** How many secrets are under a key that does not last; counting ends at `limit` for each table. */
export const countUnderOthers = (em: Em, { lastingKeyIds }: Vault, limit: number): Promise<number> => countBeside(em, lastingKeyIds, limit);
