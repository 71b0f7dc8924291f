import { hostileNumbers, hostileTexts, hostileValue } from './hostile-values.ts';
import type { Random } from './random.ts';
import type { Written } from './write-operation.ts';

/** What is sent, in whatever shape. */
export interface Broken {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
  readonly extensions: unknown;
}

type BreakTokens = (random: Random, tokens: readonly string[]) => readonly string[];

const junk: readonly string[] = [
  '{', '}', '(', ')', '[', ']', ':', '=', '!', '|', '&', '@', '$', '...', '"', '"""', '""', '\\', '#', '\0', '\ufeff', '\ud800', '\udfff', '😀', '\u200b', '\u00a0', '\u2028', '；',
  '"\\u{110000}"', '"\\uD800"', '"\\x"', '"""\\"""', '1'.repeat(400), '-1'.repeat(9), '1e99999', '00', '0x1', '.5', '5.', '_', '__proto__', '__type(name: "Lead") { name }', '__schema { types { name } }',
  'null', 'true', '$v0', '$nothing', '@skip', '@include(if: null)', '@deprecated', '@unknown(a: 1)', '@oneOf', '...Nobody', '... on Nothing { id }', '... { id }', 'fragment', 'on', 'type', 'extend', 'schema', 'query', 'mutation', 'subscription',
];

const insertAt = <T>(list: readonly T[], place: number, ...items: readonly T[]): T[] => [...list.slice(0, place), ...items, ...list.slice(place)];

const place = (random: Random, { length }: { length: number }) => random.below(Math.max(length, 1));

const isName = (token: string) => /^[A-Za-z_]\w*$/.test(token);

const drop: BreakTokens = (random, tokens) => tokens.toSpliced(place(random, tokens), 1);
const double: BreakTokens = (random, tokens) => { const at = place(random, tokens); return insertAt(tokens, at, tokens[at] ?? ''); };
const swap: BreakTokens = (random, tokens) => { const [a, b] = [place(random, tokens), place(random, tokens)]; return tokens.with(a, tokens[b] ?? '').with(b, tokens[a] ?? ''); };
const insertJunk: BreakTokens = (random, tokens) => insertAt(tokens, place(random, tokens), random.pick(junk));
const replaceByJunk: BreakTokens = (random, tokens) => tokens.with(place(random, tokens), random.pick(junk));
const cut: BreakTokens = (random, tokens) => tokens.slice(0, place(random, tokens));
const repeatPart: BreakTokens = (random, tokens) => { const from = place(random, tokens); return insertAt(tokens, from, ...tokens.slice(from, from + random.below(12))); };
const rename: BreakTokens = (random, tokens) => {
  const names = tokens.flatMap((token, index) => (isName(token) ? [index] : []));
  if (names.length === 0) return tokens;
  const at = random.pick(names);
  return tokens.with(at, random.pick([`${tokens[at] ?? ''}s`, 'id', 'nodes', '__typename', 'constructor', '__proto__', 'Query', tokens[random.pick(names)] ?? '']));
};
const renumber: BreakTokens = (random, tokens) => tokens.map((token) => (/^-?\d/.test(token) ? JSON.stringify(random.pick(hostileNumbers)) : token));
const text: BreakTokens = (random, tokens) => tokens.with(place(random, tokens), JSON.stringify(random.pick(hostileTexts)));
const flood: BreakTokens = (random, tokens) => { const at = place(random, tokens); return insertAt(tokens, at, ...Array.from({ length: 10 + random.below(400) }, () => tokens[at] ?? '{')); };
const nest: BreakTokens = (random, tokens) => { const levels = random.pick([5, 20, 2_000]); return [...tokens.slice(0, 1), ...Array.from({ length: levels }, () => random.pick(['{ node', '{ lead', '[', '{ a: ['])), ...tokens.slice(1)]; };
const cycle: BreakTokens = (_random, tokens) => [...insertAt(tokens, tokens.indexOf('{') + 1, '...A'), 'fragment A on Query { ...B } fragment B on Query { ... on Query { ...A } }'];
const another: BreakTokens = (random, tokens) => [...tokens, random.pick(['{ __typename }', 'query Op { streamHead }', 'query Other($v0: Int!) { leads(first: $v0) { totalCount } }', 'mutation { __typename }', 'subscription { a: __typename b: __typename }', 'type Lead { id: ID }', 'extend type Query { a: Int }', 'fragment Op on Lead { id }', 'directive @a on FIELD'])];
const aliases: BreakTokens = (random, tokens) => insertAt(tokens, tokens.indexOf('{') + 1, ...Array.from({ length: random.below(200) }, (_, n) => `z${String(n)}: __typename`));
const glyph: BreakTokens = (random, tokens) => { const at = place(random, tokens); const token = tokens[at] ?? ''; const cutAt = random.below(token.length + 1); return tokens.with(at, token.slice(0, cutAt) + random.pick(hostileTexts) + token.slice(cutAt)); };

const breaks: readonly BreakTokens[] = [drop, drop, double, swap, insertJunk, insertJunk, replaceByJunk, cut, repeatPart, rename, rename, renumber, text, flood, nest, cycle, another, aliases, glyph];

const breakVariables = (random: Random, variables: Written['variables']): Broken['variables'] => {
  const names = Object.keys(variables);
  const name = names.length === 0 ? 'v0' : random.pick(names);
  return random.pick<() => Broken['variables']>([
    () => null, () => ({}), () => ({ ...variables, [name]: hostileValue(random) }), () => ({ ...variables, [name]: hostileValue(random) }),
    () => ({ ...variables, [random.pick(hostileTexts)]: hostileValue(random) }), () => ({ ...variables, [name]: [variables[name]] }), () => ({ ...variables, [name]: { input: variables[name], extra: 1 } }),
    () => Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, typeof value === 'object' && value !== null ? { ...value, [random.pick(hostileTexts)]: hostileValue(random) } : String(value)])),
    () => Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, typeof value === 'object' && value !== null ? Object.fromEntries(Object.keys(value).map((inner) => [inner, hostileValue(random)])) : value])),
  ])();
};

const hash = 'a'.repeat(64);
const oddExtensions = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => null, () => ({}), () => hostileValue(random), () => ({ persistedQuery: hostileValue(random) }), () => ({ persistedQuery: { version: random.pick<unknown>([1, 2, '1', null]), sha256Hash: random.pick<unknown>([hash, hash.toUpperCase(), 'x', 1, null, ['a']]) } }),
    () => ({ documentId: random.pick<unknown>([hash, 'sha256:', '__proto__', 7, {}, '']) }), () => ({ idempotencyKey: hostileValue(random) }), () => ({ after: hostileValue(random), resume: hostileValue(random) }), () => ({ after: 'e:1', resume: true }),
  ])();

/** An operation, broken in one to three places; `spared` is the share of those whose document stays whole. */
export const breakRequest = (random: Random, { tokens, variables }: Written, spared = 0.3): Broken => {
  let broken = tokens;
  const times = random.chance(spared) ? 0 : 1 + random.below(3);
  for (let time = 0; time < times; time += 1) broken = random.pick(breaks)(random, broken.length === 0 ? [''] : broken);
  return {
    query: broken.join(random.chance(0.02) ? random.pick(['\n', ',', '\t', '', ' #\n']) : ' '),
    variables: random.chance(0.35) ? breakVariables(random, variables) : variables,
    operationName: random.chance(0.08) ? random.pick(hostileTexts) : random.chance(0.05) ? 'Op' : null,
    extensions: random.chance(0.1) ? oddExtensions(random) : undefined,
  };
};
