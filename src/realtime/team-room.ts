import type { LoggedEvent } from '../events/logged-event.ts';
import type { DeliveryObserver } from '../metrics/delivery-observer.ts';
import type { TeamActor } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import type { Bodies } from './bodies.ts';
import { Group } from './group.ts';
import { RecentLag } from './recent-lag.ts';
import type { Selection } from './selection.ts';
import { aboutOf } from './subscription.ts';

/** Whose access an event takes away, or makes another; null where it is nobody's. */
export type EndsAccess = (event: LoggedEvent) => ((actor: TeamActor) => boolean) | null;

/** What somebody has open: a socket, or a stream over HTTP. */
export interface Session {
  readonly actor: TeamActor;
  /** Called when the actor has to show its credentials again; until it has left, maybe more than once. */
  readonly end: () => void;
}

export interface RoomParts {
  readonly bodies: Bodies;
  readonly endsAccess: EndsAccess;
  readonly clock: Clock;
  readonly observer: DeliveryObserver | undefined;
}

/** In the index: events about whatever thing. */
const ANY = '*';

/** The groups by the thing that they are about, or ANY. */
type Things = Map<string, Set<Group>>;

/** One team as this process serves it: what is open, and the groups of subscriptions, found by what an event is about. */
export class TeamRoom {
  readonly sessions = new Set<Session>();
  /** From commit to hand-over, of all groups. */
  readonly lag = new RecentLag();
  readonly #parts: RoomParts;
  readonly #groups = new Map<string, Group>();
  /** Kind of event, then by what its thing is told, then the thing or ANY, then the groups: an event asks only those that it can reach. */
  readonly #index = new Map<string, Map<(event: LoggedEvent) => string, Things>>();
  /** When the last event came that ended an access, in the time of `performance.now()`. */
  lastEnd = 0;
  /** When the last event of all came. */
  lastEvent = 0;

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** Groups that have subscriptions now. */
  get groups(): number {
    return this.#groups.size;
  }

  /** Subscriptions that are open now. */
  get subscriptions(): number {
    let sum = 0;
    for (const group of this.#groups.values()) sum += group.size;
    return sum;
  }

  /** Those of them that read the log by themselves: they have just begun, or their readers are slow. */
  get behind(): number {
    let sum = 0;
    for (const group of this.#groups.values()) sum += group.behind;
    return sum;
  }

  /** The group of all subscriptions with this selection's key. */
  groupOf(selection: Selection): Group {
    return this.#groups.get(selection.key) ?? this.#open(selection);
  }

  /** Takes the team's events in order. Whose access one ends is gone before anything above it is sent. */
  receive(events: readonly LoggedEvent[]): void {
    this.lastEvent = performance.now();
    for (const event of events) {
      this.#endSessions(event);
      for (const [about, things] of this.#index.get(event.kind) ?? [])
        for (const thing of [about(event), ANY]) for (const group of things.get(thing) ?? []) group.offer(event);
    }
  }

  #endSessions(event: LoggedEvent): void {
    const ends = this.#parts.endsAccess(event);
    if (ends === null) return;
    this.lastEnd = performance.now();
    for (const session of this.sessions) if (ends(session.actor)) session.end();
  }

  /** The database has stamped the commit, so a clock of ours that is behind could make the delay negative. */
  #noteDelay({ occurredAt }: LoggedEvent): void {
    const ms = Math.max(this.#parts.clock.now().getTime() - occurredAt.getTime(), 0);
    this.lag.note(ms);
    this.#parts.observer?.delivered(ms / 1_000);
  }

  #open(selection: Selection): Group {
    const group = new Group(selection, this.#parts.bodies, {
      onDelivered: (event) => { this.#noteDelay(event); },
      onEmpty: () => { this.#close(group); },
    });
    this.#groups.set(selection.key, group);
    for (const kind of selection.definition.kinds) this.#placeOf(kind, selection).add(group);
    return group;
  }

  #close(group: Group): void {
    const { selection } = group;
    this.#groups.delete(selection.key);
    for (const kind of selection.definition.kinds) {
      this.#placeOf(kind, selection).delete(group);
      this.#sweep(kind, selection);
    }
  }

  #placeOf(kind: string, { definition, resourceId }: Selection): Set<Group> {
    const ways = this.#index.get(kind) ?? new Map<(event: LoggedEvent) => string, Things>();
    this.#index.set(kind, ways);
    const things: Things = ways.get(aboutOf(definition)) ?? new Map<string, Set<Group>>();
    ways.set(aboutOf(definition), things);
    const groups = things.get(resourceId ?? ANY) ?? new Set<Group>();
    things.set(resourceId ?? ANY, groups);
    return groups;
  }

  /** Things that nobody asks about any more would stay for ever. */
  #sweep(kind: string, { definition, resourceId }: Selection): void {
    const ways = this.#index.get(kind);
    const things = ways?.get(aboutOf(definition));
    if (things?.get(resourceId ?? ANY)?.size === 0) things.delete(resourceId ?? ANY);
    if (things?.size === 0) ways?.delete(aboutOf(definition));
    if (ways?.size === 0) this.#index.delete(kind);
  }
}
