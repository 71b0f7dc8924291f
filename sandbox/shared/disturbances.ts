/** A call that came in. `status` is null while it has no answer, and stays null when the connection was dropped. */
export type RecordedRequest = { at: string; method: string; path: string; status: number | null; body: unknown };

/** A failure that was ordered. `times` counts down; null lasts until the faults are cleared. */
export type Fault = {
  readonly id: number;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  times: number | null;
  /** Seconds, for the header of that name. */
  readonly retryAfter?: number | undefined;
  readonly delayMs?: number | undefined;
  /** Together with `body`: once this much of it has been sent. */
  readonly dropConnection: boolean;
  /** Never answer at all, or begin with `body` and never end. */
  readonly hang?: 'HEADERS' | 'BODY' | undefined;
  /** Where to send the caller instead. */
  readonly redirect?: string | undefined;
  /** An answer of so many bytes, of which a thousandth travels. */
  readonly gzipBytes?: number | undefined;
  /** Do the work first: the answer is lost, not the call. */
  readonly after: boolean;
  /** Sent as it is. */
  readonly body?: string | undefined;
  /** Sent beside whatever is answered. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

/** What every sandbox remembers of its calls, and how they shall fail. */
export type Disturbances = {
  faults: Fault[];
  nextFaultId: number;
  requests: RecordedRequest[];
  /** `POST /a/:id` → how often it was called since the last reset. */
  counts: Map<string, number>;
};

export const noDisturbances = (): Disturbances => ({ faults: [], nextFaultId: 1, requests: [], counts: new Map() });
