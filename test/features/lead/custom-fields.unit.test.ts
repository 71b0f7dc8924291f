import fc from 'fast-check';
import type { FieldType, LeadField } from '../../../src/features/lead/lead-field.entity.ts';
import { readCapturedFields } from '../../../src/features/lead/read-captured-fields.ts';
import { checkRequired, mergeCustomFields, readCustomFields } from '../../../src/features/lead/read-custom-fields.ts';
import type { Faults } from '../../../src/shared/check-input.ts';

const field = (name: string, type: FieldType, rest: Partial<LeadField> = {}): LeadField => ({ name, label: name, type, required: false, custom: true, options: [], ...rest });

const read = (given: Record<string, unknown>, defined: LeadField[] = []) => {
  const faults: Faults = [];
  const changes = readCustomFields(given, defined, faults);
  return { values: Object.fromEntries(changes), faults: faults.map(({ field: path, code }) => `${path} ${code}`) };
};

describe("the team's own fields", () => {
  it.each<[FieldType, unknown[], unknown[]]>([
    ['TEXT', ['pro', 'a b'], [1, true, {}, ['x'], 'x'.repeat(501)]],
    ['TEXTAREA', ['one\n\ttwo'], [1, 'x'.repeat(10_001)]],
    ['NUMBER', [0, -1.5, 1e21], ['1', true, Number.POSITIVE_INFINITY]],
    ['BOOLEAN', [true, false], ['true', 1]],
    ['DATE', ['2026-11-21', '2024-02-29', '2026-11-21T09:30:00.000Z', '2026-11-21T09:30:00+01:00'], ['2026-02-29', '21.11.2026', '2026-11-21T09:30:00', 20261121]],
    ['EMAIL', ['ada@example.com'], ['ada', 'ada@', 1]],
    ['PHONE', ['+4930901820'], ['030 901820', 'call me', 30]],
    ['URL', ['https://example.com/a?b=c', 'http://localhost:8080'], ['javascript:alert(1)', 'example.com', 'ftp://example.com', `https://example.com/${'x'.repeat(2_048)}`]],
    ['SELECT', ['pro', 'free'], ['Pro', 'other', true]],
  ])('of type %s take what fits it, as it is, and nothing else [C1]', (type, fitting, unfitting) => {
    const defined = [field('it', type, { options: type === 'SELECT' ? ['pro', 'free'] : [] })];
    for (const value of fitting) expect(read({ it: value }, defined)).toEqual({ values: { it: value }, faults: [] });
    for (const value of unfitting) expect(read({ it: value }, defined).faults).toHaveLength(1);
  });

  it('bring a phone number into the one spelling that it is compared by [C10]', () => {
    expect(read({ it: '0049 30/901820' }, [field('it', 'PHONE')]).values).toEqual({ it: '+4930901820' });
  });

  it('are refused by name when the team has not defined them, but can be cleared [C1]', () => {
    expect(read({ plan: 'pro', other: 1 }, [field('plan', 'TEXT')]).faults).toEqual(['customFields.other FIELD_UNKNOWN']);
    expect(read({ other: null }, [field('plan', 'TEXT')])).toEqual({ values: { other: null }, faults: [] });
  });

  it('take any name and any JSON scalar while the team has defined none [C1]', () => {
    const given = { plan: 'pro', seats: 5, active: false, 'first-name': 'Ada' };
    expect(read(given)).toEqual({ values: given, faults: [] });
    expect(read({ list: [1], object: {} }).faults).toEqual(['customFields.list TYPE_MISMATCH', 'customFields.object TYPE_MISMATCH']);
    expect(read({ '': 1, '1st': 1, 'a b': 1, ['x'.repeat(65)]: 1 }).faults).toEqual(Array(4).fill('customFields NAME_INVALID'));
  });

  it('treat the names of JavaScript as names like any other, and never reach its prototypes [C9]', () => {
    const hostile: Record<string, unknown> = JSON.parse('{"constructor":"c","toString":"t","__proto__":"p","hasOwnProperty":"h"}');
    const faults: Faults = [];
    const merged = mergeCustomFields({}, readCustomFields(hostile, [], faults), faults);
    expect(Object.entries(merged)).toEqual([['constructor', 'c'], ['toString', 't'], ['hasOwnProperty', 'h']]);
    expect(faults.map(({ code }) => code)).toEqual(['NAME_INVALID']);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });

  it('are merged key by key, null removing a key [C2]', () => {
    const changes = readCustomFields({ plan: 'free', seats: null, empty: '  ' }, [], []);
    expect(mergeCustomFields({ plan: 'pro', seats: 5, since: '2026' }, changes, [])).toEqual({ plan: 'free', since: '2026' });
  });

  it('name every required field that is empty [C1]', () => {
    const faults: Faults = [];
    checkRequired({ seats: 0, active: false }, ['plan', 'seats', 'active'].map((name) => field(name, 'TEXT', { required: true })), faults);
    expect(faults).toEqual([{ field: 'customFields.plan', code: 'REQUIRED', message: 'customFields.plan must not be empty' }]);
  });

  it('are at most 100, and 65,536 characters of JSON in all [C9]', () => {
    const merged = (count: number, value: string) => {
      const faults: Faults = [];
      mergeCustomFields({}, new Map(Array.from({ length: count }, (_, at) => [`f${at}`, value])), faults);
      return faults.map(({ code }) => code);
    };
    expect(merged(100, 'x')).toEqual([]);
    expect(merged(101, 'x')).toEqual(['TOO_MANY']);
    expect(merged(7, 'x'.repeat(10_000))).toEqual(['TOO_LONG']);
  });
});

describe("a visitor's answers", () => {
  it('never cost the lead: what does not fit is left out, the rest is kept [C9]', () => {
    const defined = [field('roofArea', 'NUMBER')];
    expect(readCapturedFields({ roofArea: 'large', message: 'Hello', '1st': 'x', gone: null }, defined)).toEqual({ message: 'Hello' });
  });

  it('fill a lead up to its limits and not beyond, whatever they are [C9]', () => {
    const answers = fc.dictionary(fc.string({ maxLength: 12 }), fc.oneof(fc.string({ maxLength: 40, unit: 'binary' }), fc.double(), fc.boolean()), { maxKeys: 150 });
    fc.assert(fc.property(answers, (given) => {
      const kept = readCapturedFields(given, []);
      expect(Object.keys(kept).length).toBeLessThanOrEqual(100);
      expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
    }));
  });
});
