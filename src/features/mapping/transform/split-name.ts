/** The parts of a person's name that CRMs keep apart; null where there is no such part. */
export interface NameParts {
  first: string | null;
  last: string | null;
}

const titles = new Set('mr mrs ms miss mx dr prof professor sir dame herr frau hr fr mag dipl-ing ing m mme mlle monsieur madame sr sra srta señor señora don doña dhr mevr'.split(' '));
const suffixes = new Set('jr sr junior senior ii iii iv phd md esq mba msc bsc ma ba dds'.split(' '));
/** What belongs to the last name that follows it. */
const particles = new Set('von van vom zu zum zur der den de del della di da do dos das du des la le las los ter ten af av al el bin ibn bint abu st san بن ابن بنت أبو ابو عبد'.split(' '));

/** Scripts whose names put the family first. */
const familyFirst = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u;
/** Foreign names in kana and in Chinese are written with dots, the given name first. */
const foreignDot = /[・·‧•]/u;

const plain = (word: string): string => word.toLowerCase().replaceAll('.', '').replace(/,$/, '');
const saysSomething = (word: string): boolean => /[\p{L}\p{N}]/u.test(word);

const wordsOf = (text: string): string[] => text.trim().split(/\s+/u).filter(saysSomething);

const withoutTitles = (words: readonly string[]): readonly string[] => {
  const start = words.findIndex((word, index) => index === words.length - 1 || !titles.has(plain(word)));
  return words.slice(Math.max(start, 0));
};

const withoutSuffixes = (words: readonly string[]): readonly string[] => {
  const end = words.findLastIndex((word, index) => index === 0 || !suffixes.has(plain(word)));
  return words.slice(0, end + 1).map((word, index) => (index === end ? word.replace(/,$/, '') : word));
};

const joined = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(' '));

/** `Byron, Ada`: the last name first, told by a comma with more than a suffix behind it. */
const splitAtComma = (text: string): NameParts | null => {
  const [before = '', ...behind] = text.split(',');
  const last = withoutSuffixes(withoutTitles(wordsOf(before)));
  const first = withoutTitles(wordsOf(behind.join(' ')).filter((word) => !suffixes.has(plain(word))));
  return last.length > 0 && first.length > 0 ? { first: joined(first), last: joined(last) } : null;
};

const splitWords = (words: readonly string[], oneWord: 'FIRST' | 'LAST'): NameParts => {
  if (words.length < 2) return oneWord === 'FIRST' ? { first: joined(words), last: null } : { first: null, last: joined(words) };
  if (words.every((word) => familyFirst.test(word))) return { first: joined(words.slice(1)), last: words[0] ?? null };
  const beforeLast = words.findLastIndex((word, index) => index < words.length - 1 && (index === 0 || !particles.has(plain(word))));
  return { first: joined(words.slice(0, beforeLast + 1)), last: joined(words.slice(beforeLast + 1)) };
};

/**
 * A name in its parts, without titles and suffixes. The last word is the last name, with the particles before it (`van
 * der Berg`); names in Han, Hangul and kana begin with the family. Nothing is guessed where there is no space: such a
 * name is one word. The parsers of the registries know English names only, and have not changed for years.
 */
export const splitName = (text: string, oneWord: 'FIRST' | 'LAST'): NameParts => {
  const named = saysSomething(text) ? text : '';
  if (named === '') return splitWords(text.trim() === '' ? [] : [text.trim()], oneWord);
  const foreign = named.split(foreignDot).map((part) => part.trim()).filter(saysSomething);
  if (foreign.length > 1) return { first: joined(foreign.slice(0, -1)), last: foreign.at(-1) ?? null };
  return splitAtComma(named) ?? splitWords(withoutSuffixes(withoutTitles(wordsOf(named.replace(/,/g, ' ')))), oneWord);
};
