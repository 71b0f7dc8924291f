import { z } from 'zod';
import type { ActorFacts } from '../shared/actor.ts';
import type { Bus } from './bus.ts';
import type { LoggedEvent } from './logged-event.ts';

/** Above this the message names the numbers only, and receivers read the log: Redis cuts slow subscribers at 8 MB. */
const INLINE_BYTES = 8 * 1024;

export const teamChannel = (teamId: string): string => `leadwire:team:${teamId}`;

/** What a bus message must be to be looked at; anything else on the channel is ignored. */
const messageShape = z.object({
  epoch: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  events: z
    .array(z.object({
      teamId: z.string(),
      seq: z.number().int(),
      kind: z.string(),
      version: z.number().int(),
      resourceId: z.string(),
      actor: z.custom<ActorFacts>((value) => typeof value === 'object' && value !== null),
      occurredAt: z.coerce.date(),
      payload: z.unknown(),
    }))
    .nullable(),
});

export interface EventMessage {
  epoch: string;
  from: number;
  to: number;
  /** Null where they were too large to travel with the hint. */
  events: LoggedEvent[] | null;
}

/** Tells the other instances, and this one, that a transaction's events are in the log. Never waited for. */
export const publishEvents = (bus: Bus, epoch: string, events: readonly LoggedEvent[]): void => {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return;
  const inline = JSON.stringify(events).length <= INLINE_BYTES;
  bus.publish(teamChannel(first.teamId), { epoch, from: first.seq, to: last.seq, events: inline ? events : null }).catch(() => undefined);
};

/** A message of the bus, or null for what is none of ours. */
export const readMessage = (message: unknown): EventMessage | null => messageShape.safeParse(message).data ?? null;
