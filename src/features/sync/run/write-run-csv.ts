import { QueryOrder } from '@mikro-orm/core';
import { stringify, type Stringifier } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import { inSnapshot } from '../../../database/in-snapshot.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { Lead } from '../../lead/index.ts';
import { SyncAttempt, type SyncAttemptRow, type SyncStatus } from '../sync-attempt.entity.ts';

/** Rows that are read, and held in memory, at a time. */
const PAGE = 500;

const columns = ['leadId', 'leadName', 'leadEmail', 'status', 'action', 'contactId', 'message', 'code', 'field', 'hint', 'startedAt', 'finishedAt', 'attemptId'] as const;
type CsvRow = Record<(typeof columns)[number], string | null>;

export interface RunRows {
  runId: string;
  /** Null: all. */
  status: readonly SyncStatus[] | null;
}

interface NamedLead {
  name: string | null;
  email: string | null;
}

const toCsvRow = ({ id, leadId, status, action, contactId, message, errors: [fault], startedAt, finishedAt }: SyncAttemptRow, lead: NamedLead | undefined): CsvRow => ({
  leadId, leadName: lead?.name ?? null, leadEmail: lead?.email ?? null, status, action, contactId, message,
  code: fault?.code ?? null, field: fault?.field ?? null, hint: fault?.hint ?? null,
  startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null, attemptId: id,
});

const readPage = (ctx: TeamContext, { runId, status }: RunRows, after: string): Promise<{ rows: CsvRow[]; last: string | undefined }> =>
  inSnapshot(ctx, async ({ em, actor: { teamId } }) => {
    const attempts = await em.find(SyncAttempt, { teamId, runId, id: { $gt: after }, ...(status === null ? {} : { status: { $in: [...status] } }) }, { orderBy: { id: QueryOrder.ASC }, limit: PAGE });
    const leads = await em.find(Lead, { id: { $in: attempts.flatMap(({ leadId }) => leadId ?? []) } }, { fields: ['id', 'name', 'email'] });
    const byId = new Map(leads.map((lead) => [lead.id, lead]));
    return { rows: attempts.map((attempt) => toCsvRow(attempt, byId.get(attempt.leadId ?? ''))), last: attempts.length < PAGE ? undefined : attempts.at(-1)?.id };
  });

const readRows = async function* (ctx: TeamContext, which: RunRows): AsyncGenerator<CsvRow> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const { rows, last }: Awaited<ReturnType<typeof readPage>> = await readPage(ctx, which, after);
    yield* rows;
    after = last;
  }
};

/**
 * The rows of a run as CSV, in the order in which they were taken, read page by page as it is sent: as UTF-8 with the mark
 * that spreadsheets look for, and with an apostrophe before what they would take for a formula.
 */
export const writeRunCsv = (ctx: TeamContext, which: RunRows): Stringifier => {
  const csv = stringify({ header: true, columns: [...columns], bom: true, escape_formulas: true, record_delimiter: 'windows' });
  // A fault of either end destroys the other: whoever sends `csv` is told by its error.
  pipeline(Readable.from(readRows(ctx, which)), csv, () => undefined);
  return csv;
};
