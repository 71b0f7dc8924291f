import type { Sandbox } from '../state.ts';

/** The time by which codes and tokens live; whoever tests may set it ahead, and a day passes in a minute. */
export const tokenTime = ({ tokensAheadMs }: Sandbox): number => Date.now() + tokensAheadMs;
