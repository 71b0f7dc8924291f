/** What all clients agree on: a result of a stream, as the server sent it. */
interface StreamResult {
  readonly data?: unknown;
  readonly errors?: readonly StreamError[] | undefined;
  readonly extensions?: unknown;
}

interface StreamError {
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface Sink<R> {
  readonly next: (result: R) => void;
  readonly error: (error: unknown) => void;
  readonly complete: () => void;
}

/** `extensions` of a request. It is changed while the stream runs: clients send the same object again when they reconnect. */
export type Extensions = Record<string, unknown>;

export interface ResumeOptions {
  /**
   * Reads everything again that the stream keeps up to date. Called when the cursor cannot be continued without a gap
   * (CURSOR_EXPIRED: a week offline, a restored database). Once it has resolved, the stream goes on behind `head`.
   * Without it the stream ends with the error.
   */
  readonly readAgain?: ((head: string) => unknown) | undefined;
}

const isErrors = (value: unknown): value is readonly StreamError[] => Array.isArray(value);

/** Clients hand out the errors of an ended stream as they came, or inside an error of their own. */
const errorsOf = (fault: unknown): readonly StreamError[] => {
  const errors = typeof fault === 'object' && fault !== null && 'errors' in fault ? fault.errors : fault;
  return isErrors(errors) ? errors : [];
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The cursor to go on behind after reading again; undefined where something else has happened. */
const headOf = (fault: unknown): string | undefined =>
  text(errorsOf(fault).find(({ extensions }) => extensions?.['code'] === 'CURSOR_EXPIRED')?.extensions?.['head']);

/** The place in the log that a result brings the stream to. */
export const cursorOf = ({ extensions }: Pick<StreamResult, 'extensions'>): string | undefined =>
  typeof extensions === 'object' && extensions !== null && 'cursor' in extensions ? text(extensions.cursor) : undefined;

/** The answer to `resume: true`: it says where the stream begins, and is no event. */
const isConfirmation = ({ data, errors }: StreamResult): boolean => data === undefined && errors === undefined;

/**
 * Keeps a subscription free of gaps and repeats over reconnects: every result's cursor is written into the request's
 * `extensions.after`, which beats the argument `after`, before the result is handed on. `open` must subscribe with the
 * very object that it is given. Returns how to stop.
 */
export const resume = <R extends StreamResult>(
  open: (extensions: Extensions, sink: Sink<R>) => () => void,
  given: Extensions | null | undefined,
  sink: Sink<R>,
  { readAgain }: ResumeOptions = {},
): (() => void) => {
  const extensions: Extensions = { ...given, resume: true };
  let stopped = false;
  let stop = (): void => undefined;
  // The head of an expiry, until the stream has gone on behind it: one that expires at once is not read for ever.
  let expired: string | undefined;

  const readAndGoOn = async (head: string): Promise<void> => {
    try {
      await readAgain?.(head);
    } catch (error) {
      if (!stopped) sink.error(error);
      return;
    }
    if (stopped) return;
    extensions['after'] = head;
    start();
  };

  const start = (): void => {
    let over = false;
    const endsHere = (fault: unknown): boolean => {
      const head = headOf(fault);
      if (head === undefined || readAgain === undefined || expired !== undefined) return false;
      expired = head;
      over = true;
      stop();
      // It handles its own failure.
      readAndGoOn(head).catch(() => undefined);
      return true;
    };
    stop = open(extensions, {
      next: (result) => {
        if (over || endsHere(result)) return;
        const cursor = cursorOf(result);
        if (cursor !== undefined) {
          extensions['after'] = cursor;
          expired = undefined;
          if (isConfirmation(result)) return;
        }
        sink.next(result);
      },
      error: (error) => { if (!over && !endsHere(error)) sink.error(error); },
      complete: () => { if (!over) sink.complete(); },
    });
  };

  start();
  return () => {
    stopped = true;
    stop();
  };
};
