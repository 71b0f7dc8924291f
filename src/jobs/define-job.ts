import type { z } from 'zod';
import type { Context } from '../shared/context.ts';
import type { SystemActor } from '../shared/actor.ts';

/** The context of a running job: it acts for its team as `SYSTEM` and is judged like everyone. */
export type JobContext = Context<SystemActor>;

/** Durable work: a name, what it is told, how it runs. */
export interface JobDefinition<P extends z.ZodType = z.ZodType> {
  /** `sync.drain`: also the name of the queue. */
  readonly name: string;
  readonly payload: P;
  /** Of jobs with the same key at most one waits and one runs. */
  readonly key: (payload: z.output<P>) => string;
  /** Jobs of this kind that one worker runs at once. */
  readonly concurrency: number;
  /** Runs at least once; again from the start when the worker dies, so every effect must bear repeating. */
  readonly run: (ctx: JobContext, payload: z.output<P>) => Promise<void>;
}

/** What every payload carries: the team that the job acts for. */
export interface TeamPayload {
  teamId: string;
}

export const defineJob = <P extends z.ZodType<TeamPayload>>(definition: JobDefinition<P>): JobDefinition<P> => definition;
