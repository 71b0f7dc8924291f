import type { CrmField, CrmFieldType } from '../../../src/crm/crm-provider.ts';
import type { LeadField } from '../../../src/features/lead/lead-field.entity.ts';
import { builtInFields } from '../../../src/features/lead/list-lead-fields.ts';
import { checkRules } from '../../../src/features/mapping/check-rules.ts';
import { readRules, type MappingRuleInput } from '../../../src/features/mapping/read-rules.ts';

const property = (name: string, type: CrmFieldType, special: Partial<CrmField> = {}): CrmField => ({
  name, label: name, type, required: false, readOnly: false, unique: false, description: null, options: [], ...special,
});
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

const crmFields = [
  property('email', 'EMAIL'),
  property('firstname', 'STRING'),
  property('phone', 'PHONE'),
  property('revenue', 'NUMBER'),
  property('hs_object_id', 'NUMBER', { readOnly: true }),
  property('tier', 'SELECT', { options: options('gold', 'silver') }),
  property('hs_lead_status', 'SELECT', { options: options('NEW', 'OPEN') }),
  property('owner', 'SELECT'),
  property('location', 'UNKNOWN'),
];
const custom = (name: string, type: LeadField['type'], values: string[] = []): LeadField => ({ name, label: name, type, required: false, custom: true, options: values });
const leadFields = [...builtInFields, custom('roofArea', 'NUMBER'), custom('metal', 'SELECT', ['gold', 'silver']), custom('colour', 'SELECT', ['red'])];

const check = (rules: MappingRuleInput[], fields = crmFields) =>
  checkRules(readRules({ rules }), { leadFields, crmFields: fields }).map(({ ruleIndex, code, severity }) => [ruleIndex, code, severity]);

describe('checking a mapping', () => {
  it('finds nothing wrong with what fits [H4]', () => {
    expect(check([
      { source: 'email', target: 'email' }, { source: 'name', target: 'firstname' }, { source: 'phone', target: 'phone' },
      { source: 'roofArea', target: 'revenue' }, { source: 'metal', target: 'tier' }, { source: 'status', target: 'owner' },
    ])).toEqual([]);
  });

  it.each<[string, MappingRuleInput, string, string]>([
    ['a field that leads do not have', { source: 'nmae', target: 'firstname' }, 'UNKNOWN_SOURCE', 'ERROR'],
    ['a rule without source and default', { target: 'firstname' }, 'UNKNOWN_SOURCE', 'ERROR'],
    ['a custom field that nobody has defined', { source: 'customFields.shade', target: 'firstname' }, 'UNKNOWN_SOURCE', 'WARNING'],
    ['the word customFields before a built-in name', { source: 'customFields.', target: 'firstname' }, 'UNKNOWN_SOURCE', 'ERROR'],
    ['a property that the CRM does not have', { source: 'name', target: 'first_name' }, 'UNKNOWN_TARGET', 'ERROR'],
    ['a property that the CRM sets itself', { source: 'roofArea', target: 'hs_object_id' }, 'READ_ONLY', 'ERROR'],
    ['text for a number', { source: 'name', target: 'revenue' }, 'TYPE_MISMATCH', 'ERROR'],
    ['an address for a telephone number', { source: 'email', target: 'phone' }, 'TYPE_MISMATCH', 'ERROR'],
    ['a property of a type that we have no word for', { source: 'name', target: 'location' }, 'TYPE_MISMATCH', 'ERROR'],
    ['a default of the wrong type', { source: 'roofArea', target: 'revenue', default: 'a lot' }, 'TYPE_MISMATCH', 'ERROR'],
    ['a default that is no option', { source: 'metal', target: 'tier', default: 'bronze' }, 'OPTION_UNKNOWN', 'ERROR'],
    ['a constant that is no option', { target: 'tier', default: ['gold', 'bronze'] }, 'OPTION_UNKNOWN', 'ERROR'],
    ['options of which none is one of the CRM', { source: 'colour', target: 'tier' }, 'OPTION_UNKNOWN', 'ERROR'],
    ['options of which some are none of the CRM', { source: 'status', target: 'hs_lead_status' }, 'OPTION_UNKNOWN', 'WARNING'],
    ['free text for a select', { source: 'source', target: 'tier' }, 'OPTION_UNKNOWN', 'WARNING'],
    ['the other direction', { source: 'name', target: 'firstname', direction: 'FROM_CRM' }, 'NOT_SUPPORTED_YET', 'ERROR'],
    ['both directions', { source: 'name', target: 'firstname', direction: 'BOTH' }, 'NOT_SUPPORTED_YET', 'ERROR'],
    ['a transform', { source: 'name', target: 'firstname', transform: 'upper' }, 'NOT_SUPPORTED_YET', 'ERROR'],
    ['a transform of steps', { source: 'name', target: 'firstname', transform: [{ name: 'trim' }] }, 'NOT_SUPPORTED_YET', 'ERROR'],
    ['what is no transform', { source: 'name', target: 'firstname', transform: 7 }, 'TRANSFORM_INVALID', 'ERROR'],
  ])('says of %s which rule it is [H4]', (_, rule, code, severity) => {
    expect(check([{ source: 'email', target: 'email' }, rule])).toEqual([[1, code, severity]]);
  });

  it('blames the second of two rules for one property [H4]', () => {
    expect(check([{ source: 'name', target: 'firstname' }, { source: 'email', target: 'email' }, { source: 'title', target: 'firstname' }])).toEqual([[2, 'DUPLICATE_TARGET', 'ERROR']]);
  });

  it('blames no rule for a required property that none fills [H4]', () => {
    const demanding = [...crmFields, property('lastname', 'STRING', { required: true }), property('id', 'STRING', { required: true, readOnly: true })];
    expect(check([{ source: 'email', target: 'email' }], demanding)).toEqual([[null, 'REQUIRED_MISSING', 'ERROR']]);
  });

  it('tells every fault at once, in the order of the rules [H4]', () => {
    expect(check([{ source: 'x', target: 'y', direction: 'BOTH' }, { source: 'name', target: 'revenue' }])).toEqual([
      [0, 'UNKNOWN_SOURCE', 'ERROR'], [0, 'UNKNOWN_TARGET', 'ERROR'], [0, 'NOT_SUPPORTED_YET', 'ERROR'], [1, 'TYPE_MISMATCH', 'ERROR'],
    ]);
  });

  it('repeats no more of a name than fits a line [H4]', () => {
    const [problem] = checkRules(readRules({ rules: [{ source: 'email', target: 'x'.repeat(10_000) }] }), { leadFields, crmFields });
    expect(problem?.message.length).toBeLessThan(200);
  });
});
