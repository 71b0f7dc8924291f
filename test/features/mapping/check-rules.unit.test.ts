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

  it.each<[string, MappingRuleInput]>([
    ['a text as a number', { source: 'title', target: 'revenue', transform: 'number' }],
    ['a text as a telephone number', { source: 'title', target: 'phone', transform: [{ name: 'phone', country: 'DE' }] }],
    ['options by a map of all of them', { source: 'colour', target: 'tier', transform: [{ name: 'map', values: { red: 'gold' } }] }],
    ['free text by a map that ends somewhere', { source: 'source', target: 'tier', transform: [{ name: 'map', values: { fair: 'gold' }, otherwise: 'silver' }] }],
    ['free text by a map that ends nowhere', { source: 'source', target: 'tier', transform: [{ name: 'map', values: { fair: 'gold' }, otherwise: null }] }],
    ['a constant without a source', { target: 'tier', transform: [{ name: 'constant', value: 'gold' }] }],
    ['a template without a source', { target: 'firstname', transform: [{ name: 'template', text: '{{ name }} of {{company}}' }, { name: 'truncate', length: 40 }] }],
    ['an unknown field through a step', { target: 'firstname', transform: [{ name: 'template', text: '{{value}}{{customFields.shade}}' }] }],
  ])('finds nothing wrong with %s [H6]', (_, rule) => {
    expect(check([rule])).toEqual([]);
  });

  it.each([
    ['steps', Array.from({ length: 11 }, () => 'trim'), Array.from({ length: 10 }, () => 'trim')],
    ['entries of a map', [{ name: 'map', values: Object.fromEntries(Array.from({ length: 501 }, (__, index) => [String(index), 'x'])) }], [{ name: 'map', values: Object.fromEntries(Array.from({ length: 500 }, (__, index) => [String(index), 'x'])) }]],
    ['characters of a template', [{ name: 'template', text: 'x'.repeat(1_001) }], [{ name: 'template', text: 'x'.repeat(1_000) }]],
    ['characters of a text', [{ name: 'replace', find: 'x'.repeat(1_001), with: '' }], [{ name: 'replace', find: 'x'.repeat(1_000), with: '' }]],
  ])('takes no more %s than the limit says [H6]', (_, tooMany, most) => {
    expect(check([{ source: 'name', target: 'firstname', transform: tooMany }])).toEqual([[0, 'TRANSFORM_INVALID', 'ERROR']]);
    expect(check([{ source: 'name', target: 'firstname', transform: most }])).toEqual([]);
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
    ['a step that there is not', { source: 'name', target: 'firstname', transform: 'shout' }, 'TRANSFORM_INVALID', 'ERROR'],
    ['a step without its argument', { source: 'name', target: 'firstname', transform: [{ name: 'truncate' }] }, 'TRANSFORM_INVALID', 'ERROR'],
    ['a step with an argument that it has not', { source: 'name', target: 'firstname', transform: [{ name: 'trim', code: 'x' }] }, 'TRANSFORM_INVALID', 'ERROR'],
    ['a step that does not take what comes', { source: 'roofArea', target: 'revenue', transform: 'upper' }, 'TRANSFORM_INVALID', 'ERROR'],
    ['a default step of another type', { source: 'roofArea', target: 'revenue', transform: [{ name: 'default', value: 'none' }] }, 'TRANSFORM_INVALID', 'ERROR'],
    ['a template with a field that leads do not have', { source: 'name', target: 'firstname', transform: [{ name: 'template', text: '{{nmae}}' }] }, 'TRANSFORM_INVALID', 'ERROR'],
    ['a template that is not closed', { source: 'name', target: 'firstname', transform: [{ name: 'template', text: 'Dear {{name' }] }, 'TRANSFORM_INVALID', 'ERROR'],
    ['a result of the wrong type', { source: 'phone', target: 'phone', transform: [{ name: 'truncate', length: 5 }] }, 'TYPE_MISMATCH', 'ERROR'],
    ['a number from a template', { target: 'revenue', transform: [{ name: 'template', text: '{{name}}' }] }, 'TYPE_MISMATCH', 'ERROR'],
    ['a constant of the wrong type', { target: 'revenue', transform: [{ name: 'constant', value: 'a lot' }] }, 'TYPE_MISMATCH', 'ERROR'],
    ['a constant that is no option and comes from a step', { target: 'tier', transform: [{ name: 'constant', value: 'bronze' }] }, 'OPTION_UNKNOWN', 'ERROR'],
    ['a map to what is no option', { source: 'metal', target: 'tier', transform: [{ name: 'map', values: { gold: 'silver', silver: 'bronze' } }] }, 'OPTION_UNKNOWN', 'WARNING'],
    ['a map that leaves the others as they are', { source: 'source', target: 'tier', transform: [{ name: 'map', values: { fair: 'gold' } }] }, 'OPTION_UNKNOWN', 'WARNING'],
    ['options of which some are no number', { source: 'metal', target: 'revenue', transform: [{ name: 'map', values: { gold: '3' } }, 'number'] }, 'TRANSFORM_INVALID', 'WARNING'],
    ['options of which none is a number', { source: 'metal', target: 'revenue', transform: 'number' }, 'TRANSFORM_INVALID', 'ERROR'],
    ['characters that no store takes', { source: 'name', target: 'firstname', transform: [{ name: 'replace', find: 'a', with: 'b\0' }] }, 'TRANSFORM_INVALID', 'ERROR'],
    ['half a character', { source: 'name', target: 'firstname', transform: [{ name: 'map', values: { '\ud800': 'x' } }] }, 'TRANSFORM_INVALID', 'ERROR'],
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

  it.each<[string, MappingRuleInput, string]>([
    ['where fields come from', { source: 'mobile', target: 'firstname' }, 'Leads have no field mobile: take one that leadFields lists, or make it with defineLeadFields.'],
    ['which field was meant', { source: 'nmae', target: 'firstname' }, 'Perhaps name is meant.'],
    ['where properties are listed', { source: 'name', target: 'origin' }, 'The CRM has no property origin: take one that crmFields lists, or create it in the CRM.'],
    ['which property was meant', { source: 'name', target: 'First_Name' }, 'Perhaps firstname is meant.'],
    ['which property was meant with a letter too many', { source: 'name', target: 'firrstname' }, 'Perhaps firstname is meant.'],
    ['which transform makes it fit', { source: 'name', target: 'revenue' }, 'name holds TEXT, and revenue takes NUMBER. Give the rule the transform "number", or map another field to it.'],
    ['what to do where no transform helps', { source: 'name', target: 'email' }, 'Map another field to it.'],
  ])('says %s [H4]', (_, rule, advice) => {
    expect(checkRules(readRules({ rules: [rule] }), { leadFields, crmFields }).map(({ message }) => message)).toEqual([expect.stringMatching(new RegExp(`${advice.replace(/[.?]/g, '\\$&')}$`))]);
  });

  it('repeats no more of a name than fits a line [H4]', () => {
    const [problem] = checkRules(readRules({ rules: [{ source: 'email', target: 'x'.repeat(10_000) }] }), { leadFields, crmFields });
    expect(problem?.message.length).toBeLessThan(200);
  });
});
