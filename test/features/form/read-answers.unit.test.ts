import fc from 'fast-check';
import type { FieldType, FormField } from '../../../src/features/form/form.entity.ts';
import { readAnswers } from '../../../src/features/form/read-answers.ts';
import type { Faults } from '../../../src/shared/check-input.ts';

const types: FieldType[] = ['TEXT', 'TEXTAREA', 'NUMBER', 'BOOLEAN', 'DATE', 'EMAIL', 'PHONE', 'URL', 'SELECT'];

const question = (type: FieldType, more: Partial<FormField> = {}): FormField => ({
  name: 'answer', label: 'Your answer', type, required: false, mapsTo: 'customFields.answer', options: type === 'SELECT' ? ['red', 'deep blue'] : [], ...more,
});

const read = (field: FormField, data: Record<string, unknown>) => {
  const faults: Faults = [];
  const answers = readAnswers([field], data, faults);
  return { answer: answers.get(field.name), codes: faults.map(({ code }) => code), faults };
};

describe('An answer', () => {
  it.each<[FieldType, unknown, string | number | boolean]>([
    ['TEXT', '  Ada\tLovelace ', 'Ada Lovelace'],
    ['TEXT', 'one\r\ntwo', 'one two'],
    ['TEXT', 'bell\u0007 and escape\u001b', 'bell and escape'],
    ['TEXT', "Robert'); drop table leads;--", "Robert'); drop table leads;--"],
    ['TEXT', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['TEXTAREA', 'one\r\ntwo\n', 'one\ntwo'],
    ['NUMBER', 42, 42],
    ['NUMBER', '3.50', 3.5],
    ['NUMBER', '-1e3', -1000],
    ['BOOLEAN', true, true],
    ['BOOLEAN', false, false],
    ['BOOLEAN', 'on', true],
    ['BOOLEAN', 'No', false],
    ['DATE', '2028-02-29', '2028-02-29'],
    ['DATE', '2026-11-21T10:30:00+01:00', '2026-11-21T09:30:00.000Z'],
    ['EMAIL', ' Ada@Example.com ', 'Ada@Example.com'],
    ['PHONE', '+49 (30) 901820', '+4930901820'],
    ['PHONE', '0049 30 901820', '+4930901820'],
    ['PHONE', '030 / 90 18 20', '030 / 90 18 20'],
    ['URL', 'https://example.com/a?b=c', 'https://example.com/a?b=c'],
    ['SELECT', ' deep blue ', 'deep blue'],
  ])('[D8] to %s is taken: %j', (type, value, answer) => {
    expect(read(question(type), { answer: value })).toEqual({ answer, codes: [], faults: [] });
  });

  it.each<[FieldType, unknown, string]>([
    ['TEXT', {}, 'TYPE_MISMATCH'],
    ['TEXT', [], 'TYPE_MISMATCH'],
    ['TEXT', 42, 'TYPE_MISMATCH'],
    ['TEXT', ['twice', 'given'], 'TYPE_MISMATCH'],
    ['TEXT', 'x'.repeat(501), 'TOO_LONG'],
    ['TEXT', 'a\0b', 'NOT_TEXT'],
    ['TEXT', 'half \ud83d', 'NOT_TEXT'],
    ['TEXTAREA', 'x'.repeat(10_001), 'TOO_LONG'],
    ['TEXTAREA', { toString: 'x' }, 'TYPE_MISMATCH'],
    ['NUMBER', 'twelve', 'NUMBER_INVALID'],
    ['NUMBER', '0x10', 'NUMBER_INVALID'],
    ['NUMBER', '1e999', 'NUMBER_INVALID'],
    ['NUMBER', Number.POSITIVE_INFINITY, 'NUMBER_INVALID'],
    ['NUMBER', Number.NaN, 'NUMBER_INVALID'],
    ['NUMBER', 2 ** 53, 'NUMBER_INVALID'],
    ['NUMBER', true, 'TYPE_MISMATCH'],
    ['BOOLEAN', 'perhaps', 'TYPE_MISMATCH'],
    ['BOOLEAN', 1, 'TYPE_MISMATCH'],
    ['DATE', '2026-02-30', 'DATE_INVALID'],
    ['DATE', '21.11.2026', 'DATE_INVALID'],
    ['DATE', '2026-11-21T10:30', 'DATE_INVALID'],
    ['DATE', '2026-11-21T25:00:00Z', 'DATE_INVALID'],
    ['EMAIL', 'ada', 'EMAIL_INVALID'],
    ['EMAIL', 'ada@', 'EMAIL_INVALID'],
    ['EMAIL', 'Ada <ada@example.com>', 'EMAIL_INVALID'],
    ['EMAIL', 'ada@example.com,bob@example.com', 'EMAIL_INVALID'],
    ['EMAIL', 'ada@example.com\nbcc: all@example.com', 'EMAIL_INVALID'],
    ['EMAIL', `${'a'.repeat(250)}@example.com`, 'TOO_LONG'],
    ['EMAIL', {}, 'TYPE_MISMATCH'],
    ['PHONE', 'call me', 'PHONE_INVALID'],
    ['PHONE', '12', 'PHONE_INVALID'],
    ['URL', 'javascript:alert(1)', 'URL_INVALID'],
    ['URL', 'example.com', 'URL_INVALID'],
    ['URL', `https://example.com/${'x'.repeat(2_048)}`, 'TOO_LONG'],
    ['SELECT', 'green', 'OPTION_UNKNOWN'],
    ['SELECT', ['red'], 'TYPE_MISMATCH'],
  ])('[C9] to %s is refused: %j is %s, with words for the visitor', (type, value, code) => {
    const { answer, codes, faults } = read(question(type), { answer: value });
    expect({ answer, codes }).toEqual({ answer: undefined, codes: [code] });
    expect(faults[0]).toMatchObject({ field: 'answer', message: expect.stringContaining('Your answer') as string });
  });

  it.each([undefined, null, '', '  ', '\n\t'])('[D8] that is empty (%j) is none, which only a required question minds', (value) => {
    for (const type of types) {
      expect(read(question(type), { answer: value })).toMatchObject({ answer: undefined, codes: [] });
      expect(read(question(type, { required: true }), { answer: value })).toMatchObject({ answer: undefined, codes: ['REQUIRED'] });
    }
  });

  it('[D8] false is an answer to a required question', () => {
    expect(read(question('BOOLEAN', { required: true }), { answer: false })).toMatchObject({ answer: false, codes: [] });
  });

  it('[C9] is never found on the prototype of the data', () => {
    for (const name of ['toString', 'valueOf', 'hasOwnProperty'])
      expect(read(question('TEXT', { name, required: true }), {})).toMatchObject({ answer: undefined, codes: ['REQUIRED'] });
  });

  it('[C9] that becomes the lead\'s address must be one, whatever the field is called or says', () => {
    expect(read(question('TEXT', { mapsTo: 'email' }), { answer: 'not an address' }).codes).toEqual(['EMAIL_INVALID']);
    expect(read(question('TEXT', { name: 'email', mapsTo: null }), { email: 'not an address' }).codes).toEqual(['EMAIL_INVALID']);
  });

  it('[C9] of any shape is taken as a clean scalar or refused with one fault, and nothing is thrown', () => {
    const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary', maxLength: 600 }), fc.json());
    fc.assert(
      fc.property(fc.constantFrom(...types), anything, (type, value) => {
        const { answer, codes } = read(question(type), { answer: value });
        if (answer === undefined) return codes.length <= 1;
        if (typeof answer !== 'string') return codes.length === 0 && (typeof answer === 'boolean' || Number.isFinite(answer));
        return codes.length === 0 && answer.isWellFormed() && !/(?![\t\n])\p{Cc}/u.test(answer);
      }),
      { numRuns: 2_000 },
    );
  });
});
