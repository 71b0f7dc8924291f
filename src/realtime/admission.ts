/** Those who come at the same time are let in together, so that they share what is read for them. */
const SLICE_MS = 50;
/** How long somebody may wait before it is better told to come back later. */
const PATIENCE_MS = 10_000;

interface Waiting {
  readonly since: number;
  readonly admit: (isAdmitted: boolean) => void;
}

/** Lets those in who come back all at once, as many a second as the process can look at. */
export interface Admission {
  /** Resolves when it is their turn: false where that takes too long. */
  readonly wait: () => Promise<boolean>;
  readonly stop: () => void;
}

/** `perSecond`: how many are let in; whoever comes alone does not wait. */
export const createAdmission = (perSecond: number): Admission => {
  const sliceMs = Math.max(SLICE_MS, 1_000 / perSecond);
  const perSlice = Math.max(1, Math.round((perSecond * sliceMs) / 1_000));
  let queue: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  const release = () => {
    const slice = queue.slice(0, perSlice);
    queue = queue.slice(perSlice);
    const now = performance.now();
    const late = queue.findIndex(({ since }) => now - since < PATIENCE_MS);
    const tooLate = queue.splice(0, late === -1 ? queue.length : late);
    for (const { admit } of slice) admit(true);
    for (const { admit } of tooLate) admit(false);
    timer = slice.length === 0 ? undefined : setTimeout(release, sliceMs).unref();
  };

  return {
    wait: () =>
      new Promise((admit) => {
        queue.push({ since: performance.now(), admit });
        if (timer === undefined) release();
      }),
    stop: () => {
      clearTimeout(timer);
      for (const { admit } of queue) admit(false);
      queue = [];
    },
  };
};
