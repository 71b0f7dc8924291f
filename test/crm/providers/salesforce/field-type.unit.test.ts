import { fieldType } from '../../../../src/crm/providers/salesforce/field-type.ts';

describe('the types of Salesforce', () => {
  it.each([
    // The table that the product was specified with.
    ['string', 'STRING'],
    ['id', 'STRING'],
    ['textarea', 'TEXTAREA'],
    ['int', 'NUMBER'],
    ['double', 'NUMBER'],
    ['currency', 'NUMBER'],
    ['percent', 'NUMBER'],
    ['boolean', 'BOOLEAN'],
    ['date', 'DATE'],
    ['datetime', 'DATE'],
    ['email', 'EMAIL'],
    ['phone', 'PHONE'],
    ['url', 'URL'],
    ['picklist', 'SELECT'],
    ['multipicklist', 'SELECT'],
    // What else Salesforce has.
    ['reference', 'STRING'],
    ['encryptedstring', 'STRING'],
    ['combobox', 'STRING'],
    ['anyType', 'STRING'],
    ['time', 'STRING'],
    ['long', 'NUMBER'],
    ['address', 'UNKNOWN'],
    ['location', 'UNKNOWN'],
    ['base64', 'UNKNOWN'],
    ['something_of_2027', 'UNKNOWN'],
    ['constructor', 'UNKNOWN'],
  ])('[H2] %s is %s', (theirs, ours) => {
    expect(fieldType(theirs)).toBe(ours);
  });
});
