import { parseCondition, type Condition } from './parse-condition.ts';
import { Reader } from './reader.ts';
import { malformed } from './query-error.ts';

export type Name = { readonly text: string; readonly at: number };
export type Order = { readonly field: Name; readonly descending: boolean; readonly nullsLast: boolean };

export type Query = {
  readonly soql: string;
  readonly select: { readonly kind: 'fields'; readonly names: readonly Name[] } | { readonly kind: 'all' } | { readonly kind: 'count' };
  readonly from: Name;
  readonly where: Condition | undefined;
  readonly orders: readonly Order[];
  readonly limit: number | undefined;
  readonly offset: number;
};

const LONGEST_QUERY = 100_000;

/** @throws SalesforceError MALFORMED_QUERY */
export function parseQuery(soql: string): Query {
  if (soql.length > LONGEST_QUERY) throw malformed('', 0, `SOQL statements cannot be longer than ${LONGEST_QUERY} characters.`);
  const reader = new Reader(soql);
  reader.expectWord('SELECT');
  const select = readSelect(reader);
  reader.expectWord('FROM');
  const from = reader.expectName();
  const where = reader.takeWord('WHERE') ? parseCondition(reader) : undefined;
  const orders = reader.takeWord('ORDER') ? readOrders(reader) : [];
  const limit = reader.takeWord('LIMIT') ? reader.expectCount() : undefined;
  const offset = reader.takeWord('OFFSET') ? reader.expectCount() : 0;
  reader.expectEnd();
  return { soql, select, from, where, orders, limit, offset };
}

function readSelect(reader: Reader): Query['select'] {
  const names = [reader.expectName()];
  const [first] = names;
  if (reader.takeSymbol('(')) return readFunction(reader, first);
  while (reader.takeSymbol(',')) names.push(reader.expectName());
  return { kind: 'fields', names };
}

/** `COUNT()` and `FIELDS(ALL)`, the functions that there are. */
function readFunction(reader: Reader, name: Name | undefined): Query['select'] {
  if (name?.text.toUpperCase() === 'COUNT') {
    reader.expectSymbol(')');
    return { kind: 'count' };
  }
  if (name?.text.toUpperCase() !== 'FIELDS') throw reader.unexpected();
  reader.expectWord('ALL');
  reader.expectSymbol(')');
  return { kind: 'all' };
}

function readOrders(reader: Reader): Order[] {
  reader.expectWord('BY');
  const orders = [readOrder(reader)];
  while (reader.takeSymbol(',')) orders.push(readOrder(reader));
  return orders;
}

/** What has no value comes first, also in descending order, unless the query says otherwise. */
function readOrder(reader: Reader): Order {
  const field = reader.expectName();
  const descending = !reader.takeWord('ASC') && reader.takeWord('DESC');
  if (!reader.takeWord('NULLS')) return { field, descending, nullsLast: false };
  const nullsLast = reader.takeWord('LAST');
  if (!nullsLast) reader.expectWord('FIRST');
  return { field, descending, nullsLast };
}
