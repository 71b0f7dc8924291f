import type { Sandbox } from '../state.ts';

/** The time by which codes and sessions live; whoever tests may set it ahead, and a day passes in a minute. */
export const sessionTime = ({ sessionsAheadMs }: Pick<Sandbox, 'sessionsAheadMs'>): number => Date.now() + sessionsAheadMs;
