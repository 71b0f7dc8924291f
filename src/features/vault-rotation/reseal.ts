import { LRUCache } from 'lru-cache';
import type { Em } from '../../database/database.ts';
import type { Context, Parts } from '../../shared/context.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';
import type { SealedRow } from '../credential/index.ts';
import { sealedTables } from './sealed-tables.ts';

/** Secrets of one transaction. */
const BATCH = 50;
/** Damaged secrets that one process remembers. */
const MAX_DAMAGED = 10_000;

export interface ResealOptions {
  /** A unit of work in which the rows are read or written. */
  readonly unit: <T>(work: (em: Em) => Promise<T>) => Promise<T>;
  /** Asked before each batch; what is left then is for the next time. */
  readonly mayGoOn: () => boolean;
  /** Told after each batch, outside the unit, how many were sealed anew with it. */
  readonly progressed: (count: number) => Promise<void> | void;
}

interface Resealed {
  row: SealedRow;
  sealed: SealedSecret;
}

type Base = Pick<Context, 'parts' | 'log'>;

const damaged = new WeakMap<Parts, LRUCache<string, true>>();

/** What this process could not open: it is named in the log once, and keeps nobody from the others a second time. */
const damagedIn = (parts: Parts) => {
  const known = damaged.get(parts) ?? new LRUCache<string, true>({ max: MAX_DAMAGED });
  damaged.set(parts, known);
  return known;
};

/** Null for what cannot be opened: it stays as it is, and only connecting again helps it. */
const resealOne = async ({ parts, log }: Base, row: SealedRow): Promise<Resealed | null> => {
  const { teamId, provider } = row;
  const name = `${row.id}/${String(row.version)}`;
  if (damagedIn(parts).has(name)) return null;
  try {
    return { row, sealed: await parts.vault.seal(await parts.vault.open(row.sealed, { teamId, provider }), { teamId, provider }) };
  } catch (error) {
    damagedIn(parts).set(name, true);
    log.error({ err: error, teamId, provider }, 'vault: a stored secret cannot be opened, so it is not sealed anew');
    return null;
  }
};

/**
 * Seals what is under a previous key under the present one, table by table, in the order of the ids. It can end and
 * begin again at any place: what is done is not found again, and what somebody changes or locks meanwhile is left alone
 * until the next time. Keys are derived between the units, never within.
 */
export const reseal = async (ctx: Base, { unit, mayGoOn, progressed }: ResealOptions): Promise<void> => {
  const { vault, observer } = ctx.parts;
  for (const table of sealedTables) {
    let after: string | undefined = '';
    while (after !== undefined && mayGoOn()) {
      const from: string = after;
      const rows = await unit((em) => table.read(em, vault.previousKeyIds, from, BATCH));
      const resealed = (await Promise.all(rows.map((row) => resealOne(ctx, row)))).filter((one) => one !== null);
      const count = resealed.length === 0 ? 0 : await unit((em) => table.write(em, resealed.map(({ row }) => row), resealed.map(({ sealed }) => sealed)));
      observer.resealed(count);
      if (count > 0) await progressed(count);
      after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
    }
  }
};
