import { z } from 'zod';
import { CrmError } from '../../crm-provider.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import { isolate, type Remainder } from '../../isolate.ts';
import type { SalesforceCall } from './call.ts';
import { salesforceErrors, type SalesforceError } from './error-body.ts';
import { SalesforceRefusal } from './refusal.ts';
import { salesforceId } from './record-id.ts';

/** Most rows of one request. */
export const MAX_BATCH = 200;

export interface WriteInput {
  /** Ours; unique within the inputs. */
  key: string;
  /** As Salesforce takes it, with its `attributes`. */
  record: object;
}

/** What became of one row. */
export type RowVerdict =
  /** `created` is false where an upsert has met a record. */
  | { kind: 'WRITTEN'; id: string; created: boolean }
  | { kind: 'REFUSED'; error: SalesforceError }
  /** The call failed as a whole, after other rows were written. */
  | { kind: 'BROKEN_OFF'; error: CrmError }
  /** Salesforce said nothing that could be read about the row. */
  | { kind: 'UNANSWERED' };

export interface CollectionRequest {
  method: 'POST' | 'PATCH';
  path: string;
  /** Whether a duplicate rule that only warns is passed over. */
  allowDuplicates: boolean;
}

const written = z
  .object({ success: z.literal(true), id: salesforceId, created: z.boolean().optional() })
  .transform(({ id, created = true }): RowVerdict => ({ kind: 'WRITTEN', id, created }));

const silent: SalesforceError = { code: '', message: '', fields: [], matches: [] };

const refused = z
  .object({ success: z.literal(false), errors: salesforceErrors })
  .transform(({ errors: [error = silent] }): RowVerdict => ({ kind: 'REFUSED', error }));

const unanswered: RowVerdict = { kind: 'UNANSWERED' };

const answer = z.array(z.union([written, refused]).catch(unanswered));

const duplicateRules = (allow: boolean) => ({
  'sforce-duplicate-rule-header': `allowSave=${allow}; includeRecordDetails=${!allow}; runAsCurrentUser=true`,
});

/**
 * Writes at most 200 rows, each for itself; one verdict per row. The status says nothing of them: rows are told in the
 * order of the request. Throws what failed as a whole, unless some rows were written before: then the others are
 * BROKEN_OFF.
 */
export const writeCollection = async (
  call: SalesforceCall,
  { method, path, allowDuplicates }: CollectionRequest,
  inputs: readonly WriteInput[],
): Promise<ReadonlyMap<string, RowVerdict>> => {
  const verdicts = new Map<string, RowVerdict>();

  const send = async (batch: readonly WriteInput[]): Promise<void> => {
    const body = { allOrNone: false, records: batch.map(({ record }) => record) };
    const read = answer.safeParse(await call(method, path, body, duplicateRules(allowDuplicates)));
    // By their places alone they are told apart: one too few, and none can be believed.
    if (!read.success || read.data.length !== batch.length) throw unreadableAnswer('Salesforce');
    batch.forEach(({ key }, index) => verdicts.set(key, read.data[index] ?? unanswered));
  };

  const attempt = async (batch: readonly WriteInput[]): Promise<Remainder<WriteInput, SalesforceError>> => {
    try {
      await send(batch);
      return { again: [], blame: undefined };
    } catch (error) {
      if (!(error instanceof SalesforceRefusal) || !error.isAboutRows) throw error;
      return { again: batch, blame: error.errors[0] ?? silent };
    }
  };

  try {
    await isolate(inputs, attempt, ({ key }, error) => verdicts.set(key, { kind: 'REFUSED', error }));
  } catch (error) {
    const isUnderWay = [...verdicts.values()].some(({ kind }) => kind === 'WRITTEN');
    if (!(error instanceof CrmError) || !isUnderWay) throw error;
    for (const { key } of inputs) if (!verdicts.has(key)) verdicts.set(key, { kind: 'BROKEN_OFF', error });
  }
  return verdicts;
};
