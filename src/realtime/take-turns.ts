/** Whoever waits for a turn, in the order in which they came. */
const waiting: (() => void)[] = [];

/** So many go on in one turn: of a page of events each, that is some milliseconds. */
const AT_ONCE = 8;

const next = (): void => {
  for (const go of waiting.splice(0, AT_ONCE)) go();
  if (waiting.length > 0) setImmediate(next);
};

/**
 * Resolves when it is the caller's turn: a few in each turn of the event loop, over the whole process. Work that is long
 * and needs no waiting by itself, such as sending a page of events from memory, would else hold up everything.
 */
export const takeTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(next);
  });
