import fc from 'fast-check';
import { applyMapping } from '../../../../src/features/mapping/apply-mapping.ts';
import type { LeadFacts } from '../../../../src/features/mapping/lead-source.ts';
import { describeRule, type MappingRule } from '../../../../src/features/mapping/mapping-rule.ts';
import { applySteps } from '../../../../src/features/mapping/transform/apply-steps.ts';
import { readTransform } from '../../../../src/features/mapping/transform/read-transform.ts';
import { stepNames } from '../../../../src/features/mapping/transform/step.ts';

const fields: Record<string, unknown> = { name: 'Ada Byron', company: null, roofArea: 120, evil: '{{name}} $& $1 ${name}', list: ['a'], ' ': 'blank' };
const read = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
const reshape = (transform: unknown, value: unknown) => {
  const compiled = readTransform(transform);
  if ('problem' in compiled) throw new Error(compiled.problem);
  return applySteps(compiled.steps, value, read);
};
const problem = { problem: expect.any(String) as string };
const step = (name: string, args: object = {}) => [{ name, ...args }];
const family = '👨‍👩‍👧‍👦';

describe('the steps of a transform', () => {
  it.each<[string, unknown, unknown, unknown]>([
    ['trim', 'trim', '  Ada\u00a0\n', 'Ada'],
    ['trim of nothing', 'trim', '', null],
    ['trim of blanks', 'trim', '   ', null],
    ['trim of an emoji', 'trim', ' 🚀 ', '🚀'],
    ['lower', 'lower', 'ÄRGER ΣΊΓΜΑ', 'ärger σίγμα'],
    ['lower of nothing', 'lower', null, null],
    ['lower, right to left', 'lower', 'שלום', 'שלום'],
    ['upper', 'upper', 'straße', 'STRASSE'],
    ['upper of nothing', 'upper', undefined, null],
    ['upper of Chinese', 'upper', '王小明', '王小明'],
    ['upper of an emoji', 'upper', 'go 🚀', 'GO 🚀'],
    ['titleCase', 'titleCase', "ada LOVELACE o'brien jean-luc", "Ada Lovelace O'Brien Jean-Luc"],
    ['titleCase of mixed letters', 'titleCase', 'McDonald deGrasse iPhone', 'McDonald deGrasse iPhone'],
    ['titleCase of what is no name', 'titleCase', "don't stop", "Don't Stop"],
    ['titleCase in Cyrillic', 'titleCase', 'лев ТОЛСТОЙ', 'Лев Толстой'],
    ['titleCase in Arabic', 'titleCase', 'عائشة', 'عائشة'],
    ['titleCase of an emoji', 'titleCase', '🚀 launch', '🚀 Launch'],
    ['titleCase of nothing', 'titleCase', '', null],
    ['firstName', 'firstName', 'Ada Byron', 'Ada'],
    ['lastName', 'lastName', 'Ada Byron', 'Byron'],
    ['lastName of one word', 'lastName', 'Cher', null],
    ['lastName of one word, where a CRM demands it', step('lastName', { oneWord: 'LAST' }), 'Cher', 'Cher'],
    ['firstName of nothing', 'firstName', null, null],
    ['phone', step('phone', { country: 'DE' }), '030 901820', '+4930901820'],
    ['phone with its own country', step('phone', { country: 'DE' }), '+1 (212) 555-0100', '+12125550100'],
    ['phone that begins with 00', 'phone', '0049 30 901820', '+4930901820'],
    ['phone in Arabic digits', step('phone', { country: 'EG' }), '٠١٠٠ ١٢٣ ٤٥٦٧', '+201001234567'],
    ['phone of nothing', 'phone', '', null],
    ['map', step('map', { values: { NEW: 'Neu' } }), 'NEW', 'Neu'],
    ['map of what is not listed', step('map', { values: { NEW: 'Neu' } }), 'LOST', 'LOST'],
    ['map of all others', step('map', { values: { NEW: 'Neu' }, otherwise: 'Alt' }), 'LOST', 'Alt'],
    ['map of all others to nothing', step('map', { values: { NEW: 'Neu' }, otherwise: null }), 'LOST', null],
    ['map of yes and no', step('map', { values: { true: 'ja', false: 'nein' } }), false, 'nein'],
    ['map of a number', step('map', { values: { 7: 'seven' } }), 7, 'seven'],
    ['map of another number', step('map', { values: { 7: 'seven' } }), 8, 8],
    ['map of nothing', step('map', { values: { '': 'x' }, otherwise: 'y' }), '', null],
    ['map, right to left', step('map', { values: { 'שלום': 'hello' } }), 'שלום', 'hello'],
    ['map of what every object has', step('map', { values: { NEW: 'Neu' }, otherwise: 'no' }), '__proto__', 'no'],
    ['map of a constructor', step('map', { values: { NEW: 'Neu' }, otherwise: 'no' }), 'constructor', 'no'],
    ['map of a prototype that is listed', JSON.parse('[{"name":"map","values":{"__proto__":"listed"},"otherwise":"no"}]'), '__proto__', 'listed'],
    ['constant', step('constant', { value: 'form' }), 'anything', 'form'],
    ['constant from nothing', step('constant', { value: true }), null, true],
    ['template', step('template', { text: '{{ name }}: {{value}} of {{roofArea}}' }), 'x', 'Ada Byron: x of 120'],
    ['template with an empty place', step('template', { text: '{{name}} ({{company}})' }), null, 'Ada Byron ()'],
    ['template with nothing in any place', step('template', { text: 'at {{company}}' }), null, null],
    ['template without places', step('template', { text: 'Hello } { world' }), null, 'Hello } { world'],
    ['template whose value looks like one', step('template', { text: '<{{evil}}>' }), null, '<{{name}} $& $1 ${name}>'],
    ['template of a prototype', step('template', { text: 'a{{__proto__}}b{{constructor}}c{{name}}' }), null, 'abcAda Byron'],
    ['date of a moment', step('date', { to: 'DATE' }), '2026-11-21T23:30:00-02:00', '2026-11-22'],
    ['date of a day', step('date', { to: 'DATE' }), '2026-11-21', '2026-11-21'],
    ['datetime of a day', step('date', { to: 'DATETIME' }), '2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['datetime of a moment', step('date', { to: 'DATETIME' }), ' 2026-11-21T10:00+02:00 ', '2026-11-21T08:00:00.000Z'],
    ['date of nothing', step('date', { to: 'DATE' }), null, null],
    ['number', 'number', ' 1,234.50 ', 1234.5],
    ['number with a comma', step('number', { decimalMark: ',' }), '€ 1.234,50', 1234.5],
    ['number with blanks and apostrophes', 'number', "1'234 567", 1234567],
    ['number, rounded', step('number', { decimals: 2 }), '1.005', 1.01],
    ['number, rounded to none', step('number', { decimals: 0 }), -2.6, -3],
    ['number of a huge number', step('number', { decimals: 2 }), 1e300, 1e300],
    ['number in Arabic digits', 'number', '١٢٣', 123],
    ['number in full width', 'number', '４２', 42],
    ['number of nothing', 'number', ' ', null],
    ['boolean', 'boolean', ' YES ', true],
    ['boolean, no', 'boolean', '0', false],
    ['boolean of a boolean', 'boolean', true, true],
    ['boolean in other words', step('boolean', { yes: ['да'], no: ['нет'] }), 'ДА', true],
    ['boolean of nothing', 'boolean', null, null],
    ['default of nothing', step('default', { value: 'none' }), '  ', 'none'],
    ['default of something', step('default', { value: 'none' }), 0, 0],
    ['truncate', step('truncate', { length: 3 }), 'Byron', 'Byr'],
    ['truncate of what is short', step('truncate', { length: 5 }), 'Byron', 'Byron'],
    ['truncate before an emoji', step('truncate', { length: 4 }), `abc${family}`, 'abc'],
    ['truncate behind an emoji', step('truncate', { length: 3 + family.length }), `abc${family}d`, `abc${family}`],
    ['truncate before an accent', step('truncate', { length: 2 }), 'ae\u0301x', 'a'],
    ['truncate within an emoji that fills all', step('truncate', { length: 1 }), '🚀🚀', ''],
    ['truncate, right to left', step('truncate', { length: 3 }), 'שלום', 'שלו'],
    ['truncate of a megabyte', step('truncate', { length: 5 }), 'x'.repeat(1_048_576), 'xxxxx'],
    ['replace', step('replace', { find: '.', with: '-' }), 'a.b.c', 'a-b-c'],
    ['replace of what looks like an expression', step('replace', { find: '(a+)+$', with: '$&' }), 'x(a+)+$x', 'x$&x'],
    ['replace of nothing found', step('replace', { find: 'z', with: '' }), 'abc', 'abc'],
    ['replace in Chinese', step('replace', { find: '先生', with: '' }), '王先生', '王'],
    ['replace of nothing', step('replace', { find: 'z', with: '' }), null, null],
    ['several, one after the other', ['trim', { name: 'lastName' }, 'upper', { name: 'truncate', length: 3 }], '  Ada Byron ', 'BYR'],
  ])('%s [H6]', (_, transform, value, made) => {
    expect(reshape(transform, value)).toEqual({ value: made === '' ? '' : made });
  });

  it.each<[string, unknown, unknown]>([
    ['phone without its country', 'phone', '030 901820'],
    ['phone that is none', step('phone', { country: 'DE' }), 'call me'],
    ['phone with an extension', 'phone', '+49 30 901820 ext. 5'],
    ['phone of a megabyte', step('phone', { country: 'DE' }), '1'.repeat(1_048_576)],
    ['number of a word', 'number', 'a lot'],
    ['number of an expression', 'number', '1+1'],
    ['number of a megabyte', 'number', '1'.repeat(1_048_576)],
    ['number that is none', 'number', Number.NaN],
    ['boolean of another word', 'boolean', 'perhaps'],
    ['date as people write it', step('date', { to: 'DATE' }), '21.11.2026'],
    ['date that is not in the calendar', step('date', { to: 'DATE' }), '2026-02-30'],
    ['date with an hour that there is not', step('date', { to: 'DATETIME' }), '2026-11-21T27:00:00Z'],
    ['NUL', 'upper', 'a\0b'],
    ['half a character', 'trim', 'a\ud800'],
    ['a list', 'upper', ['a']],
    ['an object', 'trim', { toString: 'x' }],
    ['a template with a list', step('template', { text: '{{list}}' }), null],
    ['a template that grows', [{ name: 'template', text: '{{value}}'.repeat(100) }, { name: 'template', text: '{{value}}'.repeat(100) }], 'x'.repeat(100)],
    ['a replacement that grows', step('replace', { find: 'x', with: 'y'.repeat(1_000) }), 'x'.repeat(1_000)],
  ])('%s is a problem, and no exception [H6]', (_, transform, value) => {
    expect(reshape(transform, value)).toEqual(problem);
  });

  const shortest: Record<string, object> = {
    map: { values: { a: 'b' } }, constant: { value: 1 }, template: { text: '{{value}}{{name}}' }, date: { to: 'DATE' }, default: { value: 'x' }, truncate: { length: 7 }, replace: { find: 'a', with: 'bb' },
  };

  it('answers for whatever a lead holds, and the same each time [H6]', () => {
    const hostile = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', '\0', '\ud800', '{{name}}', '\u202eabc', '${process.exit()}', ' , ', 'Dr., Jr.', '・'));
    fc.assert(fc.property(hostile, fc.array(fc.constantFrom(...stepNames), { minLength: 1, maxLength: 4 }), (value, names) => {
      const transform = names.map((name) => ({ name, ...shortest[name] }));
      const made = reshape(transform, value);
      expect('value' in made || 'problem' in made).toBe(true);
      expect(reshape(transform, value)).toEqual(made);
    }), { numRuns: 500 });
  });

  it('takes a megabyte of anything without standing still [H6]', () => {
    for (const name of stepNames)
      for (const text of ['a ', 'A’', '{{', ', ', '・', "o'"].map((part) => part.repeat(524_288))) expect(reshape([{ name, ...shortest[name] }], text)).toBeDefined();
  });

  it('does nothing to what objects inherit [H6]', () => {
    reshape(JSON.parse('[{"name":"map","values":{"__proto__":"polluted"}}]'), '__proto__');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('a rule with a transform', () => {
  const lead: LeadFacts = { name: 'Ada Byron', email: null, phone: null, company: null, title: null, status: 'NEW', source: null, externalId: null, customFields: { budget: '1,200' } };
  const rule = (given: Partial<MappingRule>): MappingRule => ({ source: 'name', target: 'a', direction: 'TO_CRM', mode: 'NEVER_BLANK', transform: null, default: null, type: 'STRING', ...given });
  const map = (...rules: MappingRule[]) => applyMapping({ rules, lead, current: null });

  it('sends what its steps make, in the type of the property [H6]', () => {
    expect(map(rule({ transform: 'firstName' }), rule({ target: 'b', transform: 'lastName' }), rule({ source: 'budget', target: 'c', transform: 'number', type: 'NUMBER' })).properties).toEqual({ a: 'Ada', b: 'Byron', c: 1200 });
  });

  it('falls back to its default where nothing is left [H6]', () => {
    expect(map(rule({ source: 'company', transform: 'upper', default: 'unknown' })).properties).toEqual({ a: 'unknown' });
    expect(map(rule({ transform: [{ name: 'map', values: { x: 'y' }, otherwise: null }], default: 'none', mode: 'OVERWRITE' })).properties).toEqual({ a: 'none' });
    expect(map(rule({ transform: [{ name: 'map', values: { x: 'y' }, otherwise: null }], mode: 'OVERWRITE' })).properties).toEqual({ a: null });
  });

  it('fails alone, by its property, and shows its steps [H6]', () => {
    const { properties, fault, rules } = map(rule({ transform: 'number' }), rule({ target: 'b', transform: ['trim', 'upper'] }));
    expect(fault).toMatchObject({ code: 'MAPPING', field: 'a', message: "The lead's name is not a number.", retryable: false });
    expect(properties).toEqual({ b: 'ADA BYRON' });
    expect(rules).toEqual({ b: 'name | trim | upper -> b (NEVER_BLANK)' });
  });

  it('of a later release fails by its property instead of being left out [H6]', () => {
    const later = rule({ transform: [{ name: 'divine' }] });
    expect(map(later)).toMatchObject({ properties: {}, fault: { code: 'MAPPING', field: 'a' } });
    expect(describeRule(later)).toBe('name | ? -> a (NEVER_BLANK)');
  });
});
