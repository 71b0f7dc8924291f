import { listValues } from './field.ts';
import { defineObject, OWNER, READ_ONLY, REQUIRED, type Row } from './sobject.ts';

const SALUTATIONS = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.'];
const SOURCES = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

/** The parts of a postal address, and the compound that shows them all. */
export const addressFields = (prefix: string, label: string): Row[] => {
  const compoundFieldName = `${prefix}Address`;
  return [
    [`${prefix}Street`, `${label} Street`.trim(), 'textarea', { compoundFieldName }],
    [`${prefix}City`, `${label} City`.trim(), 'string', { length: 40, compoundFieldName }],
    [`${prefix}State`, `${label} State/Province`.trim(), 'string', { length: 80, compoundFieldName }],
    [`${prefix}PostalCode`, `${label} Zip/Postal Code`.trim(), 'string', { length: 20, compoundFieldName }],
    [`${prefix}Country`, `${label} Country`.trim(), 'string', { length: 80, compoundFieldName }],
    [compoundFieldName, `${label} Address`.trim(), 'address', READ_ONLY],
  ];
};

const nameFields: Row[] = [
  ['LastName', 'Last Name', 'string', { ...REQUIRED, length: 80, compoundFieldName: 'Name' }],
  ['FirstName', 'First Name', 'string', { length: 40, compoundFieldName: 'Name' }],
  ['Salutation', 'Salutation', 'picklist', { length: 40, compoundFieldName: 'Name', picklistValues: listValues(SALUTATIONS) }],
  ['Name', 'Full Name', 'string', { ...READ_ONLY, nillable: false, length: 121, nameField: true, extraTypeInfo: 'personname' }],
];

const reach: Row[] = [
  ['Email', 'Email', 'email', { idLookup: true }],
  ['Phone', 'Business Phone', 'phone'],
  ['MobilePhone', 'Mobile Phone', 'phone'],
  ['Title', 'Title', 'string', { length: 128 }],
  ['LeadSource', 'Lead Source', 'picklist', { picklistValues: listValues(SOURCES) }],
  ['Description', 'Description', 'textarea', { length: 32_000 }],
  ['HasOptedOutOfEmail', 'Email Opt Out', 'boolean'],
  OWNER,
];

/** `Customer_Number__c` names one record at most; `Legacy_Key__c` may be found on several, though it is an external id. */
export const contact = defineObject({ name: 'Contact', label: 'Contact', labelPlural: 'Contacts', keyPrefix: '003' }, [
  ...nameFields,
  ...reach,
  ['AccountId', 'Account ID', 'reference', { referenceTo: ['Account'], relationshipName: 'Account' }],
  ['Department', 'Department', 'string', { length: 80 }],
  ['Birthdate', 'Birthdate', 'date'],
  ...addressFields('Mailing', 'Mailing'),
  ['EmailBouncedDate', 'Email Bounced Date', 'datetime', READ_ONLY],
  ['LastActivityDate', 'Last Activity', 'date', READ_ONLY],
  ['Customer_Number__c', 'Customer number', 'string', { length: 40, externalId: true, idLookup: true, unique: true }],
  ['Legacy_Key__c', 'Legacy key', 'string', { length: 40, externalId: true, idLookup: true }],
  ['Level__c', 'Level', 'picklist', { picklistValues: listValues(['Primary', 'Secondary', 'Tertiary']), restrictedPicklist: true }],
  ['Interests__c', 'Interests', 'multipicklist', { picklistValues: listValues(['Product', 'Events', 'Pricing', 'Partners']), restrictedPicklist: true }],
  ['Score__c', 'Score', 'double', { precision: 5, scale: 1 }],
  ['Marketing_Consent__c', 'Marketing consent', 'boolean'],
  ['Demo_At__c', 'Demo at', 'datetime'],
  ['Blog__c', 'Blog', 'url'],
]);

export const lead = defineObject({ name: 'Lead', label: 'Lead', labelPlural: 'Leads', keyPrefix: '00Q' }, [
  ...nameFields,
  ['Company', 'Company', 'string', REQUIRED],
  ...reach,
  ['Website', 'Website', 'url'],
  ['Status', 'Lead Status', 'picklist', { nillable: false, defaultedOnCreate: true, picklistValues: listValues(['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'], true) }],
  ['Rating', 'Rating', 'picklist', { picklistValues: listValues(['Hot', 'Warm', 'Cold']) }],
  ['Industry', 'Industry', 'picklist', { picklistValues: listValues(['Agriculture', 'Education', 'Finance', 'Technology']) }],
  ['NumberOfEmployees', 'Employees', 'int'],
  ['AnnualRevenue', 'Annual Revenue', 'currency', { scale: 0 }],
  ...addressFields('', ''),
  ['IsConverted', 'Converted', 'boolean', READ_ONLY],
  ['Customer_Number__c', 'Customer number', 'string', { length: 40, externalId: true, idLookup: true, unique: true }],
]);
