import type { Faults } from './check-input.ts';

/** Longest one-line text (names, titles, companies, options) unless a field says otherwise, in UTF-16 units. */
export const LINE_MAX = 500;
/** Longest text of several lines unless a field says otherwise, in UTF-16 units. */
export const TEXT_MAX = 10_000;

/** Where a text comes from, for the words of a refusal. */
export interface TextField {
  /** The path of the input field: `name`, `fields[2].label`. */
  field: string;
  /** Longest accepted length, in UTF-16 units after cleaning. */
  max?: number;
}

/** C0, DEL and C1, but for tab and line feed. */
const controls = /(?![\t\n])\p{Cc}/gu;
/** They let a text read as another one than it is ("Trojan source"); nobody types them. */
const directionOverrides = /[\u202a-\u202e\u2066-\u2069]/gu;
const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/gu;

const strip = (text: string): string =>
  text.replace(lineBreaks, '\n').replace(controls, '').replace(directionOverrides, '').normalize('NFC');

/** NUL and lone surrogates: PostgreSQL stores neither, and dropping them would hide a broken sender. */
const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const clean = (text: string, { field, max }: Required<TextField>, faults: Faults, shape: (text: string) => string): string | null => {
  // Before any work on it: cleaning shortens, but never by more than composing does.
  if (text.length > max * 4) faults.push(tooLong(field, max));
  else if (!isText(text)) faults.push({ field, code: 'NOT_TEXT', message: `${field} holds a NUL or half a character: send well-formed Unicode text` });
  else {
    const cleaned = shape(strip(text)).trim();
    if (cleaned.length > max) faults.push(tooLong(field, max));
    else if (cleaned !== '') return cleaned;
  }
  return null;
};

const tooLong = (field: string, max: number) => ({ field, code: 'TOO_LONG', message: `${field} is too long: at most ${max} characters` });

/**
 * One line of text as it is stored: NFC, trimmed, no control characters; line breaks and tabs become one space.
 * Null when nothing is left, or with a fault: TOO_LONG, or NOT_TEXT for NUL and lone surrogates.
 */
export const cleanLine = (text: string, { field, max = LINE_MAX }: TextField, faults: Faults): string | null =>
  clean(text, { field, max }, faults, (line) => line.replace(/[\t\n]+/gu, ' '));

/** Text of several lines: as `cleanLine`, but tabs and line breaks (as `\n`) stay. */
export const cleanText = (text: string, { field, max = TEXT_MAX }: TextField, faults: Faults): string | null =>
  clean(text, { field, max }, faults, (lines) => lines);

/** A line that must not be empty: a fault REQUIRED, and `''`, when nothing is left. */
export const requireLine = (text: string, field: TextField, faults: Faults): string => {
  const found = faults.length;
  const cleaned = cleanLine(text, field, faults);
  if (cleaned === null && faults.length === found)
    faults.push({ field: field.field, code: 'REQUIRED', message: `${field.field} must not be empty` });
  return cleaned ?? '';
};
