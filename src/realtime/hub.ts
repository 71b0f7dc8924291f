import { inSnapshot } from '../database/in-snapshot.ts';
import { formatCursor, parseCursor } from '../events/cursor.ts';
import { readHead } from '../events/event-log.ts';
import type { Following } from '../events/streams.ts';
import type { SubscriptionPlan } from '../graphql/plan.ts';
import type { Prepared } from '../graphql/prepare.ts';
import type { TeamContext } from '../shared/context.ts';
import { Body } from './body.ts';
import { Follower } from './follower.ts';
import { placeOfCursor } from './place-of-cursor.ts';
import type { Rooms } from './rooms.ts';
import { Selection, type DeliveryParts } from './selection.ts';
import type { Sink } from './sink.ts';
import type { Subscriptions } from './subscription.ts';
import { viewerOf } from './viewer-of.ts';

/** What is asked of the hub: a prepared subscription, and where it begins. */
export interface SubscribeRequest {
  readonly prepared: Prepared;
  readonly plan: SubscriptionPlan;
  /** The cursor behind which to begin; null: now. */
  readonly after: string | null;
  /** Answer at once with the cursor that the stream begins behind. */
  readonly resume: boolean;
}

/** Where an open subscription is in the log. */
export type Place = Pick<Follower, 'from' | 'position' | 'isBehind' | 'group' | 'end'>;

/** A subscription that may begin. Either method is called once. */
export interface Opening {
  /** Begins; results come into the sink from now on. */
  readonly start: (sink: Sink) => Place;
  /** Nobody waits for it any more. */
  readonly discard: () => void;
}

/** What delivers the events of the teams that this process serves to those who asked for them. */
export interface Hub {
  /**
   * Opens a subscription, whose results each have `extensions.cursor`.
   * @throws AppError of `authorize`; BAD_USER_INPUT or CURSOR_EXPIRED for the cursor; SERVICE_UNAVAILABLE
   */
  readonly subscribe: (ctx: TeamContext, request: SubscribeRequest) => Promise<Opening>;
}

/**
 * Where a cursor lies, by what this process knows of the log; by the log itself only where the cursor is ahead of that:
 * it may come from a mutation that another instance has just answered.
 */
const placeOf = async (ctx: TeamContext, after: string, { last, minSeq }: Following): Promise<number> => {
  const { epoch } = ctx.parts.streams;
  const known = { head: last(), minSeq: minSeq() };
  const isAhead = (parseCursor(after)?.seq ?? 0) > known.head;
  return placeOfCursor(after, epoch, isAhead ? await inSnapshot(ctx, readHead) : known);
};

export const createHub = (parts: DeliveryParts, rooms: Rooms, subscriptions: Subscriptions): Hub => {
  const selectionOf = ({ actor }: TeamContext, { prepared, plan }: SubscribeRequest): Selection => {
    const definition = subscriptions[plan.field];
    if (!definition) throw new Error(`No feature defines the subscription ${plan.field}.`);
    definition.authorize(actor, plan.args);
    return new Selection(parts, { prepared, plan, definition, ...viewerOf(actor, plan.isPersonal) });
  };

  return {
    subscribe: async (ctx, request) => {
      const selection = selectionOf(ctx, request);
      const { room, following, release } = await rooms.hold(ctx.actor.teamId);
      const { epoch } = ctx.parts.streams;
      try {
        const from = request.after === null ? following.last() : await placeOf(ctx, request.after, following);
        return {
          start: (sink) => {
            if (request.resume) sink.put(new Body({ extensions: { cursor: formatCursor(epoch, from) } }));
            return new Follower({ group: room.groupOf(selection), following, epoch, sink, from, onEnd: release });
          },
          discard: release,
        };
      } catch (error) {
        release();
        throw error;
      }
    },
  };
};
