import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { actualCostOf } from '../../src/graphql/limits/actual-cost-of.ts';
import { costOfOperation } from '../../src/graphql/limits/cost-of-operation.ts';
import { countRootFields } from '../../src/graphql/limits/count-root-fields.ts';
import { measureOperation } from '../../src/graphql/limits/measure-operation.ts';
import { openBatch } from '../../src/graphql/limits/open-batch.ts';

const schema = buildSchema(`
  interface Thing { id: ID! owner: Person }
  type Person implements Thing { id: ID! name: String owner: Person friends: [Person!]! tags: [String!]! json: String books(first: Int = 5, last: Int): BookConnection! }
  type Book implements Thing { id: ID! owner: Person chapters: [Person!]! }
  type PageInfo { hasNextPage: Boolean! }
  type BookEdge { cursor: String! node: Book! }
  type BookConnection { edges: [BookEdge!]! nodes: [Book!]! pageInfo: PageInfo! totalCount: Int }
  type PersonConnection { nodes: [Person!]! pageInfo: PageInfo! }
  type Query { hello: String me: Person thing: Thing people(first: Int, last: Int): PersonConnection }
  type Mutation { rename: Person remove: Boolean }
  type Subscription { changed: Person }
`);

const read = (text: string) => {
  const document = parse(text);
  return { document, operation: document.definitions[0] as OperationDefinitionNode };
};
const cost = (text: string, variables: Record<string, unknown> = {}) => costOfOperation(schema, { ...read(text), variables });
const actual = (text: string, data: Record<string, unknown> | null) => {
  const { document, operation } = read(text);
  return actualCostOf(document, operation, data);
};
const measure = (text: string) => {
  const { document, operation } = read(text);
  return measureOperation(document, operation);
};
/** Each fragment spreads the next several times: that many to the power of `levels` fields. */
const explosion = (levels: number, spread: (next: string) => string) =>
  `query { me { ...F0 } } ${Array.from({ length: levels }, (_, n) => `fragment F${String(n)} on Person { ${n === levels - 1 ? 'owner { id }' : spread(`F${String(n + 1)}`)} }`).join(' ')}`;

describe('the cost of an operation', () => {
  it.each([
    ['one at least', '{ hello }', 1],
    ['an object is one, its values are free', '{ me { id name tags } }', 1],
    ['objects in objects', '{ me { owner { owner { id } } } }', 3],
    ['a list that is no page counts as ten', '{ me { friends { id } } }', 11],
    ['lists in lists', '{ me { friends { friends { id } } } }', 111],
    ['a connection is one and its size times what is in it', '{ people(first: 50) { nodes { id owner { id } } } }', 101],
    ['edges are objects too', '{ people: me { books(last: 7) { edges { node { id } } pageInfo { hasNextPage } totalCount } } }', 17],
    ['the page size where nobody says', '{ people { nodes { id } } }', 21],
    ['the default of the schema', '{ me { books { nodes { id } } } }', 7],
    ['a size below zero as none', '{ people(first: -5) { nodes { id } } }', 1],
    ['pages in pages', '{ people(first: 100) { nodes { books(first: 100) { nodes { id } } } } }', 10_201],
    ['fragments where they are spread', '{ a: me { ...F } b: me { ...F } } fragment F on Person { owner { id } }', 4],
    ['a page through a fragment', '{ people(first: 30) { ...F } } fragment F on PersonConnection { nodes { id } }', 31],
    ['the same fragment in pages of two sizes', '{ a: people(first: 30) { ...F } b: people(first: 3) { ...F } } fragment F on PersonConnection { nodes { id } }', 35],
    ['of types that exclude each other the dearest', '{ thing { owner { id } ... on Person { friends { id } } ... on Book { chapters { id owner { id } } } } }', 22],
    ['introspection at a flat rate', '{ __schema { types { fields { name } } } __type(name: "Person") { name } }', 200],
    ['a mutation ten more', 'mutation { rename { id } }', 11],
    ['each mutation', 'mutation { a: remove b: remove ...F } fragment F on Mutation { rename { id } }', 31],
    ['a subscription as what it selects', 'subscription { changed { owner { id } } }', 2],
  ])('[P3] counts %s', (_name, text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it('[P3] counts with the values of variables, and without what they skip', () => {
    const query = 'query ($n: Int, $deep: Boolean!) { people(first: $n) { nodes { id owner @include(if: $deep) { id } friends @skip(if: $deep) { id } } } }';
    expect([cost(query, { n: 40, deep: true }), cost(query, { n: 40, deep: false }), cost(query, { n: null, deep: true })]).toEqual([81, 441, 41]);
    expect(cost('query ($n: Int) { people(last: $n) { nodes { id } } }', { n: 3 })).toBe(4);
  });

  it('[P3] is found at once for fragments that explode', () => {
    const text = explosion(200, (next) => `a: owner { ...${next} } b: owner { ...${next} }`);
    expect(cost(text)).toBeGreaterThan(2 ** 150);
    expect(measure(text)).toMatchObject({ depth: 202 });
    expect(measure(text).aliases).toBeGreaterThan(2 ** 150);
  });
});

describe('the actual cost', () => {
  it('[P3] is what was answered: each object, and nothing inside of a JSON value', () => {
    const query = '{ people(first: 50) { nodes { id json ...F } pageInfo { hasNextPage } } } fragment F on Person { owner { id } }';
    const nodes = [{ id: 1, json: { deep: { deeper: [{}, {}] } }, owner: { id: 2 } }, { id: 3, json: null, owner: null }];
    expect(actual(query, { people: { nodes, pageInfo: { hasNextPage: false } } })).toBe(5);
    expect(actual(query, { people: null })).toBe(1);
    expect(actual(query, null)).toBe(1);
  });

  it('[P3] counts under the names of the answer, what several fragments select once, and mutations with what they write', () => {
    expect(actual('{ m: me { owner { id } ...F } } fragment F on Person { owner { name } }', { m: { owner: { id: 1, name: 'x' } } })).toBe(2);
    expect(actual('mutation { a: remove rename { id } }', { a: true, rename: null })).toBe(20);
    expect(actual('{ s: __schema { types { name } } }', { s: { types: [{ name: 'a' }, { name: 'b' }] } })).toBe(100);
  });
});

describe('the measure of an operation', () => {
  it('[P3] knows depth, aliases and directives as they would be executed', () => {
    expect(measure('query @a { x: me { owner { y: id @b } ...F } z: me { ...F } } fragment F on Person @c { w: name ... @d { owner { friends { id } } } }'))
      .toEqual({ depth: 4, aliases: 5, directives: 6 });
  });

  it('[P3] does not take introspection for depth', () => {
    expect(measure('{ __schema { types { fields { type { ofType { ofType { name } } } } } } me { id } }').depth).toBe(2);
  });
});

describe('root fields', () => {
  it('are counted through fragments, without what is skipped', () => {
    const count = (text: string, variables = {}) => countRootFields({ ...read(text), variables });
    expect(count('mutation { __typename rename { id } ... on Mutation { a: remove } ...F } fragment F on Mutation { b: remove }')).toBe(3);
    expect(count('mutation ($s: Boolean!) { rename @skip(if: $s) { id } remove }', { s: true })).toBe(1);
  });
});

describe('an array of operations', () => {
  it('is taken up to the limit, and with a key for one of them only', () => {
    expect(openBatch({}, {}, 0)).toBeNull();
    expect(openBatch([1, 2], {}, 2)).toEqual({ cost: 0 });
    expect(openBatch([1], { 'idempotency-key': 'k' }, 2)).toEqual({ cost: 0 });
    expect(() => openBatch([1], {}, 0)).toThrow('not taken here');
    expect(() => openBatch([1, 2, 3], {}, 2)).toThrow('the limit is 2');
    expect(() => openBatch([1, 2], { 'idempotency-key': 'k' }, 2)).toThrow('one mutation');
  });
});
