/** Between two slices. */
const SLICE_MS = 100;

export interface DrainRules {
  /** How long everything is still left alone, for whoever distributes clients to see that this instance leaves. */
  readonly delayMs: number;
  /** How many are closed in a second: their clients come back elsewhere as fast. */
  readonly perSecond: number;
  /** The longest that it may take; with more to close, more are closed at a time. */
  readonly maxMs: number;
}

/** Something that is open, and how it is closed. */
export interface Closable {
  /** When its team last had an event: who waits for nothing goes first. */
  readonly lastEvent: number;
  readonly close: () => void;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Quiet ones first, in no other order: neighbours in time are mostly clients of the same place. */
const inOrder = (all: readonly Closable[]): Closable[] =>
  all.map((closable) => ({ closable, chance: Math.random() }))
    .sort((one, other) => one.closable.lastEvent - other.closable.lastEvent || one.chance - other.chance)
    .map(({ closable }) => closable);

/**
 * Closes all that is open, a slice at a time. Until its turn has come each goes on as ever.
 * @param open what is open now; asked once, after the delay
 */
export const drain = async (open: () => readonly Closable[], { delayMs, perSecond, maxMs }: DrainRules): Promise<void> => {
  if (delayMs > 0) await wait(delayMs);
  const queue = inOrder(open());
  const slices = Math.max(1, Math.min(Math.ceil((queue.length * 1_000) / (perSecond * SLICE_MS)), Math.ceil(maxMs / SLICE_MS)));
  const size = Math.ceil(queue.length / slices);
  while (queue.length > 0) {
    for (const closable of queue.splice(0, size)) closable.close();
    if (queue.length > 0) await wait(SLICE_MS);
  }
};
