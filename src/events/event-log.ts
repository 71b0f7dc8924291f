import type { Database } from '../database/database.ts';
import type { Snapshot } from '../database/in-snapshot.ts';
import type { SystemUnit } from '../database/in-system.ts';
import { beginUnit, rollbackUnit, within } from '../database/unit-of-work.ts';
import type { ActorFacts } from '../shared/actor.ts';
import { StreamEpoch, TeamStream } from './event-log.entity.ts';
import type { LoggedEvent } from './logged-event.ts';

interface EventRow {
  seq: string | number;
  kind: string;
  version: number;
  resource_id: string;
  actor: ActorFacts;
  payload: unknown;
  occurred_at: Date | string;
}

/** The events above `after`, oldest first, at most `limit`. Reads the rows of the unit's team. */
export const readEvents = async ({ em, actor }: Snapshot, after: number, limit: number): Promise<LoggedEvent[]> => {
  const rows = await em.execute<EventRow[]>(
    `select seq, kind, version, resource_id, actor, payload, occurred_at from team_events
     where team_id = ? and seq > ? order by seq limit ?`,
    [actor.teamId, after, limit],
  );
  return rows.map((row) => ({
    teamId: actor.teamId,
    seq: Number(row.seq),
    kind: row.kind,
    version: row.version,
    resourceId: row.resource_id,
    actor: row.actor,
    payload: row.payload,
    occurredAt: new Date(row.occurred_at),
  }));
};

/** Where a team's log stands: the newest number, and the oldest that is still kept. */
export interface StreamHead {
  readonly head: number;
  readonly minSeq: number;
}

/** Of a team in which nothing has happened. */
const noEvents: StreamHead = { head: 0, minSeq: 1 };

/** Where the log of the snapshot's team stands. */
export const readHead = async ({ em, actor }: Snapshot): Promise<StreamHead> => {
  const { head, minSeq } = (await em.findOne(TeamStream, { teamId: actor.teamId }, { disableIdentityMap: true })) ?? noEvents;
  return { head, minSeq };
};

/** Where the logs of the given teams stand, in their order and in one query. */
export const readHeads = async ({ em }: SystemUnit, teamIds: readonly string[]): Promise<StreamHead[]> => {
  const streams = await em.find(TeamStream, { teamId: { $in: [...teamIds] } });
  const byTeam = new Map<string, StreamHead>(streams.map((stream) => [stream.teamId, stream]));
  return teamIds.map((teamId) => byTeam.get(teamId) ?? noEvents);
};

/** The epoch of the database's cursors, read before there is a context. */
export const readEpoch = async (database: Database): Promise<string> => {
  const unit = await beginUnit(database, 'system', null);
  try {
    return await within(unit, async () => (await unit.em.findOneOrFail(StreamEpoch, { id: 1 })).epoch);
  } finally {
    await rollbackUnit(unit);
  }
};
