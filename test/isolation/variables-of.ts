import fc from 'fast-check';
import { isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLField, type GraphQLInputType } from 'graphql';
import type { Filled } from './fill-team.ts';

/** What arguments are filled with. */
export interface Words extends Pick<Filled, 'ids' | 'cursors'> {
  readonly emails: readonly string[];
  readonly strings: readonly string[];
}

/** Values of a type, with whatever of the other team fits: its ids, its cursors. */
const valuesOf = (type: GraphQLInputType, words: Words): fc.Arbitrary<unknown> => {
  if (isNonNullType(type)) return valuesOf(type.ofType, words);
  if (isListType(type)) return fc.array(valuesOf(type.ofType, words), { minLength: 1, maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter(({ type: inner }) => isNonNullType(inner)).map(({ name }) => name);
    const record = fc.record(Object.fromEntries(fields.map(({ name, type: inner }) => [name, valuesOf(inner, words)])), { requiredKeys: required });
    return type.isOneOf ? fc.constantFrom(...fields).chain(({ name, type: inner }) => fc.record({ [name]: valuesOf(inner, words) })) : record;
  }
  switch (type.name) {
    case 'ID': return fc.constantFrom(...words.ids);
    case 'Cursor': return fc.constantFrom(...words.cursors);
    case 'Int': return fc.integer({ min: 1, max: 20 });
    case 'Boolean': return fc.boolean();
    case 'DateTime': return fc.constant('2030-01-01T00:00:00Z');
    case 'EmailAddress': return fc.constantFrom(...words.emails);
    case 'PhoneNumber': return fc.constant('+4930901820');
    case 'URL': return fc.constant('http://127.0.0.1/');
    case 'JSON': case 'JSONObject': return fc.constant({});
    default: return fc.constantFrom(...words.strings);
  }
};

/** Variables of a root field, each optional one there or not. */
export const variablesOf = ({ args }: GraphQLField<unknown, unknown>, words: Words): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(args.map((arg) => [arg.name, valuesOf(arg.type, words)])), { requiredKeys: args.filter(({ type }) => isNonNullType(type)).map(({ name }) => name) });
