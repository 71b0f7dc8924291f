import { GraphQLError, parseValue } from 'graphql';
import { scalars } from '../../src/graphql/scalars.ts';

const scalarOf = (name: string) => {
  const scalar = scalars[name];
  if (!scalar) throw new Error(`No scalar ${name}`);
  return scalar;
};
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('a scalar', () => {
  it.each([
    ['DateTime', '2026-11-21T09:30:00+01:00', '2026-11-21T08:30:00.000Z'],
    ['EmailAddress', 'ada.byron+crm@example.com', 'ada.byron+crm@example.com'],
    ['PhoneNumber', '+4930901820', '+4930901820'],
    ['URL', 'https://example.com/thanks?from=form', 'https://example.com/thanks?from=form'],
    ['JSON', [1, 'a', null, { b: true }], [1, 'a', null, { b: true }]],
    ['JSONObject', { plan: 'pro', seats: 5 }, { plan: 'pro', seats: 5 }],
    ['Decimal', '-1000000000000.01', '-1000000000000.01'],
    ['Cursor', '01jd:42', '01jd:42'],
  ])('%s takes %j and gives it back', (name, given, shown) => {
    const scalar = scalarOf(name);
    expect(JSON.parse(JSON.stringify(scalar.serialize(scalar.parseValue(given))))).toEqual(shown);
    expect(JSON.parse(JSON.stringify(scalar.serialize(scalar.parseLiteral(parseValue(literal(given))))))).toEqual(shown);
  });

  it.each([
    ['DateTime', ['yesterday', '2026-13-01T00:00:00Z', '2026-11-21', 5, true, {}]],
    ['EmailAddress', ['no address', 'a@', '', 'ä@example.com', `${'a'.repeat(250)}@example.com`, 5, ['a@example.com'], {}]],
    ['PhoneNumber', ['030 901820', '4930901820', '+49 30 901820', '+0123456789', '+1234567890123456', '', 49, ['+4930901820']]],
    ['URL', ['example.com', '/relative', '', 5, ['https://example.com'], { toString: 'x' }, `https://example.com/${'x'.repeat(2_048)}`]],
    ['JSONObject', ['text', 5, null, [], nested(40)]],
    ['JSON', [nested(33)]],
    ['Decimal', ['1e5', '1,5', '', '.5', 1.5, 'NaN', '1'.repeat(31)]],
    ['Cursor', [5, {}, ['a']]],
  ])('%s refuses what it is not, as a variable and as a literal', (name, values) => {
    for (const value of values) expect(() => scalarOf(name).parseValue(value)).toThrow();
    for (const value of values) expect(() => scalarOf(name).parseLiteral(parseValue(literal(value)))).toThrow();
  });

  it('refuses a literal of the wrong kind in the same words', () => {
    expect(() => scalarOf('PhoneNumber').parseLiteral(parseValue('5'))).toThrow(new GraphQLError('PhoneNumber must be a string.'));
    expect(() => scalarOf('JSON').parseLiteral(parseValue('['.repeat(40) + ']'.repeat(40)))).toThrow('JSON may be nested 32 levels deep, not more.');
  });

  it('decides about a hostile telephone number at once', () => {
    const started = performance.now();
    expect(() => scalarOf('PhoneNumber').parseValue(`+1${'1'.repeat(100_000)}x`)).toThrow();
    expect(performance.now() - started).toBeLessThan(100);
  });

  it('takes JSON as deep as it may be', () => {
    expect(scalarOf('JSON').parseValue(nested(32))).toEqual(nested(32));
  });
});

/** A value as GraphQL spells it in a document. */
const literal = (value: unknown): string => JSON.stringify(value).replace(/"(\w+)":/g, '$1:');
