import { z } from 'zod';
import { badRequest } from '../salesforce-error.ts';
import type { RowFault, Sandbox, Values } from '../state.ts';

const WORDS: Readonly<Record<string, string>> = {
  UNABLE_TO_LOCK_ROW: 'unable to obtain exclusive access to this record or 1 records',
  FIELD_CUSTOM_VALIDATION_EXCEPTION: 'A validation rule of the organisation refuses this record',
  QUERY_TIMEOUT: 'Your query request was running for too long.',
};

/** What a test orders for the next rows. */
export const orderedRowFault = z
  .strictObject({
    statusCode: z.string().regex(/^[A-Z_]+$/),
    message: z.string().optional(),
    object: z.string().optional(),
    value: z.string().optional(),
    times: z.int().min(1).nullable().default(1),
  })
  .transform((fault): RowFault => ({ ...fault, message: fault.message ?? WORDS[fault.statusCode] ?? fault.statusCode }));

/** Lets the row fail where that was ordered. @throws SalesforceError */
export function failRow(sandbox: Sandbox, object: string, values: Values): void {
  const held = Object.values(values);
  const fault = sandbox.rowFaults.find((each) => (each.object ?? object) === object && (each.value === undefined || held.includes(each.value)));
  if (!fault) return;
  if (fault.times !== null) fault.times -= 1;
  if (fault.times === 0) sandbox.rowFaults = sandbox.rowFaults.filter((each) => each !== fault);
  throw badRequest(fault.statusCode, fault.message, []);
}
