import { inSnapshot } from '../../database/in-snapshot.ts';
import type { Bus } from '../../events/bus.ts';
import type { TeamLoad } from '../../realtime/team-loads.ts';
import type { TeamContext } from '../../shared/context.ts';
import { mayWatchOthers, refuse } from '../account/index.ts';

/** One process, and what the caller's team has open there. */
export interface InstanceView extends TeamLoad {
  readonly id: string;
  readonly startedAt: Date;
}

export interface RealtimeStatus {
  readonly instances: InstanceView[];
  readonly redis: ReturnType<Bus['status']>;
  readonly lagMs: number;
}

interface InstanceRow extends TeamLoad {
  id: string;
  started_at: Date | string;
}

const living = `
  select i.id, i.started_at, coalesce(l.sockets, 0) as sockets, coalesce(l.subscriptions, 0) as subscriptions, coalesce(l.groups, 0) as groups
  from instances i left join instance_loads l on l.instance_id = i.id and l.team_id = ?
  where i.expires_at > now() and i.id <> ?`;

const others = (ctx: TeamContext): Promise<InstanceView[]> =>
  inSnapshot(ctx, async ({ em, actor, parts }) => {
    const rows = await em.execute<InstanceRow[]>(living, [actor.teamId, parts.instance.id]);
    return rows.map(({ started_at, ...row }) => ({ ...row, startedAt: new Date(started_at) }));
  });

/**
 * What the caller's team has open on each instance, the oldest first: here as it is now, on the others as they last
 * said. @throws AppError FORBIDDEN
 */
export const readRealtimeStatus = async (ctx: TeamContext): Promise<RealtimeStatus> => {
  if (!mayWatchOthers(ctx.actor)) throw refuse(ctx.actor, 'see the realtime status', 'audit:read');
  const { teamId } = ctx.actor;
  const { bus, instance } = ctx.parts;
  const { id, startedAt, loads } = instance;
  const own = { sockets: 0, subscriptions: 0, groups: 0, ...loads().all().get(teamId), id, startedAt };
  const instances = [own, ...(await others(ctx))].sort((one, other) => (one.id < other.id ? -1 : 1));
  return { instances, redis: bus.status(), lagMs: loads().lagMs(teamId) };
};
