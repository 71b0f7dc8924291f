import { AppError } from '../../../src/shared/app-error.ts';
import { checkInput } from '../../../src/shared/check-input.ts';
import { FIELDS_MAX, OPTIONS_MAX } from '../../../src/features/form/form.limits.ts';
import { readFields, type FormFieldInput } from '../../../src/features/form/read-fields.ts';

const text = (name: string, more: Partial<FormFieldInput> = {}): FormFieldInput => ({ name, label: name, type: 'TEXT', ...more });

const faultsOf = (...fields: FormFieldInput[]): string[] => {
  try {
    checkInput((faults) => readFields(fields, new Set(['roofArea']), faults));
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.details.map(({ field, code }) => `${field} ${code}`);
  }
};

describe('The questions of a form', () => {
  it('[D8] are kept with their defaults, trimmed', () => {
    const fields = checkInput((faults) =>
      readFields([{ name: 'size', label: '  Size of\tthe roof ', type: 'SELECT', options: [' small', 'large '], mapsTo: 'customFields.roofSize' }, text('your-email', { type: 'EMAIL', mapsTo: 'email', required: true }), text('area', { type: 'NUMBER', mapsTo: 'roofArea' })], new Set(['roofArea']), faults),
    );
    expect(fields).toEqual([
      { name: 'size', label: 'Size of the roof', type: 'SELECT', required: false, mapsTo: 'customFields.roofSize', options: ['small', 'large'] },
      { name: 'your-email', label: 'your-email', type: 'EMAIL', required: true, mapsTo: 'email', options: [] },
      { name: 'area', label: 'area', type: 'NUMBER', required: false, mapsTo: 'roofArea', options: [] },
    ]);
  });

  it.each<[string, FormFieldInput[], string[]]>([
    ['no question at all', [], ['fields REQUIRED']],
    ['too many of them', Array.from({ length: FIELDS_MAX + 1 }, (_, at) => text(`f${at}`)), ['fields TOO_MANY']],
    ['an empty name', [text('', { label: 'x' })], ['fields[0].name NAME_INVALID']],
    ['a name that begins with a digit', [text('1st')], ['fields[0].name NAME_INVALID']],
    ['a name with markup', [text('a<b>')], ['fields[0].name NAME_INVALID']],
    ['a name that ends in a line break', [text('name\n')], ['fields[0].name NAME_INVALID']],
    ['a name that is too long', [text('n'.repeat(65))], ['fields[0].name NAME_INVALID']],
    ['__proto__', [text('__proto__')], ['fields[0].name NAME_INVALID']],
    ['constructor', [text('constructor')], ['fields[0].name NAME_INVALID']],
    ['the same name twice', [text('a'), text('b'), text('a')], ['fields[2].name DUPLICATE']],
    ['an empty label', [text('a', { label: ' \t ' })], ['fields[0].label REQUIRED']],
    ['a label that is too long', [text('a', { label: 'l'.repeat(301) })], ['fields[0].label TOO_LONG']],
    ['a label with NUL', [text('a', { label: 'a\0b' })], ['fields[0].label NOT_TEXT']],
    ['a SELECT without options', [text('a', { type: 'SELECT' })], ['fields[0].options OPTIONS_MISSING']],
    ['a SELECT with an empty option', [text('a', { type: 'SELECT', options: ['x', ''] })], ['fields[0].options[1] REQUIRED']],
    ['a SELECT with one option twice', [text('a', { type: 'SELECT', options: ['x', 'y', ' x'] })], ['fields[0].options[2] DUPLICATE']],
    ['too many options', [text('a', { type: 'SELECT', options: Array.from({ length: OPTIONS_MAX + 1 }, String) })], ['fields[0].options TOO_MANY']],
    ['options of another type', [text('a', { options: ['x'] })], ['fields[0].options OPTIONS_UNEXPECTED']],
    ['a target that no lead has', [text('a', { mapsTo: 'password' })], ['fields[0].mapsTo UNKNOWN_TARGET']],
    ['a short target that the team has not defined', [text('a', { mapsTo: 'roofColour' })], ['fields[0].mapsTo UNKNOWN_TARGET']],
    ['an attribute that visitors do not set', [text('a', { mapsTo: 'status' })], ['fields[0].mapsTo UNKNOWN_TARGET']],
    ['one custom field under both its names', [text('a', { mapsTo: 'roofArea' }), text('b', { mapsTo: 'customFields.roofArea' })], ['fields[1].mapsTo DUPLICATE_TARGET']],
    ['a custom target without a name', [text('a', { mapsTo: 'customFields.' })], ['fields[0].mapsTo UNKNOWN_TARGET']],
    ['a custom target that reaches for the prototype', [text('a', { mapsTo: 'customFields.__proto__' })], ['fields[0].mapsTo UNKNOWN_TARGET']],
    ['a number for the address', [text('a', { type: 'NUMBER', mapsTo: 'email' })], ['fields[0].type TYPE_MISMATCH']],
    ['a tick box called name', [text('name', { type: 'BOOLEAN' })], ['fields[0].type TYPE_MISMATCH']],
    ['two answers for one attribute', [text('email'), text('mail', { mapsTo: 'email' })], ['fields[1].mapsTo DUPLICATE_TARGET']],
    ['two answers for one custom field', [text('roof'), text('b', { mapsTo: 'customFields.roof' })], ['fields[1].mapsTo DUPLICATE_TARGET']],
  ])('[D8] [C9] are refused: %s', (_, fields, faults) => {
    expect(faultsOf(...fields)).toEqual(faults);
  });

  it('[D8] are told of all their faults at once', () => {
    expect(faultsOf(text('a b', { label: '' }), text('c', { type: 'SELECT', mapsTo: 'nobody' }))).toEqual([
      'fields[0].name NAME_INVALID',
      'fields[0].label REQUIRED',
      'fields[1].mapsTo UNKNOWN_TARGET',
      'fields[1].options OPTIONS_MISSING',
    ]);
  });
});
