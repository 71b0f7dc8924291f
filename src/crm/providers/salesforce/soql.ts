const escapes: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  "'": String.raw`\'`,
  '"': String.raw`\"`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
  '\b': String.raw`\b`,
  '\f': String.raw`\f`,
};

/** What could end a literal or break its line, and what no text of Salesforce holds: other control characters, and half ones. */
const special = /[\\'"\p{Cc}\p{Cs}]/gu;

const escape = (text: string): string => text.replace(special, (character) => escapes[character] ?? '\ufffd');

/** A text as a literal of SOQL: nothing in it can end the literal. */
export const literal = (text: string): string => `'${escape(text)}'`;

/** What contains the text, as the operand of LIKE: its wildcards stand for themselves. */
export const containing = (text: string): string => `'%${escape(text).replace(/[%_]/g, String.raw`\$&`)}%'`;

/** Longest query, as it stands in the address: servers and gateways in between take 16 KB at most, head lines included. */
const MAX_QUERY_CHARACTERS = 8_000;

/** The texts in lists, each of which a query can take beside its other words. */
export const inQueryLengths = (texts: readonly string[]): string[][] => {
  const lists: string[][] = [];
  let left = 0;
  for (const text of texts) {
    const length = encodeURIComponent(`${literal(text)},`).length;
    if (left < length || lists.length === 0) {
      lists.push([]);
      left = MAX_QUERY_CHARACTERS;
    }
    lists.at(-1)?.push(text);
    left -= length;
  }
  return lists;
};
