/** Where the time comes from; a test brings its own. */
export interface Clock {
  now: () => Date;
}

export const systemClock: Clock = { now: () => new Date() };
