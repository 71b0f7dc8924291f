import { malformed } from './query-error.ts';

/** A part of a pattern: letters as they are, any one letter, or any letters at all. */
export type PatternPart = { readonly letter: string } | 'ONE' | 'ANY';

export type Token =
  | { readonly kind: 'word' | 'number' | 'date' | 'datetime' | 'symbol' | 'end'; readonly text: string; readonly at: number }
  /** `value` is what the literal stands for; `pattern` what it stands for after LIKE. */
  | { readonly kind: 'string'; readonly text: string; readonly at: number; readonly value: string; readonly pattern: readonly PatternPart[] };

const SHAPES = [
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/y],
  ['date', /\d{4}-\d{2}-\d{2}(?![\dT])/y],
  ['number', /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w])/y],
  ['word', /[A-Za-z]\w*(?:\.[A-Za-z]\w*)*/y],
  ['symbol', /<=|>=|!=|<>|[=<>(),]/y],
] as const;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', N: '\n', R: '\r', T: '\t', B: '\b', F: '\f', '"': '"', "'": "'", '\\': '\\' };

/** The words of a query. @throws SalesforceError MALFORMED_QUERY */
export function readTokens(soql: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipSpace(soql, 0); at < soql.length; at = skipSpace(soql, at)) {
    const token = soql[at] === "'" ? readString(soql, at) : readShape(soql, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '<EOF>', at: soql.length }];
}

function skipSpace(soql: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  return from + (space.exec(soql)?.[0].length ?? 0);
}

function readShape(soql: string, at: number): Token {
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = at;
    const text = shape.exec(soql)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  throw malformed(soql, at, `unexpected token: '${soql.charAt(at)}'`);
}

function readString(soql: string, start: number): Token {
  let value = '';
  const pattern: PatternPart[] = [];
  for (let at = start + 1; at < soql.length; at += 1) {
    const character = soql.charAt(at);
    if (character === "'") return { kind: 'string', text: soql.slice(start, at + 1), at: start, value, pattern };
    if (character === '\n' || character === '\r') throw malformed(soql, at, 'a literal must not contain a line break');
    if (character === '\\') {
      at += 1;
      const [letter, isPattern] = readEscape(soql, at);
      value += isPattern ? `\\${letter}` : letter;
      pattern.push({ letter });
    } else {
      value += character;
      pattern.push(character === '%' ? 'ANY' : character === '_' ? 'ONE' : { letter: character });
    }
  }
  throw malformed(soql, start, "line 1 no viable alternative at character '<EOF>'");
}

/** The letter behind a backslash, and whether the backslash means something to LIKE alone. */
function readEscape(soql: string, at: number): [letter: string, isPattern: boolean] {
  const character = soql.charAt(at);
  if (character === '%' || character === '_') return [character, true];
  const letter = ESCAPES[character];
  if (letter === undefined) throw malformed(soql, at, `Illegal string literal: invalid string literal, illegal character sequence '\\${character}'`);
  return [letter, false];
}
