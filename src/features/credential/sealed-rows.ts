import type { Em } from '../../database/database.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';
import type { ProviderName } from './provider-names.ts';

/** A secret as it was read. */
export interface SealedRow {
  id: string;
  /** Of its row, where that counts its changes. */
  version: number;
  teamId: string;
  provider: ProviderName;
  sealed: SealedSecret;
}

/** The secrets of one table, to be sealed under another key; those of a team in a unit of a team, else all. */
export interface SealedRows {
  /** How many are under none of these keys; counting ends at `limit`. */
  readonly count: (em: Em, keyIds: readonly string[], limit: number) => Promise<number>;
  /** Some of those that are under one of these keys, behind `after`, in the order of their ids. */
  readonly read: (em: Em, keyIds: readonly string[], after: string, limit: number) => Promise<SealedRow[]>;
  /**
   * Writes what is still as it was read; what was changed or is locked by somebody else stays. No version is raised,
   * since the secrets are the same: a renewal that is under way writes over it. @returns how many were written
   */
  readonly write: (em: Em, rows: readonly SealedRow[], sealed: readonly SealedSecret[]) => Promise<number>;
}

/** The statements of a table. Keys are given as a JSON array, rows as one of `{ id, version, was, kid, sealed }`. */
export interface SealedStatements {
  readonly count: string;
  readonly read: string;
  readonly write: string;
}

export const sealedRows = ({ count, read, write }: SealedStatements): SealedRows => ({
  count: async (em, keyIds, limit) => {
    const [row] = await em.execute<{ count: string | number }[]>(count, [JSON.stringify(keyIds), limit]);
    return Number(row?.count);
  },
  read: async (em, keyIds, after, limit) => {
    const rows = await em.execute<(Omit<SealedRow, 'teamId'> & { team_id: string })[]>(read, [JSON.stringify(keyIds), after, limit]);
    return rows.map(({ team_id: teamId, ...row }) => ({ ...row, teamId }));
  },
  write: async (em, rows, sealed) => {
    const resealed = rows.map(({ id, version, sealed: { kid: was } }, index) => ({ id, version, was, kid: sealed[index]?.kid, sealed: sealed[index] }));
    return (await em.execute<unknown[]>(write, [JSON.stringify(resealed)])).length;
  },
});
