export const MASK = '[hidden]';

/** No provider nests its answers a third as deep; without an end a hostile one could exhaust the stack. */
const MAX_DEPTH = 32;

/** Also as it would stand in an address or a form body. */
const spellingsOf = (secret: string): string[] => [secret, encodeURIComponent(secret)];

/** `text` without any of the secrets, whatever a foreign system wrote around them. */
export const maskText = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret !== '')
    .flatMap(spellingsOf)
    .reduce((masked, spelling) => masked.replaceAll(spelling, MASK), text);

/** A copy of a JSON value in which no string and no key holds one of the secrets; what lies deeper than 32 levels is hidden whole. */
export const maskSecrets = (value: unknown, secrets: readonly string[], depth = 0): unknown => {
  if (typeof value === 'string') return maskText(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return MASK;
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [maskText(name, secrets), maskSecrets(item, secrets, depth + 1)]),
  );
};
