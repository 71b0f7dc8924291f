import { malformed } from './query-error.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'IN', 'NOT IN', 'INCLUDES', 'EXCLUDES'] as const;
export type Operator = (typeof OPERATORS)[number];

export type Comparison = {
  readonly kind: 'comparison';
  readonly field: { readonly text: string; readonly at: number };
  readonly operator: Operator;
  /** Strings, numbers, dates, and the words true, false and null. */
  readonly literals: readonly Token[];
};

export type Condition =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

const DEEPEST = 50;

/** AND and OR side by side need parentheses. @throws SalesforceError MALFORMED_QUERY */
export function parseCondition(reader: Reader, depth = 0): Condition {
  if (depth > DEEPEST) throw malformed(reader.soql, reader.peek().at, 'the condition is nested too deeply');
  const first = parsePart(reader, depth);
  for (const kind of ['and', 'or'] as const) {
    const word = kind.toUpperCase();
    if (!reader.takeWord(word)) continue;
    const parts = [first, parsePart(reader, depth)];
    while (reader.takeWord(word)) parts.push(parsePart(reader, depth));
    return { kind, parts };
  }
  return first;
}

function parsePart(reader: Reader, depth: number): Condition {
  if (depth > DEEPEST) throw malformed(reader.soql, reader.peek().at, 'the condition is nested too deeply');
  if (reader.takeWord('NOT')) return { kind: 'not', part: parsePart(reader, depth + 1) };
  if (reader.takeSymbol('(')) {
    const inner = parseCondition(reader, depth + 1);
    reader.expectSymbol(')');
    return inner;
  }
  const field = reader.expectName();
  const operator = readOperator(reader);
  const isList = ['IN', 'NOT IN', 'INCLUDES', 'EXCLUDES'].includes(operator);
  return { kind: 'comparison', field, operator, literals: isList ? readList(reader) : [readLiteral(reader)] };
}

function readOperator(reader: Reader): Operator {
  const symbol = reader.peek().text.toUpperCase();
  if (reader.takeWord('NOT')) {
    reader.expectWord('IN');
    return 'NOT IN';
  }
  const operator = OPERATORS.find((each) => each === (symbol === '<>' ? '!=' : symbol));
  if (!operator) throw reader.unexpected();
  reader.take();
  return operator;
}

function readList(reader: Reader): Token[] {
  reader.expectSymbol('(');
  const literals = [readLiteral(reader)];
  while (reader.takeSymbol(',')) literals.push(readLiteral(reader));
  reader.expectSymbol(')');
  return literals;
}

function readLiteral(reader: Reader): Token {
  const { kind, text } = reader.peek();
  const isWord = kind === 'word' && ['TRUE', 'FALSE', 'NULL'].includes(text.toUpperCase());
  if (!isWord && ['word', 'symbol', 'end'].includes(kind)) throw reader.unexpected();
  return reader.take();
}
