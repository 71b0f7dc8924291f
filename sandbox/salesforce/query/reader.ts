import type { SalesforceError } from '../salesforce-error.ts';
import { malformed } from './query-error.ts';
import { readTokens, type Token } from './tokens.ts';

/** Words that end a list of names; none of them is a name. */
const RESERVED = ['SELECT', 'FROM', 'WHERE', 'ORDER', 'BY', 'LIMIT', 'OFFSET', 'AND', 'OR', 'NOT', 'LIKE', 'IN', 'INCLUDES', 'EXCLUDES', 'NULL', 'TRUE', 'FALSE'];

/** Goes through the tokens of a query. What is expected and not there is MALFORMED_QUERY. */
export class Reader {
  readonly soql: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(soql: string) {
    this.soql = soql;
    this.#tokens = readTokens(soql);
  }

  peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '<EOF>', at: this.soql.length };
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  unexpected(): SalesforceError {
    const { text, at } = this.peek();
    return malformed(this.soql, at, `unexpected token: '${text}'`);
  }

  takeWord(word: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'word' || text.toUpperCase() !== word) return false;
    this.#next += 1;
    return true;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected();
  }

  takeSymbol(symbol: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'symbol' || text !== symbol) return false;
    this.#next += 1;
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected();
  }

  expectName(): Token {
    const { kind, text } = this.peek();
    if (kind !== 'word' || RESERVED.includes(text.toUpperCase())) throw this.unexpected();
    return this.take();
  }

  expectCount(): number {
    const { kind, text } = this.peek();
    if (kind !== 'number' || !/^\d{1,9}$/.test(text)) throw this.unexpected();
    this.#next += 1;
    return Number(text);
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.unexpected();
  }
}
