import { GraphQLError, Kind, valueFromASTUntyped, type GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLEmailAddress, GraphQLJSON, GraphQLJSONObject } from 'graphql-scalars';

/** Longest address that SMTP can deliver to (RFC 5321). */
const EMAIL_MAX = 254;
/** Longest URL; more than any browser or CRM takes. */
const URL_MAX = 2_048;
/** Levels of a JSON value: deeper ones break whoever walks them recursively, PostgreSQL included. */
const JSON_DEPTH_MAX = 32;

const e164 = /^\+[1-9]\d{6,14}$/;
const decimal = /^-?\d{1,30}(\.\d{1,30})?$/;

/** What a scalar accepts and gives. Its name, description and specification are those of the SDL. */
export type Scalar = Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>;

const only = ({ serialize, parseValue, parseLiteral }: GraphQLScalarType): Scalar => ({ serialize, parseValue, parseLiteral });

/** A scalar that is a string in JSON; `parse` throws with the message for the caller. */
const textScalar = (name: string, parse: (text: string) => unknown): Scalar => {
  const parseValue = (value: unknown) => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} must be a string.`);
    return parse(value);
  };
  return { serialize: String, parseValue, parseLiteral: (node) => parseValue(node.kind === Kind.STRING ? node.value : null) };
};

const matching = (pattern: RegExp, message: string) => (text: string): string => {
  if (!pattern.test(text)) throw new GraphQLError(message);
  return text;
};

const parseUrl = (text: string): URL => {
  if (text.length > URL_MAX) throw new GraphQLError(`A URL has at most ${URL_MAX} characters.`);
  if (!URL.canParse(text)) throw new GraphQLError('This is not an absolute URL: send one such as "https://example.com/thanks".');
  return new URL(text);
};

const parseEmail = (text: string): string => {
  if (text.length > EMAIL_MAX) throw new GraphQLError(`An e-mail address has at most ${EMAIL_MAX} characters.`);
  return GraphQLEmailAddress.parseValue(text);
};

/** Breadth first, since a recursive check would fall to what it guards against. */
const refuseDeepJson = (root: unknown): void => {
  let level = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX) throw new GraphQLError(`JSON may be nested ${JSON_DEPTH_MAX} levels deep, not more.`);
    level = level.flatMap((value): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
};

const jsonScalar = (scalar: GraphQLScalarType): Scalar => ({
  serialize: scalar.serialize,
  parseValue: (value) => {
    refuseDeepJson(value);
    return scalar.parseValue(value);
  },
  parseLiteral: (node, variables) => {
    refuseDeepJson(valueFromASTUntyped(node, variables));
    return scalar.parseLiteral(node, variables);
  },
});

/**
 * The scalars of schema/base.graphql. PhoneNumber and URL are ours: those of graphql-scalars take
 * national numbers in exponential time, and lists as URLs.
 */
export const scalars: Readonly<Record<string, Scalar>> = {
  DateTime: only(GraphQLDateTime),
  EmailAddress: textScalar('EmailAddress', parseEmail),
  PhoneNumber: textScalar('PhoneNumber', matching(e164, 'This is not a telephone number in E.164: send one such as "+4930901820".')),
  URL: textScalar('URL', parseUrl),
  JSON: jsonScalar(GraphQLJSON),
  JSONObject: jsonScalar(GraphQLJSONObject),
  Decimal: textScalar('Decimal', matching(decimal, 'This is not a decimal number: send one as a string such as "1000000000000.01".')),
  // Any text: what is no cursor of ours is refused with a code where it is used, be it a literal or a variable.
  Cursor: textScalar('Cursor', (text) => text),
};
