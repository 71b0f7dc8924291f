import { z } from 'zod';
import { type ErrorDetail, HubSpotError, invalidInput } from '../hubspot-error.ts';
import type { Sandbox } from '../state.ts';
import { allOrNothing } from './store-contact.ts';

const LARGEST_BATCH = 100;

/** The inputs of a batch, 1 to 100 of this shape. */
export const inputsOf = <S extends z.ZodType>(input: S) =>
  z
    .array(input)
    .min(1, { error: 'inputs must not be empty' })
    .max(LARGEST_BATCH, { error: `a batch has at most ${LARGEST_BATCH} inputs` });

export type BatchError = {
  readonly status: 'error';
  readonly category: string;
  readonly message: string;
  readonly errors?: readonly ErrorDetail[];
  readonly context: Readonly<Record<string, readonly string[]>>;
};

export type Outcome = { readonly results: readonly object[]; readonly errors: readonly BatchError[] };

type Traced = { readonly objectWriteTraceId?: string | undefined };

/** The body of an answered batch. */
export const showBatch = ({ results, errors }: Outcome, startedAt: string) => ({
  status: 'COMPLETE',
  // HubSpot promises no order, so the sandbox takes care not to keep it.
  results: results.toReversed(),
  ...(errors.length > 0 && { numErrors: errors.length, errors }),
  startedAt,
  completedAt: new Date().toISOString(),
});

/** Throws 400 for the whole batch when two inputs mean the same record or share a trace id. */
export function refuseDuplicates(keys: readonly string[], inputs: readonly Traced[] = []): void {
  const traces = inputs.flatMap(({ objectWriteTraceId }) => objectWriteTraceId ?? []);
  const twice = firstRepeated(keys) ?? firstRepeated(traces);
  if (twice !== undefined) throw invalidInput(`Duplicate IDs found in batch input: [${twice}]. IDs must be unique`);
}

const firstRepeated = (keys: readonly string[]) => keys.find((key, index) => keys.indexOf(key) !== index);

/**
 * Runs `write` for every input. With a trace id on each of them the good ones are kept and the others reported;
 * without, the first error is the answer and nothing is written.
 */
export function writeEach<I extends Traced>(sandbox: Sandbox, inputs: readonly I[], write: (input: I) => object): Outcome {
  const traced = inputs.every(({ objectWriteTraceId }) => objectWriteTraceId !== undefined);
  const errors: BatchError[] = [];
  const writeOne = (input: I): object[] => {
    const { objectWriteTraceId } = input;
    try {
      return [{ ...write(input), ...(objectWriteTraceId !== undefined && { objectWriteTraceId }) }];
    } catch (error) {
      if (!traced || objectWriteTraceId === undefined || !(error instanceof HubSpotError)) throw error;
      errors.push(asBatchError(error, objectWriteTraceId));
      return [];
    }
  };
  const results = traced ? inputs.flatMap(writeOne) : allOrNothing(sandbox, () => inputs.flatMap(writeOne));
  return { results, errors };
}

const asBatchError = ({ body }: HubSpotError, traceId: string): BatchError => ({
  status: 'error',
  category: body.category ?? 'VALIDATION_ERROR',
  message: body.message,
  ...(body.errors && { errors: body.errors }),
  context: { objectWriteTraceId: [traceId] },
});

/** One error for all records that are not there; none when all are. */
export function missingError(missing: readonly ({ readonly id: string } & Traced)[]): BatchError[] {
  if (missing.length === 0) return [];
  const traces = missing.flatMap(({ objectWriteTraceId }) => objectWriteTraceId ?? []);
  return [
    {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: 'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
      context: { ids: missing.map(({ id }) => id), ...(traces.length > 0 && { objectWriteTraceId: traces }) },
    },
  ];
}
