/** Of a provider's words; enough for "Property values were not valid" and one value. */
const MAX_QUOTED_CHARACTERS = 200;

/** A provider's words as they may stand in a message of ours. */
export const quote = (words: string): string =>
  words.length > MAX_QUOTED_CHARACTERS ? `${words.slice(0, MAX_QUOTED_CHARACTERS)}…` : words;
