import type { LoggedEvent } from '../events/logged-event.ts';
import { Group, type Member } from './group.ts';
import type { Selection } from './selection.ts';

/** In the index: events about whatever thing. */
const ANY = '*';

/** The groups of one team, found by what an event is and what it is about, so that an event asks only those it can reach. */
export class TeamHub {
  readonly #groups = new Map<string, Group>();
  /** Kind of event, then the thing or ANY, then the groups. */
  readonly #index = new Map<string, Map<string, Set<Group>>>();

  /** Adds an up-to-date subscription; from now on it gets every event after its position. Returns how it leaves. */
  join(selection: Selection, member: Member): () => void {
    const group = this.#groups.get(selection.key) ?? this.#open(selection);
    group.members.add(member);
    return () => {
      group.members.delete(member);
      if (group.members.size === 0 && this.#groups.get(selection.key) === group) this.#close(group);
    };
  }

  /** Groups that have members now. */
  get size(): number {
    return this.#groups.size;
  }

  receive(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      const things = this.#index.get(event.kind);
      for (const thing of [event.resourceId, ANY]) for (const group of things?.get(thing) ?? []) group.offer(event);
    }
  }

  #open(selection: Selection): Group {
    const group = new Group(selection);
    this.#groups.set(selection.key, group);
    for (const groups of this.#placesOf(selection)) groups.add(group);
    return group;
  }

  #close(group: Group): void {
    const { selection } = group;
    this.#groups.delete(selection.key);
    for (const groups of this.#placesOf(selection)) groups.delete(group);
    this.#sweep(selection);
  }

  #placesOf({ definition, resourceId }: Selection): Set<Group>[] {
    return definition.kinds.map((kind) => {
      const things = this.#index.get(kind) ?? new Map<string, Set<Group>>();
      this.#index.set(kind, things);
      const groups = things.get(resourceId ?? ANY) ?? new Set<Group>();
      things.set(resourceId ?? ANY, groups);
      return groups;
    });
  }

  /** Things that nobody asks about any more would stay for ever. */
  #sweep({ definition, resourceId }: Selection): void {
    for (const kind of definition.kinds) {
      const things = this.#index.get(kind);
      if (things?.get(resourceId ?? ANY)?.size === 0) things.delete(resourceId ?? ANY);
      if (things?.size === 0) this.#index.delete(kind);
    }
  }
}
