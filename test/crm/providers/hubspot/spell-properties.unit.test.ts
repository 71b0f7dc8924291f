import { spellProperties } from '../../../../src/crm/providers/hubspot/spell-properties.ts';

describe('the spelling of values', () => {
  it.each([
    ['text', 'Ana', 'Ana'],
    ['empty text', '', ''],
    ['true', true, 'true'],
    ['false', false, 'false'],
    ['zero', 0, '0'],
    ['a fraction', 1.5, '1.5'],
    ['a date', '2026-01-31', '2026-01-31'],
    ['a point in time', new Date('2026-01-31T10:00:00Z'), '2026-01-31T10:00:00.000Z'],
    ['several options', ['a', 'b'], 'a;b'],
    ['one option', ['a'], 'a'],
    ['no options', [], ''],
    ['options of other types', [1, true], '1;true'],
    ['null, which clears', null, ''],
  ])('[G1] %s', (_, value, spelled) => {
    expect(spellProperties({ favourite: value })).toEqual({ properties: { favourite: spelled } });
  });

  it('[G1] an undefined value is one that is not sent', () => {
    expect(spellProperties({ firstname: 'Ana', lastname: undefined })).toEqual({ properties: { firstname: 'Ana' } });
  });

  it.each([
    ['an object', { a: 1 }],
    ['a list of objects', [{ a: 1 }]],
    ['a list with nothing in it', [null]],
    ['an option that holds the separator', ['a;b']],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a date that is none', new Date('never')],
  ])('[G1] %s cannot be spelled, and the fault names the property', (_, value) => {
    expect(spellProperties({ firstname: 'Ana', favourite: value })).toMatchObject({ fault: { code: 'MAPPING', field: 'favourite', retryable: false } });
  });
});
