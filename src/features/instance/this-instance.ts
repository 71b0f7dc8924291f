import type { TeamLoads } from '../../realtime/team-loads.ts';

/** This process, as its log lines and the other processes name it. */
export interface ThisInstance {
  readonly id: string;
  readonly startedAt: Date;
  /** What the teams have open here: nothing until its doors are open, and never where it has none. */
  readonly loads: () => TeamLoads;
  /** From now on these are its loads. */
  readonly serve: (loads: TeamLoads) => void;
}

declare module '../../shared/context.ts' {
  interface Parts {
    readonly instance: ThisInstance;
  }
}

const nobody: TeamLoads = { all: () => new Map(), lagMs: () => 0 };

export const thisInstance = (id: string, startedAt: Date): ThisInstance => {
  let loads = nobody;
  return { id, startedAt, loads: () => loads, serve: (own) => { loads = own; } };
};
