import type { SystemUnit } from '../../database/in-system.ts';
import type { TeamLoad } from '../../realtime/team-loads.ts';
import type { ThisInstance } from './this-instance.ts';

/** Silent beats after which an instance counts as gone. */
const BEATS = 3;

/** What an instance has to say: that it lives, and what is no longer as it last said. */
export interface Saying {
  readonly instance: Pick<ThisInstance, 'id' | 'startedAt'>;
  /** Until it says so again. */
  readonly everyMs: number;
  readonly changed: ReadonlyMap<string, TeamLoad>;
  /** Teams that have nothing open any more. */
  readonly gone: readonly string[];
}

/**
 * One statement. It also buries those that have fallen silent; whoever buries them at the same time takes others. A
 * team that has gone meanwhile is left out, so that it does not keep the rest from being said.
 */
const sayAlive = `
  with lease as (
    insert into instances (id, started_at, expires_at) values (?, ?, now() + ? * interval '1 millisecond')
    on conflict (id) do update set expires_at = excluded.expires_at
    returning id, xmax = 0 as is_new
  ), told as (
    insert into instance_loads (team_id, instance_id, sockets, subscriptions, groups)
    select l.team_id, lease.id, l.sockets, l.subscriptions, l.groups
    from lease, jsonb_to_recordset(?::jsonb) as l (team_id text, sockets int, subscriptions int, groups int) join teams on teams.id = l.team_id
    on conflict (team_id, instance_id) do update set sockets = excluded.sockets, subscriptions = excluded.subscriptions, groups = excluded.groups
  ), closed as (
    delete from instance_loads using lease where instance_id = lease.id and team_id in (select jsonb_array_elements_text(?::jsonb))
  ), silent as (
    delete from instances where id in (select i.id from instances i where i.expires_at < now() and i.id <> ? for update skip locked)
  )
  select is_new from lease`;

/** Renews the lease of an instance, and writes down its loads. @returns whether it was not known (any more) */
export const sayThatAlive = async ({ em }: SystemUnit, { instance: { id, startedAt }, everyMs, changed, gone }: Saying): Promise<boolean> => {
  const loads = [...changed].map(([team_id, load]) => ({ team_id, ...load }));
  const [lease] = await em.execute<{ is_new: boolean }[]>(sayAlive, [id, startedAt, everyMs * BEATS, JSON.stringify(loads), JSON.stringify(gone), id]);
  return lease?.is_new ?? false;
};
