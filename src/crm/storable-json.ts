const REPLACEMENT = '\\ufffd';

/** An escape of JSON as a whole, so that an escaped backslash before `u0000` is told apart; pairs of halves stay together. */
const escapes = /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)/g;
const unstorable = /^\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})$/;

/**
 * A provider's JSON as our database can hold what it says: NUL and half characters become U+FFFD, in names and values
 * alike. Done on the text, since what it says may be nested deeper than any walk over it may go.
 */
export const storableJson = (text: string): string =>
  text.includes('\\u') ? text.replace(escapes, (escape) => (unstorable.test(escape) ? REPLACEMENT : escape)) : text;
