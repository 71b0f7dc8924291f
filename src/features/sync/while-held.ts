import { CrmError, type CrmProviderName, type CrmSession } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import { providerNames } from '../credential/index.ts';
import type { ClaimedRow } from './claim-rows.ts';

/** Rows are looked up by their key, so that it costs the same however many the team has. Ids hold no comma. */
const held = `
  select 1 from sync_drains as drain join sync_states as state using (team_id, provider, claim) left join sync_runs as run on run.id = state.run_id
  where drain.team_id = ? and drain.provider = ? and drain.claim = ? and state.subject_id = any(string_to_array(?, ',')) and state.status = 'RUNNING'
    and run.status is distinct from 'CANCELLED' limit 1`;

const takenAway = (provider: CrmProviderName): CrmError =>
  new CrmError({ code: 'UNKNOWN', message: `Not sent: before its turn at ${providerNames[provider]} the connection was taken away, or its run was called off.`, retryable: true }, { undone: true });

/**
 * A session that makes no more calls once none of the rows is this drain's any longer: somebody has disconnected, or
 * connected another account, and nothing more is to be written with the tokens of before; their run was called off; or this
 * process stood still for longer than its lease, and another one has taken over. The call that is under way comes to its end.
 */
export const whileHeld = (ctx: JobContext, provider: CrmProviderName, rows: readonly ClaimedRow[], session: CrmSession): CrmSession => {
  const facts = [ctx.actor.teamId, provider, rows[0]?.state.claim ?? '', rows.map(({ subject }) => subject.id).join(',')];
  return {
    ...session,
    turn: async (lane) => {
      await session.turn(lane);
      const [row] = await inSnapshot(ctx, ({ em }) => em.execute<unknown[]>(held, facts));
      if (row === undefined) throw takenAway(provider);
    },
  };
};
