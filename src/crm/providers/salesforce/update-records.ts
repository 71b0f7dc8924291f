import { fail, succeed } from '../../bring-rows.ts';
import { faultOfRow } from './fault.ts';
import { unanswered, type Push, type RecordUpdate } from './push.ts';
import { isSalesforceId } from './record-id.ts';
import { writeCollection, type RowVerdict } from './write-collection.ts';

/** Rows of which no two are for one record, and the others, in order. Salesforce refuses both where a request names one twice. */
const oncePerRecord = (updates: readonly RecordUpdate[]): [RecordUpdate[], RecordUpdate[]] => {
  const seen = new Set<string>();
  const isFirst = ({ id }: RecordUpdate): boolean => seen.size < seen.add(id.slice(0, 15)).size;
  const first = updates.filter(isFirst);
  return [first, updates.filter((update) => !first.includes(update))];
};

/** Whether the record is gone. */
const settle = (push: Push, { row, id }: RecordUpdate, verdict: RowVerdict = { kind: 'UNANSWERED' }): boolean => {
  if (verdict.kind === 'WRITTEN') succeed(push, row, 'UPDATED', verdict.id);
  else if (verdict.kind === 'BROKEN_OFF') fail(push, row, verdict.error.fault, id);
  else if (verdict.kind === 'UNANSWERED') fail(push, row, unanswered, id);
  else {
    const fault = faultOfRow(verdict.error);
    if (fault.code === 'NOT_FOUND') return true;
    fail(push, row, fault, id);
  }
  return false;
};

/**
 * Updates by record id, so that only the properties sent are touched. A duplicate rule that only warns does not stop
 * it: the record is there already. Returns the updates whose record is gone: deleted, or merged into another.
 */
export const updateRecords = async (push: Push, updates: readonly RecordUpdate[]): Promise<RecordUpdate[]> => {
  const gone = updates.filter(({ id }) => !isSalesforceId(id));
  const isEmpty = ({ properties }: RecordUpdate): boolean => Object.keys(properties).length === 0;
  const possible = updates.filter(({ id }) => isSalesforceId(id));
  // Nothing to send is nothing to do: the record is as wanted.
  for (const { row, id } of possible.filter(isEmpty)) succeed(push, row, 'UPDATED', id);
  const changes = possible.filter((update) => !isEmpty(update));
  for (let [turn, later] = oncePerRecord(changes); turn.length > 0; [turn, later] = oncePerRecord(later)) {
    const inputs = turn.map(({ row: { key }, id, properties }) => ({ key, record: { attributes: { type: push.object.name }, ...properties, id } }));
    const verdicts = await writeCollection(push.call, { method: 'PATCH', path: '/composite/sobjects', allowDuplicates: true }, inputs);
    gone.push(...turn.filter((update) => settle(push, update, verdicts.get(update.row.key))));
  }
  return gone;
};
