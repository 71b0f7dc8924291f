import { applyMapping } from '../../../src/features/mapping/apply-mapping.ts';
import type { LeadFacts } from '../../../src/features/mapping/lead-source.ts';
import { readsCurrent, type MappingMode, type MappingRule } from '../../../src/features/mapping/mapping-rule.ts';

const lead: LeadFacts = {
  name: 'Ada Byron', email: 'ada@example.com', phone: null, company: '  ', title: null, status: 'NEW', source: null, externalId: null,
  customFields: { roofArea: 120, newsletter: true, budget: 'a lot' },
};
const rule = (given: Partial<MappingRule>): MappingRule => ({
  source: 'name', target: 'firstname', direction: 'TO_CRM', mode: 'NEVER_BLANK', transform: null, default: null, type: 'STRING', ...given,
});
const map = (rules: MappingRule[], current: Record<string, unknown> | null = null) => applyMapping({ rules, lead, current });

describe('applying a mapping to a lead', () => {
  const nothing = {};
  const clears = { firstname: null };
  const sends = { firstname: 'Ada Byron' };
  it.each<[MappingMode, 'filled' | 'empty', string | null, object]>([
    ['OVERWRITE', 'filled', 'Augusta', sends],
    ['OVERWRITE', 'filled', '', sends],
    ['OVERWRITE', 'empty', 'Augusta', clears],
    ['OVERWRITE', 'empty', '', clears],
    ['NEVER_BLANK', 'filled', 'Augusta', sends],
    ['NEVER_BLANK', 'filled', '', sends],
    ['NEVER_BLANK', 'empty', 'Augusta', nothing],
    ['NEVER_BLANK', 'empty', '', nothing],
    ['FILL_IF_EMPTY', 'filled', 'Augusta', nothing],
    ['FILL_IF_EMPTY', 'filled', '', sends],
    ['FILL_IF_EMPTY', 'filled', null, sends],
    ['FILL_IF_EMPTY', 'empty', 'Augusta', nothing],
    ['FILL_IF_EMPTY', 'empty', '', nothing],
    ['PREFER_CRM', 'filled', 'Augusta', nothing],
    ['PREFER_CRM', 'filled', ' ', sends],
    ['PREFER_CRM', 'empty', 'Augusta', nothing],
    ['PREFER_CRM', 'empty', '', nothing],
  ])('%s with a lead that is %s and %j in the CRM gives %j [H5]', (mode, own, inCrm, properties) => {
    const facts = own === 'filled' ? lead : { ...lead, name: null };
    expect(applyMapping({ rules: [rule({ mode })], lead: facts, current: { firstname: inCrm } })).toMatchObject({ properties, fault: null });
  });

  it('fills everything of a record that the CRM does not hold yet [H5]', () => {
    const rules = (['OVERWRITE', 'NEVER_BLANK', 'FILL_IF_EMPTY', 'PREFER_CRM'] as const).map((mode) => rule({ mode, target: mode }));
    expect(Object.keys(map(rules, null).properties)).toEqual(['OVERWRITE', 'NEVER_BLANK', 'FILL_IF_EMPTY', 'PREFER_CRM']);
  });

  it('needs the record only for rules that give way to it [H5]', () => {
    expect(readsCurrent([rule({ mode: 'OVERWRITE' }), rule({ mode: 'NEVER_BLANK' })])).toBe(false);
    expect(readsCurrent([rule({}), rule({ mode: 'FILL_IF_EMPTY' })])).toBe(true);
    expect(readsCurrent([rule({ mode: 'PREFER_CRM' })])).toBe(true);
  });

  it('sends the same for a known and for an unknown record where no rule gives way, so a preview equals the payload [I2]', () => {
    const rules = [rule({ mode: 'OVERWRITE' }), rule({ mode: 'OVERWRITE', source: 'title', target: 'jobtitle' })];
    expect(map(rules, null)).toEqual(map(rules, { firstname: 'Augusta', jobtitle: 'Countess' }));
  });

  it("maps S1's example [H3]", () => {
    const pairs = { email: 'email', name: 'firstname', company: 'company', phone: 'phone' };
    const rules = Object.entries(pairs).map(([source, target]) => rule({ source, target, type: null }));
    const full = { ...lead, company: 'Analytical Engines', phone: '+4930901820' };
    expect(applyMapping({ rules, lead: full, current: null })).toEqual({
      properties: { email: 'ada@example.com', firstname: 'Ada Byron', company: 'Analytical Engines', phone: '+4930901820' },
      rules: { email: 'email -> email (NEVER_BLANK)', firstname: 'name -> firstname (NEVER_BLANK)', company: 'company -> company (NEVER_BLANK)', phone: 'phone -> phone (NEVER_BLANK)' },
      fault: null,
      faults: [],
    });
  });

  it('takes the default where the lead has nothing, and a default alone as a constant [H3]', () => {
    const rules = [rule({ source: 'company', target: 'company', default: 'unknown' }), rule({ source: null, target: 'origin', default: 'form' })];
    expect(map(rules)).toMatchObject({
      properties: { company: 'unknown', origin: 'form' },
      rules: { company: 'company -> company (NEVER_BLANK)', origin: 'default -> origin (NEVER_BLANK)' },
    });
  });

  it("reads the team's own fields by name, with and without the word customFields [H3]", () => {
    const rules = [rule({ source: 'roofArea', target: 'a', type: 'NUMBER' }), rule({ source: 'customFields.newsletter', target: 'b', type: 'BOOLEAN' })];
    expect(map(rules).properties).toEqual({ a: 120, b: true });
  });

  it('never reads what an object inherits [H3]', () => {
    expect(map([rule({ source: 'constructor' }), rule({ source: 'customFields.__proto__', target: 'b' })]).properties).toEqual({});
  });

  it('gives a value that does not fit as a fault with its property, and maps the others [H4]', () => {
    const { properties, rules, fault } = map([rule({ source: 'budget', target: 'annualrevenue', type: 'NUMBER' }), rule({})]);
    expect(fault).toEqual({ code: 'MAPPING', message: "The lead's budget is not a number.", field: 'annualrevenue', hint: expect.any(String) as string, retryable: false });
    expect(properties).toEqual({ firstname: 'Ada Byron' });
    expect(rules).toEqual({ firstname: 'name -> firstname (NEVER_BLANK)' });
  });
});
