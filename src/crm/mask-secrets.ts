export const MASK = '[hidden]';

/** No provider nests its answers a third as deep; without an end a hostile one could exhaust the stack. */
const MAX_DEPTH = 32;

/** Each secret as it is, and as it would stand in an address or a form body. */
const spellingsOf = (secrets: readonly string[]): string[] =>
  [...new Set(secrets.flatMap((secret) => (secret === '' ? [] : [secret, encodeURIComponent(secret)])))];

const hide = (text: string, spellings: readonly string[]): string => spellings.reduce((masked, spelling) => masked.replaceAll(spelling, MASK), text);

const hideIn = (value: unknown, spellings: readonly string[], depth: number): unknown => {
  if (typeof value === 'string') return hide(value, spellings);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return MASK;
  if (Array.isArray(value)) return value.map((item) => hideIn(item, spellings, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [hide(name, spellings), hideIn(item, spellings, depth + 1)]));
};

/** `text` without any of the secrets, whatever a foreign system wrote around them. */
export const maskText = (text: string, secrets: readonly string[]): string => hide(text, spellingsOf(secrets));

/** A copy of a JSON value in which no string and no key holds one of the secrets; what lies deeper than 32 levels is hidden whole. */
export const maskSecrets = (value: unknown, secrets: readonly string[]): unknown => hideIn(value, spellingsOf(secrets), 0);
