import fc from 'fast-check';
import { checkData } from '../../../src/features/form/check-data.ts';
import { DATA_BYTES_MAX, DATA_DEPTH_MAX, DATA_NAMES_MAX } from '../../../src/features/form/form.limits.ts';
import { AppError } from '../../../src/shared/app-error.ts';

const codeOf = (data: Record<string, unknown>): string | null => {
  try {
    checkData(data);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.details[0]?.code ?? error.code;
  }
};

const nested = (levels: number): Record<string, unknown> => (levels === 1 ? {} : { deeper: nested(levels - 1) });
const fromJson = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('What a submission holds beside its answers', () => {
  it.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    ['text of all kinds', { utm: 'spring', html: '<img src=x onerror=alert(1)>', sql: "'; drop table leads;--", bell: '\u0007', face: '😀' }],
    ['lists and objects', { tags: ['a', ['b']], page: { url: 'https://example.com', scroll: 0.5, seen: true, referrer: null } }],
    ['names of everyday objects', { toString: 'x', hasOwnProperty: 'y' }],
    ['the deepest that is allowed', nested(DATA_DEPTH_MAX)],
  ])('[C9] may be %s', (_, data) => {
    expect(codeOf(data)).toBeNull();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['NUL', { a: 'x\0y' }, 'NOT_TEXT'],
    ['NUL in a name', { 'x\0y': 'a' }, 'NOT_TEXT'],
    ['half a character', { a: ['\udc00'] }, 'NOT_TEXT'],
    ['__proto__', fromJson('{"__proto__": {"isAdmin": true}}'), 'NAME_INVALID'],
    ['__proto__ further down', fromJson('{"a": [{"__proto__": 1}]}'), 'NAME_INVALID'],
    ['constructor', fromJson('{"constructor": {"prototype": {"isAdmin": true}}}'), 'NAME_INVALID'],
    ['a name without end', { ['n'.repeat(201)]: 1 }, 'NAME_INVALID'],
    ['one level too many', nested(DATA_DEPTH_MAX + 1), 'TOO_DEEP'],
    ['lists in lists in lists', fromJson(`{"a": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`), 'TOO_DEEP'],
    ['too many names', Object.fromEntries(Array.from({ length: DATA_NAMES_MAX + 1 }, (_, at) => [`n${at}`, at])), 'TOO_MANY'],
    ['too much', { a: 'ä'.repeat(DATA_BYTES_MAX / 2) }, 'TOO_LARGE'],
  ])('[C9] must not be %s', (_, data, code) => {
    expect(codeOf(data)).toBe(code);
  });

  it('[C9] is either refused with a code or survives as the JSON that it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })), (data) => {
        if (codeOf(data) !== null) return true;
        const kept = JSON.stringify(data);
        return !kept.includes('\\u0000') && kept.isWellFormed() && !/\\ud[89a-f]/i.test(kept);
      }),
      { numRuns: 1_000 },
    );
  });
});
