import { fail, succeed } from '../../bring-rows.ts';
import { duplicateFault } from './fault.ts';
import type { Push, RecordUpdate } from './push.ts';
import type { RowVerdict } from './row-verdict.ts';
import { writeBatch } from './write-batch.ts';

/** Rows of which no two are for one record, and the others, in order. HubSpot refuses a batch that names a record twice. */
const oncePerRecord = (updates: readonly RecordUpdate[]): [RecordUpdate[], RecordUpdate[]] => {
  const seen = new Set<string>();
  const isFirst = ({ id }: RecordUpdate): boolean => seen.size < seen.add(id).size;
  const first = updates.filter(isFirst);
  return [first, updates.filter((update) => !first.includes(update))];
};

const settle = (push: Push, { row, id }: RecordUpdate, verdict: RowVerdict): void => {
  if (verdict.kind === 'WRITTEN') return succeed(push, row, 'UPDATED', verdict.id);
  if (verdict.kind === 'TAKEN') return fail(push, row, duplicateFault(verdict.existingId), id);
  if (verdict.kind === 'REFUSED') return fail(push, row, verdict.fault, id);
  if (verdict.kind === 'BROKEN_OFF') return fail(push, row, verdict.error.fault, id);
};

/**
 * Updates by record id, so that only the properties sent are touched (an upsert by e-mail may unset the others).
 * Returns the updates whose record is gone: deleted, or merged into another, which HubSpot may pass over in silence.
 */
export const updateRecords = async (push: Push, updates: readonly RecordUpdate[]): Promise<RecordUpdate[]> => {
  const gone: RecordUpdate[] = [];
  const isEmpty = ({ properties }: RecordUpdate): boolean => Object.keys(properties).length === 0;
  // Nothing to send is nothing to do: the record is as wanted, and HubSpot refuses an empty update.
  for (const { row, id } of updates.filter(isEmpty)) succeed(push, row, 'UPDATED', id);
  const changes = updates.filter((update) => !isEmpty(update));
  for (let [turn, later] = oncePerRecord(changes); turn.length > 0; [turn, later] = oncePerRecord(later)) {
    const inputs = turn.map(({ row, id, properties }) => ({ objectWriteTraceId: row.key, id, properties }));
    const verdicts = await writeBatch(push.call, push.paths.batch(push.object, 'update'), inputs);
    for (const update of turn) {
      const verdict = verdicts.get(update.row.key);
      if (!verdict || verdict.kind === 'VANISHED' || verdict.kind === 'UNANSWERED') gone.push(update);
      else settle(push, update, verdict);
    }
  }
  return gone;
};
