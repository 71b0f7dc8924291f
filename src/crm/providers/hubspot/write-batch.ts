import { CrmError } from '../../crm-provider.ts';
import { lowerCase, type HubspotRecord } from './batch-answer.ts';
import type { HubspotCall } from './call.ts';
import type { HubspotErrorBody } from './error-body.ts';
import { faultOfRow } from './fault.ts';
import { isolate, type Remainder } from '../../isolate.ts';
import { verdictOfError, type RowVerdict } from './row-verdict.ts';
import { sendBatch } from './send-batch.ts';

/** As HubSpot takes it; without the trace id a batch is all or nothing. */
export interface WriteInput {
  objectWriteTraceId: string;
  id?: string;
  associations?: [];
  properties: Record<string, string>;
}

const isAbout = (input: WriteInput, { context }: HubspotErrorBody): boolean =>
  context['objectWriteTraceId']
    ? context['objectWriteTraceId'].includes(input.objectWriteTraceId)
    : input.id !== undefined && context['ids']?.includes(input.id) === true;

/**
 * By trace id; by id or e-mail only where HubSpot left the trace id out, since an e-mail may have been rewritten. A
 * record that is alone in the answer is not the row's for that: it must say so.
 */
const isOf = (input: WriteInput, { objectWriteTraceId, id, properties }: HubspotRecord): boolean => {
  if (objectWriteTraceId !== undefined) return objectWriteTraceId === input.objectWriteTraceId;
  if (input.id !== undefined) return id === input.id;
  const email = lowerCase(input.properties['email']);
  return email !== '' && lowerCase(properties['email']) === email;
};

/** An error about a property that no record can have is the fault of just those rows that carry it. */
const carries = (input: WriteInput, error: HubspotErrorBody): boolean => {
  const { code, field } = faultOfRow(error);
  return code === 'MAPPING' && field !== undefined && field in input.properties;
};

/**
 * Creates or updates (by `path`); one verdict per input, by trace id. The inputs name no record and no e-mail twice.
 * Throws what failed as a whole, unless some rows were written before: then the others are BROKEN_OFF.
 */
export const writeBatch = async (
  call: HubspotCall,
  path: string,
  inputs: readonly WriteInput[],
): Promise<ReadonlyMap<string, RowVerdict>> => {
  const verdicts = new Map<string, RowVerdict>(inputs.map((input) => [input.objectWriteTraceId, { kind: 'UNANSWERED' }]));
  const settle = (input: WriteInput, verdict: RowVerdict) => verdicts.set(input.objectWriteTraceId, verdict);
  const refuse = (input: WriteInput, error: HubspotErrorBody) => settle(input, verdictOfError(error));
  const isOpen = (input: WriteInput) => verdicts.get(input.objectWriteTraceId)?.kind === 'UNANSWERED';

  const attempt = async (batch: readonly WriteInput[]): Promise<Remainder<WriteInput, HubspotErrorBody>> => {
    const { results, errors, refused } = await sendBatch(call, path, { inputs: batch });
    const blame = errors.find((error) => !batch.some((input) => isAbout(input, error)));
    for (const input of batch) {
      const written = results.find((result) => isOf(input, result));
      const error = errors.find((one) => isAbout(input, one)) ?? (blame && !written && carries(input, blame) ? blame : undefined);
      if (error) refuse(input, error);
      else if (written) settle(input, { kind: 'WRITTEN', id: written.id });
    }
    return { again: blame || refused ? batch.filter(isOpen) : [], blame };
  };

  try {
    await isolate(inputs, attempt, refuse);
  } catch (error) {
    const written = [...verdicts.values()].some(({ kind }) => kind === 'WRITTEN');
    if (!(error instanceof CrmError) || !written) throw error;
    for (const input of inputs.filter(isOpen)) settle(input, { kind: 'BROKEN_OFF', error });
  }
  return verdicts;
};
