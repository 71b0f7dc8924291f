import { openParts } from '../../src/app/open-parts.ts';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { inTransaction, type Tx } from '../../src/database/in-transaction.ts';
import { defineEvent } from '../../src/events/define-event.ts';
import { emit } from '../../src/events/emit.ts';
import { LeadUpdated } from '../../src/features/lead/lead.events.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { createLogger } from '../../src/shared/logger.ts';

/*
 * A process of the bench that commits events with Leadwire's own code, without a server in between: a change of a lead
 * and its events in one transaction. `numbered: false` writes the same rows into `bench_log`, a table with a plain
 * bigserial, and is what an outbox without a number per team would cost.
 */

export interface WriteOrder {
  /** By team: its id, and its leads. */
  readonly teams: readonly { readonly id: string; readonly leads: readonly string[] }[];
  /** Events in a transaction. */
  readonly batch: number;
  readonly numbered: boolean;
  /** Events of a kind that no feature reacts to, so that nothing but the log is measured; else `lead.updated`. */
  readonly bare: boolean;
  readonly seconds: number;
  readonly writers: number;
}

/** As large as `lead.updated`. */
const Bare = defineEvent({ ...LeadUpdated, kind: 'bench.happened' });

const payloadOf = (id: string) => {
  const now = new Date().toISOString();
  const tags = { ownerId: null, status: 'NEW' as const };
  return {
    action: 'UPDATED' as const,
    lead: { id, externalId: null, title: null, name: 'A name', email: 'lead@example.com', phone: null, company: null, status: 'NEW' as const, source: null, ownerId: null, owner: null, customFields: {}, version: 2, createdAt: now, updatedAt: now },
    changedFields: ['name'], previous: { name: 'Another' }, previousOwner: null, before: tags, after: tags,
  };
};

const actor = { kind: 'SYSTEM', id: null, name: 'bench', email: null, role: null };

const unnumbered = `insert into bench_log (team_id, kind, version, resource_id, actor, payload, occurred_at)
  select ?, e.kind, e.version, e.resource_id, e.actor, e.payload, statement_timestamp()
  from jsonb_to_recordset(?::jsonb) as e (kind text, version int, resource_id text, actor jsonb, payload jsonb)
  returning id, occurred_at`;

const log = createLogger('error');
const config = readConfig();
const store = await openStore(config, log);
const { base, close } = await openParts({ config, store, log, clock: systemClock, sandboxUrls: {}, publicUrl: () => '' });

const announce = async (tx: Tx, teamId: string, lead: string, { batch, numbered, bare }: WriteOrder) => {
  if (numbered) {
    for (let event = 0; event < batch; event += 1) emit(tx, bare ? Bare : LeadUpdated, lead, payloadOf(lead));
    return;
  }
  const events = Array.from({ length: batch }, () => ({ kind: Bare.kind, version: 1, resource_id: lead, actor, payload: LeadUpdated.payload.parse(payloadOf(lead)) }));
  await tx.em.execute(unnumbered, [teamId, JSON.stringify(events)]);
};

/** Transactions committed by one writer, which takes the teams in turn and its own lead of each. */
const write = async (writer: number, order: WriteOrder): Promise<number> => {
  const end = performance.now() + order.seconds * 1_000;
  let commits = 0;
  for (; performance.now() < end; commits += 1) {
    const team = order.teams[(writer + commits * order.writers) % order.teams.length];
    const lead = team?.leads[writer % team.leads.length];
    if (!team || lead === undefined) throw new Error('There is nothing to write to.');
    await inTransaction({ ...base, actor: { kind: 'SYSTEM', teamId: team.id, job: 'bench' } }, async (tx) => {
      await tx.em.execute('update leads set version = version + 1, updated_at = now() where id = ?', [lead]);
      await announce(tx, team.id, lead, order);
    });
  }
  return commits;
};

process.on('message', (order: WriteOrder) => {
  const start = performance.now();
  Promise.all(Array.from({ length: order.writers }, (_, writer) => write(writer, order))).then(
    (commits) => { process.send?.({ commits: commits.reduce((sum, count) => sum + count, 0), seconds: (performance.now() - start) / 1_000 }); },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => { close().then(() => process.exit(), () => process.exit(1)); });
process.send?.({ listening: 0 });
