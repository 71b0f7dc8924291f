import fc from 'fast-check';
import type { Faults } from '../../src/shared/check-input.ts';
import { cleanLine, cleanText, LINE_MAX, requireLine, TEXT_MAX } from '../../src/shared/clean-text.ts';

const faultsOf = (check: (faults: Faults) => unknown): string[] => {
  const faults: Faults = [];
  check(faults);
  return faults.map(({ code }) => code);
};

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('cleaning text', () => {
  it('leaves no control character and no override of direction in a line, whatever comes in [C9]', () => {
    fc.assert(fc.property(anyText, (text) => {
      const line = cleanLine(text, { field: 'name' }, []);
      expect(line ?? '').not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    }));
  });

  it('keeps line feeds and tabs in a text of several lines, and nothing else of their kind [C9]', () => {
    fc.assert(fc.property(anyText, (text) => {
      expect((cleanText(text, { field: 'body' }, []) ?? '').replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u);
    }));
    expect(cleanText('one\r\n\ttwo\rthree\u2028four', { field: 'body' }, [])).toBe('one\n\ttwo\nthree\nfour');
  });

  it('changes nothing when it cleans for a second time [C9]', () => {
    fc.assert(fc.property(anyText, (text) => {
      const once = cleanText(text, { field: 'body' }, []);
      expect(once === null ? null : cleanText(once, { field: 'body' }, [])).toBe(once);
    }));
  });

  it('gives well-formed NFC, so that one name has one spelling [C9]', () => {
    expect(cleanLine('Ame\u0301lie', { field: 'name' }, [])).toBe('Am\u00e9lie');
  });

  it('keeps hostile but harmless text letter for letter [C9]', () => {
    for (const text of ["Robert'); DROP TABLE leads;--", '<script>alert(1)</script>', '{{7*7}} ${7*7} %s \\u0000', '=cmd|A1', "' OR Name LIKE '%"])
      expect(cleanLine(text, { field: 'name' }, [])).toBe(text);
  });

  it('refuses NUL and lone surrogates, which PostgreSQL cannot store [C9]', () => {
    for (const text of ['a\0b', '\ud800', 'x\udc00y']) expect(faultsOf((faults) => cleanLine(text, { field: 'name' }, faults))).toEqual(['NOT_TEXT']);
  });

  it('measures what is left, and refuses one character more than the limit [C9]', () => {
    expect(faultsOf((faults) => cleanLine('x'.repeat(LINE_MAX), { field: 'name' }, faults))).toEqual([]);
    expect(faultsOf((faults) => cleanLine(` ${'x'.repeat(LINE_MAX)} `, { field: 'name' }, faults))).toEqual([]);
    expect(faultsOf((faults) => cleanLine('x'.repeat(LINE_MAX + 1), { field: 'name' }, faults))).toEqual(['TOO_LONG']);
    expect(faultsOf((faults) => cleanText('x'.repeat(2_000_000), { field: 'body' }, faults))).toEqual(['TOO_LONG']);
    expect(faultsOf((faults) => cleanText('x'.repeat(TEXT_MAX + 1), { field: 'body' }, faults))).toEqual(['TOO_LONG']);
  });

  it('takes a text of which nothing is left for no text', () => {
    expect(cleanLine(' \t\u0007\n ', { field: 'name' }, [])).toBeNull();
    expect(faultsOf((faults) => requireLine(' \u0007 ', { field: 'name' }, faults))).toEqual(['REQUIRED']);
  });
});
