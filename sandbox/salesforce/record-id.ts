const CHECKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHUNK = 5;
const SHORT = 15;

/** Where this organisation lives; part of every id after the prefix of the object. */
const INSTANCE = 'B00000';
const COUNTER_LENGTH = 6;

const chunksOf = (id: string) => [id.slice(0, CHUNK), id.slice(CHUNK, 2 * CHUNK), id.slice(2 * CHUNK, SHORT)];

/** The letter that says which of five characters are capitals, the first of them being the lowest bit. */
const checkOf = (chunk: string) =>
  CHECKS.charAt(Array.from(chunk).reduce((bits, character, index) => (/[A-Z]/.test(character) ? bits + 2 ** index : bits), 0));

/** The 18 characters of an id of 15, whose case matters. */
const lengthen = (id: string) => id + chunksOf(id).map(checkOf).join('');

/** The first 15 characters, which are what messages of the API name. */
export const shorten = (id: string) => id.slice(0, SHORT);

/** An id of 15 or 18 characters as 18, whose case is mended by the last three; undefined where it is none. */
export function readId(text: string): string | undefined {
  if (/^[A-Za-z0-9]{15}$/.test(text)) return lengthen(text);
  if (!/^[A-Za-z0-9]{15}[A-Z0-5]{3}$/i.test(text)) return undefined;
  const checks = text.slice(SHORT).toUpperCase();
  const mended = chunksOf(text).map((chunk, index) => {
    const bits = CHECKS.indexOf(checks.charAt(index));
    return Array.from(chunk, (character, bit) => (Math.floor(bits / 2 ** bit) % 2 === 1 ? character.toUpperCase() : character.toLowerCase())).join('');
  });
  const id = lengthen(mended.join(''));
  return id.endsWith(checks) ? id : undefined;
}

/** The id of the `number`th thing, of the object with this prefix. */
export function makeId(prefix: string, number: number): string {
  let digits = '';
  for (let left = number; digits.length < COUNTER_LENGTH; left = Math.floor(left / DIGITS.length)) digits = DIGITS.charAt(left % DIGITS.length) + digits;
  return lengthen(prefix + INSTANCE + digits);
}
