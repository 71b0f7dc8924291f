import { inSystem } from '../database/in-system.ts';
import type { Context } from '../shared/context.ts';

/** Rows deleted in one transaction, so that none holds its locks for long. */
const BATCH = 1_000;

declare module '../shared/context.ts' {
  interface Parts {
    readonly retention: { readonly eventDays: number };
  }
}

const forgetBatch = `
  with gone as (
    delete from team_events where (team_id, seq) in (
      select team_id, seq from team_events where occurred_at < ? order by occurred_at limit ?
    ) returning team_id, seq
  ), newest as (select team_id, max(seq) as seq, count(*) as n from gone group by team_id)
  update team_streams s set min_seq = greatest(s.min_seq, newest.seq + 1) from newest where s.team_id = newest.team_id
  returning newest.n`;

/** Deletes events older than the retention, in batches; cursors before `min_seq` are CURSOR_EXPIRED from then on. */
export const forgetOldEvents = async (ctx: Omit<Context, 'actor'>): Promise<void> => {
  const before = new Date(ctx.clock.now().getTime() - ctx.parts.retention.eventDays * 86_400_000);
  for (let deleted = BATCH; deleted >= BATCH && !ctx.signal.aborted;) {
    const rows = await inSystem(ctx, 'retention', ({ em }) => em.execute<{ n: string | number }[]>(forgetBatch, [before, BATCH]));
    deleted = rows.reduce((sum, { n }) => sum + Number(n), 0);
  }
};
