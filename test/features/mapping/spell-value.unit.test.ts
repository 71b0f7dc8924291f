import fc from 'fast-check';
import type { CrmFieldType } from '../../../src/crm/crm-provider.ts';
import { isEmpty, spellValue } from '../../../src/features/mapping/spell-value.ts';

const unfit = { problem: expect.any(String) as string };

describe('spelling a value in the type of a property', () => {
  it.each<[CrmFieldType | null, unknown, unknown]>([
    ['STRING', 'Ada', { value: 'Ada' }],
    ['STRING', 42, { value: '42' }],
    ['STRING', false, { value: 'false' }],
    ['STRING', 'half \ud800 a character', unfit],
    ['STRING', 'a\0b', unfit],
    ['STRING', { nested: true }, unfit],
    ['TEXTAREA', 'two\nlines', { value: 'two\nlines' }],
    ['PHONE', '+4930901820', { value: '+4930901820' }],
    ['URL', 'example.com', { value: 'example.com' }],
    ['EMAIL', ' ada@example.com ', { value: 'ada@example.com' }],
    ['EMAIL', 'ada', unfit],
    ['EMAIL', 7, unfit],
    ['NUMBER', 120.5, { value: 120.5 }],
    ['NUMBER', ' -120.5 ', { value: -120.5 }],
    ['NUMBER', '1e3', unfit],
    ['NUMBER', '0x10', unfit],
    ['NUMBER', Number.NaN, unfit],
    ['NUMBER', true, unfit],
    ['BOOLEAN', true, { value: true }],
    ['BOOLEAN', 'false', { value: false }],
    ['BOOLEAN', 'yes', unfit],
    ['BOOLEAN', 1, unfit],
    ['DATE', '2026-11-21', { value: '2026-11-21' }],
    ['DATE', '2026-11-21T09:30:00Z', { value: '2026-11-21T09:30:00Z' }],
    ['DATE', '2026-11-21T09:30:00+02:00', { value: '2026-11-21T09:30:00+02:00' }],
    ['DATE', '2026-02-30', unfit],
    ['DATE', '21.11.2026', unfit],
    ['DATE', 1_795_000_000_000, unfit],
    ['SELECT', 'gold', { value: 'gold' }],
    ['SELECT', ['gold', 7], { value: ['gold', '7'] }],
    ['SELECT', [['gold']], unfit],
    ['UNKNOWN', 'anything', unfit],
    [null, 'as it is', { value: 'as it is' }],
  ])('%s from %j is %j [H2]', (type, value, spelled) => {
    expect(spellValue(value, type)).toEqual(spelled);
  });

  it('never throws, whatever the lead holds [H2]', () => {
    const types = fc.constantFrom<CrmFieldType>('STRING', 'TEXTAREA', 'NUMBER', 'BOOLEAN', 'DATE', 'EMAIL', 'PHONE', 'URL', 'SELECT', 'UNKNOWN');
    fc.assert(fc.property(fc.anything(), types, (value, type) => {
      const spelled = spellValue(value, type);
      expect('value' in spelled || 'problem' in spelled).toBe(true);
    }));
  });

  it.each([[null, true], [undefined, true], ['', true], [' \n', true], [[], true], [0, false], [false, false], ['0', false], [['a'], false]])(
    'takes %j for nothing: %s [H5]',
    (value, empty) => {
      expect(isEmpty(value)).toBe(empty);
    },
  );
});
