import { fieldType } from '../../../../src/crm/providers/hubspot/field-type.ts';

describe('the types of HubSpot', () => {
  it.each([
    // The first table the product was specified with: type only.
    { type: 'string', ours: 'STRING' },
    { type: 'textarea', ours: 'TEXTAREA' },
    { type: 'number', ours: 'NUMBER' },
    { type: 'bool', ours: 'BOOLEAN' },
    { type: 'datetime', ours: 'DATE' },
    { type: 'date', ours: 'DATE' },
    { type: 'enumeration', ours: 'SELECT' },
    // HubSpot's own, by type and field type.
    { type: 'string', fieldType: 'text', ours: 'STRING' },
    { type: 'string', fieldType: 'text', name: 'email', ours: 'EMAIL' },
    { type: 'string', fieldType: 'text', textDisplayHint: 'email', ours: 'EMAIL' },
    { type: 'string', fieldType: 'text', textDisplayHint: 'phone_number', ours: 'PHONE' },
    { type: 'string', fieldType: 'text', textDisplayHint: 'domain_name', ours: 'URL' },
    { type: 'string', fieldType: 'text', name: 'website', ours: 'URL' },
    { type: 'string', fieldType: 'text', textDisplayHint: 'postal_code', ours: 'STRING' },
    { type: 'string', fieldType: 'textarea', ours: 'TEXTAREA' },
    { type: 'string', fieldType: 'html', ours: 'TEXTAREA' },
    { type: 'string', fieldType: 'phonenumber', ours: 'PHONE' },
    { type: 'phone_number', fieldType: 'phonenumber', ours: 'PHONE' },
    { type: 'string', fieldType: 'file', ours: 'STRING' },
    { type: 'number', fieldType: 'number', ours: 'NUMBER' },
    { type: 'bool', fieldType: 'booleancheckbox', ours: 'BOOLEAN' },
    { type: 'enumeration', fieldType: 'booleancheckbox', ours: 'BOOLEAN' },
    { type: 'date', fieldType: 'date', ours: 'DATE' },
    { type: 'datetime', fieldType: 'date', ours: 'DATE' },
    { type: 'enumeration', fieldType: 'select', ours: 'SELECT' },
    { type: 'enumeration', fieldType: 'radio', ours: 'SELECT' },
    { type: 'enumeration', fieldType: 'checkbox', ours: 'SELECT' },
    { type: 'any', fieldType: 'calculation_equation', ours: 'UNKNOWN' },
    { type: 'object_coordinates', fieldType: 'text', ours: 'UNKNOWN' },
    { type: 'json', fieldType: 'text', ours: 'UNKNOWN' },
    { type: 'something_of_2027', fieldType: null, ours: 'UNKNOWN' },
    { type: 'constructor', ours: 'UNKNOWN' },
    { type: 'string', fieldType: 'constructor', name: 'constructor', ours: 'STRING' },
  ])('[H2] $type/$fieldType (name $name, hint $textDisplayHint) is $ours', ({ ours, name = 'favourite', ...property }) => {
    expect(fieldType({ name, ...property })).toBe(ours);
  });
});
