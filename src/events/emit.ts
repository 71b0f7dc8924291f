import type { z } from 'zod';
import type { CommitHook, Unit } from '../database/database.ts';
import type { Tx } from '../database/in-transaction.ts';
import { actorFacts, type ActorFacts } from '../shared/actor.ts';
import type { EventDefinition } from './define-event.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { Reaction } from './define-reaction.ts';

interface PendingEvent {
  kind: string;
  version: number;
  resource_id: string;
  actor: ActorFacts;
  payload: unknown;
}

const pending = new WeakMap<Unit, { tx: Tx; events: PendingEvent[] }>();
const written = new WeakMap<Unit, LoggedEvent[]>();

/**
 * Announces a fact with the transaction: it is in the log when the transaction commits, and nowhere when it does not.
 * Events keep the order of the calls.
 * @throws ZodError when the payload is not of the event's shape (a fault of ours, so the transaction rolls back)
 */
export const emit = <P extends z.ZodType>(tx: Tx, event: EventDefinition<P>, resourceId: string, payload: z.input<P>): void => {
  const collected = pending.get(tx.unit) ?? { tx, events: [] };
  pending.set(tx.unit, collected);
  collected.events.push({ kind: event.kind, version: event.version, resource_id: resourceId, actor: actorFacts(tx.actor), payload: event.payload.parse(payload) });
};

/**
 * Lets features answer each other's events inside the same transaction: a reaction may write, enqueue and emit (what
 * it emits is answered too). Register it before the hooks that write jobs and events.
 */
export const reactionsHook = (reactions: readonly Reaction[]): CommitHook => ({
  beforeCommit: async (unit) => {
    const collected = pending.get(unit);
    if (!collected) return;
    const finishing = new Set<NonNullable<Reaction['finish']>>();
    // By index: a reaction's own events join the list while it is walked.
    for (let at = 0; at < collected.events.length; at += 1) {
      const event = collected.events[at];
      if (!event) continue;
      for (const reaction of reactions) {
        if (reaction.kind !== event.kind) continue;
        await reaction.run(collected.tx, { kind: event.kind, resourceId: event.resource_id, actor: event.actor, payload: event.payload });
        if (reaction.finish) finishing.add(reaction.finish);
      }
    }
    for (const finish of finishing) await finish(collected.tx);
    await unit.em.flush();
  },
});

/** Counter and rows in one statement, the last before COMMIT (REALTIME.md C0): its row lock orders the commits of a team. */
const numberAndWrite = `
  with stream as (
    insert into team_streams (team_id, head, min_seq) values (?, ?, 1)
    on conflict (team_id) do update set head = team_streams.head + excluded.head
    returning head
  )
  insert into team_events (team_id, seq, kind, version, resource_id, actor, payload, occurred_at)
  select ?, stream.head - ? + e.ord, e.kind, e.version, e.resource_id, e.actor, e.payload, statement_timestamp()
  from stream, rows from (
    jsonb_to_recordset(?::jsonb) as (kind text, version int, resource_id text, actor jsonb, payload jsonb)
  ) with ordinality as e (kind, version, resource_id, actor, payload, ord)
  returning seq, occurred_at`;

const writeEvents = async (unit: Unit): Promise<void> => {
  const events = pending.get(unit)?.events;
  if (!events?.length || unit.teamId === null) return;
  const { teamId } = unit;
  const count = events.length;
  const rows = await unit.em.execute<{ seq: string | number; occurred_at: Date | string }[]>(numberAndWrite, [
    teamId, count, teamId, count, JSON.stringify(events),
  ]);
  const numbers = rows.map(({ seq }) => Number(seq)).sort((a, b) => a - b);
  const occurredAt = new Date(rows[0]?.occurred_at ?? Number.NaN);
  written.set(unit, events.map(({ resource_id, ...event }, index) => ({
    teamId, seq: numbers[index] ?? Number.NaN, resourceId: resource_id, occurredAt, ...event,
  })));
};

/** The number that the transaction's last event got; known once the transaction has committed. */
export const lastSeqOf = (tx: Tx): number | undefined => written.get(tx.unit)?.at(-1)?.seq;

/** Writes the collected events last, and hands them to `publish` once they are committed. */
export const eventLogHook = (publish: (events: readonly LoggedEvent[]) => void): CommitHook => ({
  beforeCommit: writeEvents,
  afterCommit: (unit) => {
    const events = written.get(unit);
    if (events) publish(events);
  },
});
