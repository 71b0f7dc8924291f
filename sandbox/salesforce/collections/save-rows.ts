import { z } from 'zod';
import { findObject } from '../describe/find-object.ts';
import type { SObject } from '../describe/sobject.ts';
import { checkTypes, type Sent } from '../records/deserialise.ts';
import { allOrNothing } from '../records/store-record.ts';
import { badRequest, SalesforceError, showRowProblems } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';

const MOST_ROWS = 200;

export const rowsShape = z.object({
  allOrNone: z.boolean().default(false),
  records: z.array(z.looseObject({ attributes: z.looseObject({ type: z.string().optional() }).optional() })),
});

export type Row = { readonly object: SObject; readonly sent: Sent };

/** What a row has become, as it is shown. */
type Saved = { readonly id: string; readonly created?: boolean };

/** The rows of a call. @throws SalesforceError for the whole of it: too many, no type, or JSON of the wrong types */
export function readRows(sandbox: Sandbox, records: z.output<typeof rowsShape>['records']): Row[] {
  refuseTooMany(records.length);
  const rows = records.map((sent) => {
    const type = sent.attributes?.type;
    if (type === undefined) throw badRequest('INVALID_INPUT', 'Each record must have an attributes member with a type.');
    if (!sandbox.objects.has(type.toLowerCase())) throw badRequest('INVALID_TYPE', `sObject type '${type}' is not supported.`);
    return { object: findObject(sandbox, type), sent };
  });
  for (const { object, sent } of rows) checkTypes(object, sent);
  return rows;
}

/** @throws SalesforceError */
export function refuseTooMany(count: number, most = MOST_ROWS): void {
  if (count > most) throw badRequest('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${most} records in this request`);
}

const ROLLED_BACK = {
  code: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
};

class RolledBack extends Error {
  readonly results: readonly object[];
  constructor(results: readonly object[]) {
    super(ROLLED_BACK.message);
    this.results = results;
  }
}

/** Saves row by row, each on its own, or all or none; one result for each row, in order. */
export function saveRows<R>(sandbox: Sandbox, rows: readonly R[], allOrNone: boolean, save: (row: R) => Saved): readonly object[] {
  const outcomes = () =>
    rows.map((row) => {
      try {
        const { id, created } = save(row);
        return { id, success: true, errors: [], ...(created !== undefined && { created }) };
      } catch (error) {
        if (!(error instanceof SalesforceError)) throw error;
        return { success: false, errors: showRowProblems(error.problems) };
      }
    });
  if (!allOrNone) return outcomes();
  try {
    return allOrNothing(sandbox, () => {
      const results = outcomes();
      if (results.every(({ success }) => success)) return results;
      throw new RolledBack(results.map((result) => (result.success ? { success: false, errors: showRowProblems([ROLLED_BACK]) } : result)));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.results;
    throw error;
  }
}
