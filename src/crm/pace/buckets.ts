/** What somebody asks of a bucket: one request. */
export interface Ask {
  stepMs: number;
  leadMs: number;
  /** A turn that would come later than this is not booked. */
  patienceMs: number;
}

/** What it says: the turn is booked and comes then, or it is not, and then there would have been one. */
export interface Turn {
  booked: boolean;
  waitMs: number;
}

/**
 * Buckets by key, each of which knows one moment: when it will be full again if nobody asks (the generic cell rate
 * algorithm). A booked turn moves it on by a step, so turns come in the order in which they were asked for.
 */
export interface Buckets {
  readonly take: (key: string, ask: Ask) => Promise<Turn>;
  /** No turn comes before `ms` are over. */
  readonly hold: (key: string, leadMs: number, ms: number) => Promise<void>;
}
