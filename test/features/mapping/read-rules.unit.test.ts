import { AppError } from '../../../src/shared/app-error.ts';
import { readRules } from '../../../src/features/mapping/read-rules.ts';

const detailsOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return error.details.map(({ field, code }) => [error.code, field, code]);
  }
  return null;
};

describe('reading a mapping', () => {
  it("takes S1's short form, in its order [H3]", () => {
    const mapping = { email: 'email', name: 'firstname', company: 'company', phone: 'phone' };
    expect(readRules({ mapping }).map(({ source, target }) => [source, target])).toEqual(Object.entries(mapping));
  });

  it('fills in what is left out: to the CRM, never blanking out [H3]', () => {
    expect(readRules({ rules: [{ source: 'name', target: 'firstname', mode: null }] })).toEqual([
      { source: 'name', target: 'firstname', direction: 'TO_CRM', mode: 'NEVER_BLANK', transform: null, default: null },
    ]);
  });

  it('refuses what is no name of a property [H3]', () => {
    expect(detailsOf(() => readRules({ mapping: { name: 'firstname', email: 5, phone: { to: 'phone' } } }))).toEqual([
      ['BAD_USER_INPUT', 'mapping.mapping.email', 'TARGET_INVALID'],
      ['BAD_USER_INPUT', 'mapping.mapping.phone', 'TARGET_INVALID'],
    ]);
  });

  it('refuses more rules than any object has properties for [H3]', () => {
    const rules = Array.from({ length: 501 }, (_, index) => ({ source: 'name', target: `property_${String(index)}` }));
    expect(detailsOf(() => readRules({ rules }))).toEqual([['BAD_USER_INPUT', 'mapping', 'TOO_MANY']]);
    expect(readRules({ rules: rules.slice(1) })).toHaveLength(500);
  });

  it('refuses what is nested deeper than any transform needs, before anything walks through it [H6]', () => {
    const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    for (const rule of [{ transform: nested(100_000) }, { default: nested(100_000) }, { transform: nested(9) }])
      expect(detailsOf(() => readRules({ rules: [{ source: 'email', target: 'email' }, { source: 'name', target: 'firstname', ...rule }] }))).toEqual([['BAD_USER_INPUT', 'mapping.rules.1', 'TOO_DEEP']]);
    expect(readRules({ rules: [{ source: 'name', target: 'firstname', transform: nested(8) }] })).toHaveLength(1);
  });

  it('[H3] has at least one rule, however it is given', () => {
    for (const mapping of [{ rules: [] }, { mapping: {} }, {}])
      expect(detailsOf(() => readRules(mapping))).toEqual([['BAD_USER_INPUT', 'mapping', 'REQUIRED']]);
  });
});
