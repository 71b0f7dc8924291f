import { LRUCache } from 'lru-cache';
import type { Body } from './body.ts';

/** What the results may take that are held for those who catch up, in bytes: who comes back at once is sent the same. */
const HELD_BYTES = 33_554_432;

/** What was rendered lately, for which group and which event. */
export interface Bodies {
  /** The body that is held, or the one that `render` makes now. */
  readonly get: (group: object, seq: number, render: () => Promise<Body>) => Promise<Body>;
}

export const createBodies = (): Bodies => {
  // A character takes two bytes at the most, and there is the text of a frame beside it.
  const held = new LRUCache<string, Body>({ maxSize: HELD_BYTES, sizeCalculation: ({ json }) => 4 * json.length + 1 });
  const underWay = new Map<string, Promise<Body>>();
  const numbers = new WeakMap<object, number>();
  let groups = 0;

  const numberOf = (group: object): number => {
    const known = numbers.get(group);
    if (known !== undefined) return known;
    numbers.set(group, (groups += 1));
    return groups;
  };

  const make = async (key: string, render: () => Promise<Body>): Promise<Body> => {
    try {
      const body = await render();
      if (!body.hasErrors) held.set(key, body);
      return body;
    } finally {
      underWay.delete(key);
    }
  };

  return {
    get: (group, seq, render) => {
      const key = `${String(numberOf(group))} ${String(seq)}`;
      const known = held.get(key);
      if (known) return Promise.resolve(known);
      const rendering = underWay.get(key) ?? make(key, render);
      underWay.set(key, rendering);
      return rendering;
    },
  };
};
