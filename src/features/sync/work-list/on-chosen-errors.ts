import type { CrmProviderName } from '../../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../../database/in-transaction.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { holdIntegration } from '../../integration/index.ts';
import { Lead } from '../../lead/index.ts';
import { isFailing, SyncState, type SyncStateRow } from '../sync-state.entity.ts';
import { canSyncContact, canSyncLead } from '../sync.policy.ts';
import type { ChosenErrors } from './error-selection.ts';

/** Rows of one transaction, for which the drain of the connection waits. */
const PAGE = 200;

/** Rows after which a call ends; whoever asks again goes on with the rest. */
const ROWS_MAX = 10_000;

interface Deed {
  /** What a row must be beside on the list, in SQL; `true` for nothing. */
  where: string;
  /** What is done with rows, which are locked until its transaction ends. */
  run: (tx: Tx, states: SyncStateRow[]) => Promise<void>;
}

/** In the order in which everybody locks rows. */
const nextPage = (where: string): string => `
  select subject_id from sync_states
  where team_id = ? and provider = ? and ${isFailing} and subject_id > ?
    and (?::text is null or coalesce(fault_code, 'UNKNOWN') = ?)
    and (?::text is null or attempt_id = any(string_to_array(?, ',')))
    and (${where})
  order by subject_id limit ? for update`;

/** What the actor may see to: sales their own leads, and those that nobody owns. */
const permitted = async ({ em, actor }: Tx, states: readonly SyncStateRow[]): Promise<SyncStateRow[]> => {
  const leads = await em.find(Lead, { id: { $in: states.flatMap(({ leadId }) => leadId ?? []) } });
  const mine = new Set(leads.filter((lead) => canSyncLead(actor, lead)).map(({ id }) => id));
  return states.filter(({ leadId }) => (leadId === null ? canSyncContact(actor) : mine.has(leadId)));
};

/**
 * Does something with each failure that is chosen and that the actor may see to, in pages with a transaction each: what
 * is done stays done, and a call that is repeated goes on where the last one ended. How many there were.
 */
export const onChosenErrors = async (ctx: TeamContext, provider: CrmProviderName, { code, attemptIds }: ChosenErrors, { where, run }: Deed): Promise<number> => {
  const ids = attemptIds?.join(',') ?? null;
  const { teamId } = ctx.actor;
  let [done, after] = [0, ''];
  for (let found = PAGE; found === PAGE && done < ROWS_MAX && !ctx.signal.aborted;) {
    await inTransaction(ctx, async (tx) => {
      await holdIntegration(tx, provider);
      const limit = Math.min(PAGE, ROWS_MAX - done);
      const page = (await tx.em.execute<{ subject_id: string }[]>(nextPage(where), [teamId, provider, after, code, code, ids, ids, limit])).map((row) => row.subject_id);
      const states = page.length === 0 ? [] : await permitted(tx, await tx.em.find(SyncState, { teamId, provider, subjectId: { $in: page } }, { orderBy: { subjectId: 'asc' } }));
      if (states.length > 0) await run(tx, states);
      [found, after, done] = [page.length, page.at(-1) ?? after, done + states.length];
    });
  }
  return done;
};
