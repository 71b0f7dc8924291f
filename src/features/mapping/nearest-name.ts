/** Shorter texts are near to too many others. */
const LEAST_LENGTH = 3;

interface Named {
  name: string;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A name without its punctuation, and without any one of its letters too: two names that differ in one place share one of these. */
const spellingsOf = (name: string): string[] => {
  const text = plain(name);
  return [text, ...Array.from({ length: text.length }, (_, place) => text.slice(0, place) + text.slice(place + 1))].filter(({ length }) => length >= LEAST_LENGTH);
};

const indexes = new WeakMap<readonly Named[], ReadonlyMap<string, string>>();

/** Made once for a list, and only where a name is missed: a hundred bad rules are looked up in it. */
const indexOf = (list: readonly Named[]): ReadonlyMap<string, string> => {
  const known = indexes.get(list);
  if (known) return known;
  const index = new Map<string, string>();
  for (const { name } of list) for (const spelling of spellingsOf(name)) if (!index.has(spelling)) index.set(spelling, name);
  indexes.set(list, index);
  return index;
};

/** The name of a list that was probably meant: the same but for case and punctuation, or one letter off; null where there is none. */
export const nearestName = (given: string, list: readonly Named[]): string | null => {
  const index = indexOf(list);
  return spellingsOf(given).map((spelling) => index.get(spelling)).find((name) => name !== undefined) ?? null;
};
