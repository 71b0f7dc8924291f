import {
  getNamedType, isAbstractType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, isLeafType,
  type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import { hostileNumbers, hostileTexts, hostileValue } from './hostile-values.ts';
import type { Random } from './random.ts';

export interface Written {
  /** Joined by spaces they are the document. */
  readonly tokens: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Vocabulary {
  readonly schema: GraphQLSchema;
  /** Ids and cursors that exist. */
  readonly ids: readonly string[];
  /** Fields of the roots that are left out. */
  readonly without?: readonly string[];
}

interface Draft {
  readonly random: Random;
  readonly vocabulary: Vocabulary;
  readonly variables: Record<string, unknown>;
  readonly definitions: string[];
  readonly fragments: string[][];
}

const DEPTH = 4;

const madeUpIds = ['lead_01jd0000000000000000000000', 'lead_01h455vb4pex5vsknk084sn02q', 'form_', 'user_01', '_', 'node_01h455vb4pex5vsknk084sn02q', 'constructor_01h455vb4pex5vsknk084sn02q'];

const idOf = ({ random, vocabulary }: Draft) => random.pick(random.chance(0.7) && vocabulary.ids.length > 0 ? vocabulary.ids : madeUpIds);

/** A value that a scalar should take, more often than not. */
const scalarOf = (draft: Draft, name: string): unknown => {
  const { random } = draft;
  if (random.chance(0.12)) return hostileValue(random);
  switch (name) {
    case 'ID': return idOf(draft);
    case 'Cursor': return random.pick([idOf(draft), 'e:1', '1:0', '1:-1', '00000000-0000-0000-0000-000000000000:99999999999999999999']);
    case 'Int': return random.pick([1, 2, 10, 100, 0, random.pick(hostileNumbers)]);
    case 'Float': return random.pick([0.5, 1e9, random.pick(hostileNumbers)]);
    case 'Boolean': return random.chance(0.5);
    case 'DateTime': return random.pick(['2026-11-21T09:30:00.000Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00', '2026-02-30T00:00:00Z', '-271821-04-20T00:00:00Z']);
    case 'EmailAddress': return random.pick(['ada@example.com', `a${String(random.below(9_999))}@example.com`, '"a b"@example.com', `${'a'.repeat(250)}@example.com`, 'ä@exämple.com']);
    case 'PhoneNumber': return random.pick(['+4930901820', '+0', '030 901820']);
    case 'URL': return random.pick(['https://example.com/thanks', 'javascript:alert(1)', 'http://[::1', 'https://a@b:99999', '//x']);
    case 'Decimal': return random.pick(['1.5', '-0', '1e5', '9'.repeat(40)]);
    case 'JSON': case 'JSONObject': return random.pick<() => unknown>([() => ({ plan: 'pro', seats: 5 }), () => ({ email: 'ada@example.com' }), () => hostileValue(random)])();
    default: return random.pick(['Ada', 'a-long-enough-password', 'Acme & Sons', random.pick(hostileTexts)]);
  }
};

const valueOf = (draft: Draft, type: GraphQLInputType, depth = 0): unknown => {
  const { random } = draft;
  if (isNonNullType(type)) return valueOf(draft, type.ofType, depth);
  if (random.chance(0.03)) return null;
  if (isListType(type)) return Array.from({ length: random.below(3) }, () => valueOf(draft, type.ofType, depth + 1));
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (!isInputObjectType(type)) return scalarOf(draft, type.name);
  const given = Object.values(type.getFields()).filter((field) => (isNonNullType(field.type) && field.defaultValue === undefined ? random.chance(0.97) : random.chance(depth > 2 ? 0.1 : 0.4)));
  return Object.fromEntries((type.isOneOf ? given.slice(0, 1) : given).map((field) => [field.name, valueOf(draft, field.type, depth + 1)]));
};

/** A value as a document writes it; bare words where the type is an enum. */
const literalOf = (value: unknown, type: GraphQLInputType): string => {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (Array.isArray(value)) return `[${value.map((item) => literalOf(item, isListType(bare) ? bare.ofType : bare)).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields: Record<string, { type: GraphQLInputType }> = isInputObjectType(bare) ? bare.getFields() : {};
    return `{ ${Object.entries(value).map(([name, inner]) => `${name}: ${literalOf(inner, fields[name]?.type ?? bare)}`).join(' ')} }`;
  }
  return typeof value === 'string' && isEnumType(bare) ? value : JSON.stringify(value);
};

const argumentOf = (draft: Draft, { name, type }: GraphQLArgument): string[] => {
  const value = valueOf(draft, type);
  if (draft.random.chance(0.4)) return [name, ':', literalOf(value, type)];
  const variable = `v${String(draft.definitions.length)}`;
  draft.definitions.push(`$${variable}: ${String(type)}`);
  draft.variables[variable] = value;
  return [name, ':', `$${variable}`];
};

const fieldOf = (draft: Draft, { name, type, args }: GraphQLField<unknown, unknown>, depth: number): string[] => {
  const { random } = draft;
  const given = args.filter((arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined ? random.chance(0.98) : random.chance(0.3)));
  const listed = given.length === 0 ? [] : ['(', ...given.flatMap((arg) => argumentOf(draft, arg)), ')'];
  const alias = random.chance(0.15) ? [`a${String(random.below(50))}`, ':'] : [];
  const directive = random.chance(0.03) ? [random.pick(['@include(if: true)', '@skip(if: false)', '@include(if: $no)'])] : [];
  return [...alias, name, ...listed, ...directive, ...selectionOf(draft, getNamedType(type), depth + 1)];
};

const someOf = <T>({ random }: Draft, list: readonly T[], most: number): T[] => Array.from({ length: 1 + random.below(most) }, () => random.pick(list));

/** A part of the selection that stands elsewhere: inline, or under a name. */
const fragmentOf = (draft: Draft, type: GraphQLNamedType, depth: number): string[] => {
  const inner = selectionOf(draft, type, depth + 1);
  if (draft.random.chance(0.6)) return ['...', 'on', type.name, ...inner];
  const name = `F${String(draft.fragments.length)}`;
  draft.fragments.push(['fragment', name, 'on', type.name, ...inner]);
  return ['...', name];
};

function selectionOf(draft: Draft, type: GraphQLNamedType, depth: number): string[] {
  const { random, vocabulary: { schema } } = draft;
  if (isLeafType(type)) return [];
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  if (possible.length > 0) return ['{', '__typename', ...someOf(draft, possible, 2).flatMap((concrete) => fragmentOf(draft, concrete, depth)), '}'];
  if (!isObjectType(type)) return [];
  const fields = Object.values(type.getFields()).filter((field) => depth < DEPTH || isLeafType(getNamedType(field.type)));
  const chosen = fields.length === 0 ? ['__typename'] : someOf(draft, fields, 4).flatMap((field) => fieldOf(draft, field, depth));
  return ['{', ...chosen, ...(random.chance(0.1) && depth < DEPTH ? fragmentOf(draft, type, depth) : []), '}'];
}

const rootOf = ({ random, vocabulary: { schema } }: Draft): { kind: string; root: GraphQLObjectType } => {
  const kind = random.pick(['query', 'query', 'query', 'query', 'mutation', 'mutation', 'subscription']);
  const root = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() }[kind];
  if (!root) throw new Error('The schema has all three roots.');
  return { kind, root };
};

/** An operation of the schema that is valid but for its odd values. */
export const writeOperation = (random: Random, vocabulary: Vocabulary): Written => {
  const draft: Draft = { random, vocabulary, variables: {}, definitions: [], fragments: [] };
  const { kind, root } = rootOf(draft);
  const fields = Object.values(root.getFields()).filter(({ name }) => !vocabulary.without?.includes(name));
  const chosen = someOf(draft, fields, kind === 'subscription' ? 1 : 2).flatMap((field) => fieldOf(draft, field, 0));
  const head = draft.definitions.length > 0 || random.chance(0.7) ? [kind, random.chance(0.5) ? 'Op' : '', ...(draft.definitions.length > 0 ? ['(', ...draft.definitions, ')'] : [])] : kind === 'query' ? [] : [kind];
  return { tokens: [...head, '{', ...chosen, '}', ...draft.fragments.flat()], variables: draft.variables };
};
