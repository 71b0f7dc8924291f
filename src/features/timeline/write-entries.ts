import type { Unit } from '../../database/database.ts';
import type { Tx } from '../../database/in-transaction.ts';
import type { EmittedEvent } from '../../events/define-reaction.ts';
import { entryOf } from './entry-of.ts';
import type { TimelineEntryView } from './timeline-entry.entity.ts';

/** What a transaction has to write, and the leads that it has deleted. */
interface Pending {
  entries: TimelineEntryView[];
  gone: Set<string>;
}

const pending = new WeakMap<Unit, Pending>();

const pendingOf = ({ unit }: Tx): Pending => {
  const found = pending.get(unit) ?? { entries: [], gone: new Set<string>() };
  pending.set(unit, found);
  return found;
};

/** Keeps the entry that an event makes until all events of the transaction are known. */
export const collectEntry = (tx: Tx, event: EmittedEvent): void => {
  const entry = entryOf({ ...event, teamId: tx.actor.teamId });
  if (entry !== null) pendingOf(tx).entries.push(entry);
};

/** A deleted lead takes its timeline along; the trigger lets it go, since the lead is gone. */
export const forgetTimeline = async (tx: Tx, leadId: string): Promise<void> => {
  pendingOf(tx).gone.add(leadId);
  await tx.em.execute('delete from timeline_entries where team_id = ? and lead_id = ?', [tx.actor.teamId, leadId]);
};

/** In the order of the events. What has been told already stays as it was told first. */
const insert = `
  insert into timeline_entries (id, team_id, lead_id, kind, at, actor, summary, data, attempt_id)
  select e.id, ?, e.lead_id, e.kind, e.at, e.actor, e.summary, e.data, e.attempt_id
  from rows from (
    jsonb_to_recordset(?::jsonb) as (id text, lead_id text, kind text, at timestamptz, actor jsonb, summary text, data jsonb, attempt_id text)
  ) with ordinality as e (id, lead_id, kind, at, actor, summary, data, attempt_id, ord)
  order by e.ord on conflict do nothing`;

/** Writes what the transaction has collected in one statement: a batch of syncs has a hundred of them. */
export const writeEntries = async (tx: Tx): Promise<void> => {
  const { entries, gone } = pendingOf(tx);
  pending.delete(tx.unit);
  const rows = entries
    .filter(({ leadId }) => !gone.has(leadId))
    .map(({ id, leadId, kind, at, actor, summary, data, attemptId }) => ({ id, lead_id: leadId, kind, at, actor, summary, data, attempt_id: attemptId }));
  if (rows.length > 0) await tx.em.execute(insert, [tx.actor.teamId, JSON.stringify(rows)]);
};
