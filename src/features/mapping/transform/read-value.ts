import { spellValue } from '../spell-value.ts';

/** Characters of the longest text that is looked at for a number. */
const NUMBER_TEXT_MAX = 100;
/** The zeros of digits that keyboards write: Arabic, Persian, Devanagari, full width. */
const zeros = [0x660, 0x6f0, 0x966, 0xff10];

const westernDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  const zero = zeros.find((candidate) => code >= candidate && code < candidate + 10);
  return zero === undefined ? digit : String(code - zero);
};

const round = (value: number, decimals: number): number => {
  const rounded = Number(`${String(Math.round(Number(`${String(value)}e${decimals}`)))}e-${decimals}`);
  return Number.isNaN(rounded) ? value : rounded;
};

interface NumberFormat {
  decimals?: number | undefined;
  decimalMark: '.' | ',';
}

/** A number from text as people write it, with marks between thousands and a sign of currency; null for what is none. */
export const readNumber = (given: string | number, { decimals, decimalMark }: NumberFormat): number | null => {
  if (typeof given === 'string' && given.length > NUMBER_TEXT_MAX) return null;
  const bare = String(given).replace(/\p{Nd}/gu, westernDigit).replace(/[\s'’_\p{Sc}]/gu, '');
  const digits = typeof given === 'number' ? bare : bare.replaceAll(decimalMark === '.' ? ',' : '.', '').replace(',', '.');
  const value = typeof given === 'number' ? given : /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(digits) ? Number(digits) : Number.NaN;
  if (!Number.isFinite(value)) return null;
  return decimals === undefined ? value : round(value, decimals);
};

/** A calendar day, or a moment in UTC, from an ISO date or date-time; null for what is none. A moment's day is that of UTC. */
export const readDate = (given: unknown, to: 'DATE' | 'DATETIME'): string | null => {
  const text = typeof given === 'string' ? given.trim() : given;
  const spelled = spellValue(text, 'DATE');
  if (!('value' in spelled)) return null;
  const moment = new Date(spelled.value as string);
  if (Number.isNaN(moment.getTime())) return null;
  return to === 'DATE' ? moment.toISOString().slice(0, 10) : moment.toISOString();
};

/** Yes or no from one of the words for it, in any letters; null for any other. */
export const readBoolean = (given: string, { yes, no }: { yes: readonly string[]; no: readonly string[] }): boolean | null => {
  const word = given.trim().toLowerCase();
  const says = (words: readonly string[]) => words.some((candidate) => candidate.trim().toLowerCase() === word);
  if (says(yes)) return true;
  return says(no) ? false : null;
};
