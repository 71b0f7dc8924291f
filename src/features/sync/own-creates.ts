import type { CreateMarks, CrmProperties, CrmProvider, CrmSession } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import type { ClaimedRow } from './claim-rows.ts';
import { asCreated, isBesideOthers } from './create-marks.ts';
import { toPushRow } from './to-push-row.ts';

/** What a create sends of each row. */
export interface Sending {
  row: ClaimedRow;
  properties: CrmProperties;
}

interface Place {
  provider: CrmProvider;
  marks: CreateMarks;
}

/** Rows are locked in the order of all who lock several. */
const note = `
  with sent as (select id, properties from jsonb_to_recordset(?::jsonb) as sent (id text, properties jsonb)),
  held as (
    select team_id, provider, subject_id from sync_states
    where team_id = ? and provider = ? and subject_id in (select id from sent) and claim = ? order by subject_id for update
  )
  update sync_states as state set creating = sent.properties from held join sent on sent.id = held.subject_id
  where state.team_id = held.team_id and state.provider = held.provider and state.subject_id = held.subject_id`;

/** Found again by its e-mail alone, while its policy takes what has this e-mail for another's. */
const isToBeNoted = ({ provider, marks }: Place, { row }: Sending): boolean =>
  marks.key === undefined && row.state.duplicatePolicy !== 'UPDATE' && row.subject.emailKey !== null && !isBesideOthers(row, provider);

/**
 * Writes down what is about to be created, ahead of the call: where its answer never comes, the repeat finds a contact that
 * a policy other than UPDATE would leave alone, or refuse, and it is our own.
 */
export const noteCreating = async (ctx: JobContext, place: Place, sending: readonly Sending[]): Promise<void> => {
  const noted = sending.filter((one) => isToBeNoted(place, one));
  if (noted.length === 0) return;
  const sent = noted.map(({ row: { subject }, properties }) => ({ id: subject.id, properties: asCreated(properties, place.marks, subject) }));
  const { name } = place.provider;
  await inTransaction(ctx, ({ em, actor }) => em.execute(note, [JSON.stringify(sent), actor.teamId, name, noted[0]?.row.state.claim ?? '']));
};

/** CRMs spell values as text, e-mail addresses in small letters, and an empty one as none at all. */
const spelled = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)).trim().toLowerCase();

/**
 * Makes rows known by the contact that their last create has made, though its answer was lost: one that was not there
 * when we looked, has their e-mail now, and holds everything that was sent. What somebody has changed since is not told
 * from a contact of others, and left to the policy.
 */
export const recogniseOwn = async (provider: CrmProvider, session: CrmSession, object: string, rows: readonly ClaimedRow[]): Promise<void> => {
  const created = rows.flatMap((row) => (row.state.creating === null || row.state.externalId !== null ? [] : [{ row, sent: row.state.creating }]));
  if (created.length === 0) return;
  const names = [...new Set(created.flatMap(({ sent }) => Object.keys(sent)))];
  const found = await provider.findMany(session, object, created.map(({ row }) => toPushRow(row, {})), names);
  for (const { row, sent } of created) {
    const record = found.get(row.subject.id);
    if (record && Object.entries(sent).every(([name, value]) => spelled(record.properties[name]) === spelled(value))) row.state.externalId = record.externalId;
  }
};
