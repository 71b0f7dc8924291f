import type { Field } from '../describe/field.ts';
import { fieldOf, type SObject } from '../describe/sobject.ts';
import { readDateTime } from '../records/date-times.ts';
import { fold } from '../records/find-record.ts';
import { readValue } from '../records/read-value.ts';
import { readId } from '../record-id.ts';
import { badRequest } from '../salesforce-error.ts';
import type { Held } from '../state.ts';
import { compareValues, measure, type Measure } from './compare-values.ts';
import { matchesPattern } from './matches-pattern.ts';
import type { Comparison, Condition } from './parse-condition.ts';
import { invalidField, noSuchColumn } from './query-error.ts';
import type { Token } from './tokens.ts';

export type Test = (record: Held) => boolean;

/** @throws SalesforceError INVALID_FIELD for what the object has not, or that cannot be compared so */
export function compileCondition(soql: string, object: SObject, condition: Condition): Test {
  switch (condition.kind) {
    case 'not': {
      const test = compileCondition(soql, object, condition.part);
      return (record) => !test(record);
    }
    case 'and':
    case 'or': {
      const tests = condition.parts.map((part) => compileCondition(soql, object, part));
      return condition.kind === 'and' ? (record) => tests.every((test) => test(record)) : (record) => tests.some((test) => test(record));
    }
    case 'comparison':
      return compileComparison(soql, object, condition);
  }
}

/** The field of a name in a query. @throws SalesforceError INVALID_FIELD */
export function fieldAt(soql: string, object: SObject, { text, at }: { text: string; at: number }): Field {
  if (text.includes('.')) {
    throw invalidField(soql, at, `Didn't understand relationship '${text.split('.')[0] ?? ''}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`);
  }
  const field = fieldOf(object, text);
  if (!field) throw noSuchColumn(soql, at, text, object.name);
  return field;
}

function compileComparison(soql: string, object: SObject, { field: name, operator, literals }: Comparison): Test {
  const field = fieldAt(soql, object, name);
  if (!field.filterable) throw invalidField(soql, name.at, `field '${field.name}' can not be filtered in a query call`);
  const valueOf = (record: Held) => measure(field, readValue(object, record, field));
  if (operator === 'LIKE') return compileLike(soql, field, literals, valueOf);
  const wanted = literals.map((literal) => readLiteral(soql, field, literal));
  const [first = null] = wanted;
  const isChoice = operator === 'INCLUDES' || operator === 'EXCLUDES';
  if (isChoice !== (field.type === 'multipicklist' && !['=', '!='].includes(operator))) {
    throw badRequest('INVALID_QUERY_FILTER_OPERATOR', `'${operator}' operator is not valid for the field ${field.name} of type ${field.type}`);
  }
  const set = new Set(wanted);
  switch (operator) {
    case '=':
    case 'IN':
      return (record) => set.has(valueOf(record));
    case '!=':
    case 'NOT IN':
      return (record) => !set.has(valueOf(record));
    case '<':
      return (record) => isOrdered(valueOf(record), first, (order) => order < 0);
    case '<=':
      return (record) => isOrdered(valueOf(record), first, (order) => order <= 0);
    case '>':
      return (record) => isOrdered(valueOf(record), first, (order) => order > 0);
    case '>=':
      return (record) => isOrdered(valueOf(record), first, (order) => order >= 0);
    case 'INCLUDES':
      return (record) => wanted.some((choices) => hasAll(valueOf(record), choices));
    case 'EXCLUDES':
      return (record) => !wanted.some((choices) => hasAll(valueOf(record), choices));
  }
}

function compileLike(soql: string, field: Field, [literal]: readonly Token[], valueOf: (record: Held) => Measure): Test {
  if (field.soapType !== 'xsd:string' || field.type === 'multipicklist') {
    throw badRequest('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${field.type} field`);
  }
  if (literal?.kind !== 'string') throw notQuoted(soql, field, literal);
  const pattern = literal.pattern.map((part) => (typeof part === 'string' ? part : { letter: fold(field, part.letter) }));
  return (record) => {
    const value = valueOf(record);
    return typeof value === 'string' && matchesPattern(pattern, value);
  };
}

/** Without a value nothing comes before or after. */
const isOrdered = (left: Measure, right: Measure, holds: (order: number) => boolean) =>
  left !== null && right !== null && holds(compareValues(left, right));

const hasAll = (held: Measure, choices: Measure) =>
  typeof held === 'string' && typeof choices === 'string' && choices.split(';').every((choice) => held.split(';').includes(choice));

const KINDS: Readonly<Partial<Record<Field['type'], Token['kind']>>> = {
  int: 'number', long: 'number', double: 'number', currency: 'number', percent: 'number', date: 'date', datetime: 'datetime', boolean: 'word',
};

/** What a literal is compared as. @throws SalesforceError INVALID_FIELD where it is written as another type */
function readLiteral(soql: string, field: Field, literal: Token): Measure {
  const isNull = literal.kind === 'word' && literal.text.toUpperCase() === 'NULL';
  if (isNull) return field.type === 'boolean' ? false : null;
  const wanted = KINDS[field.type] ?? 'string';
  if (literal.kind !== wanted) throw wanted === 'string' ? notQuoted(soql, field, literal) : quoted(soql, field, literal);
  if (literal.kind !== 'string') return measure(field, typedValue(soql, literal));
  if (field.type !== 'id' && field.type !== 'reference') return measure(field, literal.value);
  const id = readId(literal.value);
  if (id === undefined) throw badRequest('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.value}`);
  return id;
}

function typedValue(soql: string, { kind, text, at }: Token): string | number | boolean {
  if (kind === 'number') return Number(text);
  if (kind === 'word') return text.toUpperCase() === 'TRUE';
  if (kind === 'datetime' && readDateTime(text) === undefined) throw invalidField(soql, at, `Invalid date-time: ${text}`);
  return text;
}

const notQuoted = (soql: string, { name }: Field, literal: Token | undefined) =>
  invalidField(soql, literal?.at ?? 0, `value of filter criterion for field '${name}' must be of type string and should be enclosed in quotes`);

const quoted = (soql: string, { name, type }: Field, { at }: Token) =>
  invalidField(soql, at, `value of filter criterion for field '${name}' must be of type ${type} and should not be enclosed in quotes`);
