const word = /\p{L}[\p{L}\p{M}\p{N}'’]*/gu;
/** `O'Brien`, `d'Angelo`: one letter that is a part of its own. */
const elided = /^(\p{L}['’])(\p{L})(.*)$/su;

const capital = (text: string): string => {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length).toLowerCase();
};

const capitalWord = (text: string): string => {
  // `McDonald`, `deGrasse`: whoever mixed them meant it.
  if (text !== text.toLowerCase() && text !== text.toUpperCase() && text !== capital(text)) return text;
  const [, own, letter, rest] = elided.exec(text) ?? [];
  return own === undefined || letter === undefined ? capital(text) : own.toUpperCase() + letter.toUpperCase() + (rest ?? '').toLowerCase();
};

/** Every word with a capital; words in mixed letters stay as they are. */
export const titleCase = (text: string): string => text.replace(word, capitalWord);

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The beginning of a text, of at most so many UTF-16 units, that cuts no character, emoji or accent in two. */
export const truncate = (text: string, length: number): string => {
  if (text.length <= length) return text;
  // The cluster at the cut is looked for near it: one that is longer than this is no character.
  const start = Math.max(0, length - CLUSTER_MAX);
  const near = text.slice(start, length + CLUSTER_MAX);
  const cut = start + (graphemes.segment(near).containing(length - start)?.index ?? length - start);
  const end = cut > start ? cut : length;
  const kept = text.slice(0, end);
  return kept.isWellFormed() ? kept : kept.slice(0, -1);
};

/** Units of the longest character that is kept whole; a family of emoji has about thirty. */
const CLUSTER_MAX = 200;
