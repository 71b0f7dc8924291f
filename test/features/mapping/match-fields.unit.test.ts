import type { CrmField, CrmFieldType } from '../../../src/crm/crm-provider.ts';
import { builtInFields } from '../../../src/features/lead/list-lead-fields.ts';
import type { LeadField } from '../../../src/features/lead/lead-field.entity.ts';
import { wordsOf } from '../../../src/features/mapping/field-words.ts';
import { matchFields } from '../../../src/features/mapping/match-fields.ts';

const field = (name: string, label: string, type: CrmFieldType = 'STRING', special: Partial<CrmField> = {}): CrmField => ({
  name, label, type, required: false, readOnly: false, unique: false, description: null, options: [], ...special,
});
const custom = (name: string, label: string, type: LeadField['type']): LeadField => ({ name, label, type, required: false, custom: true, options: [] });
const pairs = (crmFields: CrmField[], own: LeadField[] = []) =>
  matchFields([...builtInFields, ...own], crmFields).map(({ source, target, transform }) => [source, target, ...(transform === null ? [] : [transform])]);

describe('suggesting a mapping', () => {
  it.each([['FirstName', 'first name'], ['first_name', 'first name'], ['hs_lead_status', 'lead status'], ['RoofArea__c', 'roof area'], ['Straße/Région', 'straße region'], ['E-Mail', 'e mail']])('reads %s as %s [H8]', (name, words) => {
    expect(wordsOf(name)).toBe(words);
  });

  it('takes the parts of a name where the CRM holds them apart, and one word where it demands the last [H8]', () => {
    expect(pairs([field('FirstName', 'First Name'), field('LastName', 'Last Name')])).toEqual([['name', 'FirstName', 'firstName'], ['name', 'LastName', 'lastName']]);
    expect(pairs([field('FirstName', 'First Name'), field('LastName', 'Last Name', 'STRING', { required: true })])).toEqual([
      ['name', 'FirstName', [{ name: 'firstName', oneWord: 'LAST' }]], ['name', 'LastName', [{ name: 'lastName', oneWord: 'LAST' }]],
    ]);
    expect(pairs([field('full_name', 'Full name')])).toEqual([['name', 'full_name']]);
    expect(pairs([field('full_name', 'Full name'), field('firstname', 'First name')])).toHaveLength(1);
  });

  it('prefers the name to the label and the sure word to the vague one [H8]', () => {
    expect(pairs([field('mobile', 'Mobile', 'PHONE'), field('phone', 'Phone', 'PHONE'), field('contact_1', 'Telephone', 'PHONE')])).toEqual([['phone', 'phone']]);
    expect(pairs([field('contact_1', 'Telephone', 'PHONE')])).toEqual([['phone', 'contact_1']]);
  });

  it('never takes what is read-only, of another type, or has options of its own [H8]', () => {
    expect(pairs([
      field('email', 'Email', 'EMAIL', { readOnly: true }), field('phone', 'Phone', 'NUMBER'), field('company', 'Company', 'UNKNOWN'),
      field('LeadSource', 'Lead Source', 'SELECT', { options: [{ value: 'Web', label: 'Web' }] }),
      field('Status', 'Status', 'SELECT', { options: [{ value: 'NEW', label: 'New' }] }),
    ])).toEqual([]);
  });

  it("knows the team's own fields by most of their words [H8]", () => {
    const own = [custom('roofArea', 'Roof area', 'NUMBER'), custom('newsletter', 'Newsletter', 'BOOLEAN'), custom('budget', 'Yearly marketing budget', 'NUMBER')];
    expect(pairs([field('roof_area__c', 'Area of the roof', 'NUMBER'), field('newsletter', 'Newsletter', 'BOOLEAN'), field('amount', 'Marketing budget', 'NUMBER'), field('x', 'y', 'NUMBER')], own)).toEqual([
      ['roofArea', 'roof_area__c'], ['newsletter', 'newsletter'], ['budget', 'amount'],
    ]);
  });

  it('gives the same rules in whatever order the fields come [H8]', () => {
    const fields = [field('email', 'Email', 'EMAIL'), field('email_2', 'Email', 'EMAIL'), field('firstname', 'First Name'), field('lastname', 'Last Name'), field('a', 'Company'), field('b', 'Company'), field('constructor', '__proto__')];
    const suggested = pairs(fields);
    expect(suggested).toEqual([['name', 'firstname', 'firstName'], ['name', 'lastname', 'lastName'], ['email', 'email'], ['company', 'a']]);
    for (let turn = 1; turn < fields.length; turn += 1) expect(pairs([...fields.slice(turn), ...fields.slice(0, turn)].reverse())).toEqual(suggested);
  });
});
