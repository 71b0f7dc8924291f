import { containing, inQueryLengths, literal } from '../../../../src/crm/providers/salesforce/soql.ts';

describe('a text in a query', () => {
  it.each([
    ['ana@example.com', "'ana@example.com'"],
    ["o'neil@example.com", String.raw`'o\'neil@example.com'`],
    [String.raw`\'; DELETE`, String.raw`'\\\'; DELETE'`],
    [`"quoted"`, String.raw`'\"quoted\"'`],
    ['a\nb\r\tc\b\f', String.raw`'a\nb\r\tc\b\f'`],
    ['100%_\u2028ü', "'100%_\u2028ü'"],
    ['a\0b', "'a\ufffdb'"],
    ['half \ud800 pair', "'half \ufffd pair'"],
    ['/* comment */ -- //', "'/* comment */ -- //'"],
    ['', "''"],
  ])('[G2] %j is %s', (text, expected) => {
    expect(literal(text)).toBe(expected);
  });

  it('[G4] to search for stands for itself, wildcards too', () => {
    expect(containing(String.raw`50%_'\ `)).toBe(String.raw`'%50\%\_\'\\ %'`);
  });

  it('[G2] is asked for in as many queries as addresses of that length take', () => {
    const emails = Array.from({ length: 400 }, (_, index) => `${'ü'.repeat(30)}-${index}@example.com`);
    const lists = inQueryLengths(emails);

    expect(lists.flat()).toEqual(emails);
    expect(lists.length).toBeGreaterThan(1);
    for (const list of lists) expect(encodeURIComponent(list.map(literal).join(',')).length).toBeLessThan(8_000);
    expect(inQueryLengths([])).toEqual([]);
    expect(inQueryLengths(['x'.repeat(9_000), 'y'])).toHaveLength(2);
  });
});
