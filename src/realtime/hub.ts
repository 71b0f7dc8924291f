import type { ExecutionResult } from 'graphql';
import { inSnapshot } from '../database/in-snapshot.ts';
import { formatCursor } from '../events/cursor.ts';
import type { Following } from '../events/streams.ts';
import type { SubscriptionPlan } from '../graphql/plan.ts';
import type { Prepared } from '../graphql/prepare.ts';
import { audienceOf } from '../shared/audience.ts';
import type { TeamContext } from '../shared/context.ts';
import { catchUp } from './catch-up.ts';
import { Outlet } from './outlet.ts';
import { placeOfCursor } from './place-of-cursor.ts';
import { Selection, type DeliveryParts } from './selection.ts';
import type { Subscriptions } from './subscription.ts';
import { TeamHub } from './team-hub.ts';

/** What is asked of the hub: a prepared subscription, and where it begins. */
export interface SubscribeRequest {
  readonly prepared: Prepared;
  readonly plan: SubscriptionPlan;
  /** The cursor behind which to begin; null: now. */
  readonly after: string | null;
  /** Answer at once with the cursor that the stream begins behind. */
  readonly resume: boolean;
}

export interface Hub {
  /**
   * A stream of results, each with `extensions.cursor`; `return()` ends it at once.
   * @throws AppError of `authorize`; BAD_USER_INPUT or CURSOR_EXPIRED for the cursor; SERVICE_UNAVAILABLE
   */
  readonly subscribe: (ctx: TeamContext, request: SubscribeRequest) => Promise<AsyncIterableIterator<ExecutionResult>>;
  /** Groups of subscriptions that share their execution now, over all teams. */
  readonly groups: () => number;
  /** Subscriptions that are open now, over all teams. */
  readonly subscribers: () => number;
}

/** A team that somebody here listens to. */
interface ServedTeam {
  readonly hub: TeamHub;
  readonly following: Promise<Following>;
  subscribers: number;
}

/** What delivers the events of all teams that this process serves to those who asked for them. */
export const createHub = (parts: DeliveryParts, subscriptions: Subscriptions): Hub => {
  const teams = new Map<string, ServedTeam>();

  const open = (teamId: string): ServedTeam => {
    const hub = new TeamHub();
    const following = parts.base.parts.streams.follow(teamId, (events) => { hub.receive(events); });
    const served = { hub, following, subscribers: 0 };
    teams.set(teamId, served);
    return served;
  };

  /** Counts a subscriber in; the last one out lets the stream go. */
  const enter = (teamId: string): { served: ServedTeam; exit: () => void } => {
    const served = teams.get(teamId) ?? open(teamId);
    served.subscribers += 1;
    const exit = () => {
      served.subscribers -= 1;
      if (served.subscribers > 0) return;
      teams.delete(teamId);
      served.following.then(({ stop }) => { stop(); }, () => undefined);
    };
    return { served, exit };
  };

  const selectionOf = (ctx: TeamContext, { prepared, plan }: SubscribeRequest): Selection => {
    const definition = subscriptions[plan.field];
    if (!definition) throw new Error(`No feature defines the subscription ${plan.field}.`);
    definition.authorize(ctx.actor, plan.args);
    return new Selection(parts, { prepared, plan, definition, audience: audienceOf(ctx.actor) });
  };

  return {
    groups: () => [...teams.values()].reduce((sum, { hub }) => sum + hub.size, 0),
    subscribers: () => [...teams.values()].reduce((sum, { subscribers }) => sum + subscribers, 0),
    subscribe: async (ctx, request) => {
      const selection = selectionOf(ctx, request);
      const { served, exit } = enter(ctx.actor.teamId);
      let leave: (() => void) | undefined;
      const outlet = new Outlet(() => {
        leave?.();
        exit();
      });
      const join = (position: number) => { leave = served.hub.join(selection, { outlet, position }); };
      try {
        const { last } = await served.following;
        const { after } = request;
        const from = after === null ? last() : (await inSnapshot(ctx, (snapshot) => placeOfCursor(snapshot, after))).seq;
        if (request.resume) outlet.put({ extensions: { cursor: formatCursor(ctx.parts.streams.epoch, from) } });
        // Not waited for: the first results are taken while the next are read.
        catchUp({ ctx, selection, outlet, from, last, join }).catch((error: unknown) => {
          outlet.fail(error instanceof Error ? error : new Error('Catching up failed.', { cause: error }));
        });
        return outlet;
      } catch (error) {
        await outlet.return();
        throw error;
      }
    },
  };
};
