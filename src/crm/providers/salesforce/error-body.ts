import { z } from 'zod';
import { isSalesforceId } from './record-id.ts';

/** One thing that Salesforce has against a request, or against a row of one. */
export interface SalesforceError {
  /** `errorCode` of a request, `statusCode` of a row; empty where there is none. */
  code: string;
  message: string;
  fields: string[];
  /** The records that a duplicate rule has found. */
  matches: string[];
}

/** Most matches of a duplicate rule that are read. */
const MAX_MATCHES = 100;

const text = z.string().catch('');

const record = z.object({ record: z.object({ Id: z.string() }) }).transform(({ record: { Id } }) => Id);
const duplicates = z
  .object({ matchResults: z.array(z.object({ matchRecords: z.array(record.nullable().catch(null)).catch([]) })).catch([]) })
  .transform(({ matchResults }) => matchResults.flatMap(({ matchRecords }) => matchRecords).filter((id) => id !== null && isSalesforceId(id)).slice(0, MAX_MATCHES) as string[])
  .catch([]);

const noDuplicates: string[] = [];

const errorShape = z
  .object({
    errorCode: text,
    statusCode: text,
    message: text,
    fields: z.array(z.string()).catch([]),
    // Live answers have spelled it without the l.
    duplicateResult: duplicates.optional(),
    duplicateResut: duplicates.optional(),
  })
  .transform(({ errorCode, statusCode, message, fields, duplicateResult, duplicateResut }): SalesforceError => ({
    code: errorCode || statusCode,
    message,
    fields,
    matches: [...new Set([...(duplicateResult ?? noDuplicates), ...(duplicateResut ?? noDuplicates)])],
  }))
  .catch({ code: '', message: '', fields: [], matches: [] });

export const salesforceErrors = z.array(errorShape).catch([]);

/** Never fails: what cannot be read is no error. Errors of a request are a list; some gateways send one alone. */
export const readErrors = (body: unknown): SalesforceError[] =>
  salesforceErrors.parse(Array.isArray(body) ? body : [body]).filter(({ code }) => code !== '');

/** Whether a body is what Salesforce says when it refuses, whatever the status. */
export const isRefusal = (body: unknown): boolean => {
  const items: unknown[] = Array.isArray(body) ? body : [];
  return items.length > 0 && items.every((item) => typeof item === 'object' && item !== null && 'errorCode' in item && !('success' in item));
};
