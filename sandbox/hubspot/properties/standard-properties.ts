import { describeProperty, listOptions, type Property } from './property.ts';

/** Stages in the order in which a contact may move. */
export const LIFECYCLE_STAGES: readonly (readonly [value: string, label: string])[] = [
  ['subscriber', 'Subscriber'],
  ['lead', 'Lead'],
  ['marketingqualifiedlead', 'Marketing Qualified Lead'],
  ['salesqualifiedlead', 'Sales Qualified Lead'],
  ['opportunity', 'Opportunity'],
  ['customer', 'Customer'],
  ['evangelist', 'Evangelist'],
  ['other', 'Other'],
];

const LEAD_STATUSES: readonly (readonly [string, string])[] = [
  ['NEW', 'New'],
  ['OPEN', 'Open'],
  ['IN_PROGRESS', 'In Progress'],
  ['OPEN_DEAL', 'Open Deal'],
  ['UNQUALIFIED', 'Unqualified'],
  ['ATTEMPTED_TO_CONTACT', 'Attempted to Contact'],
  ['CONNECTED', 'Connected'],
  ['BAD_TIMING', 'Bad Timing'],
];

const yesNo = listOptions([
  ['true', 'Yes'],
  ['false', 'No'],
]);

type Row = [name: string, label: string, type: string, fieldType: string, special?: Partial<Property>];

/** HubSpot's own: they cannot be archived. */
const ours: Row[] = [
  ['email', 'Email', 'string', 'text'],
  ['firstname', 'First Name', 'string', 'text'],
  ['lastname', 'Last Name', 'string', 'text'],
  ['phone', 'Phone Number', 'string', 'phonenumber'],
  ['mobilephone', 'Mobile Phone Number', 'string', 'text', { textDisplayHint: 'phone_number' }],
  ['company', 'Company Name', 'string', 'text'],
  ['jobtitle', 'Job Title', 'string', 'text'],
  ['website', 'Website URL', 'string', 'text'],
  ['city', 'City', 'string', 'text'],
  ['country', 'Country/Region', 'string', 'text'],
  ['message', 'Message', 'string', 'textarea'],
  ['numemployees', 'Number of Employees', 'number', 'number', { numberDisplayHint: 'formatted' }],
  ['annualrevenue', 'Annual Revenue', 'number', 'number', { numberDisplayHint: 'currency' }],
  ['lifecyclestage', 'Lifecycle Stage', 'enumeration', 'radio', { options: listOptions(LIFECYCLE_STAGES) }],
  ['hs_lead_status', 'Lead Status', 'enumeration', 'radio', { groupName: 'sales_properties', options: listOptions(LEAD_STATUSES) }],
  ['hubspot_owner_id', 'Contact owner', 'enumeration', 'select', { externalOptions: true, referencedObjectType: 'OWNER' }],
];

/** Made by the people of the account: every remaining writable pair of type and field type. */
const theirs: Row[] = [
  ['work_email', 'Work email', 'string', 'text', { textDisplayHint: 'email' }],
  ['company_domain', 'Company domain', 'string', 'text', { textDisplayHint: 'domain_name' }],
  ['biography', 'Biography', 'string', 'html'],
  ['resume', 'Résumé', 'string', 'file'],
  ['direct_line', 'Direct line', 'phone_number', 'phonenumber'],
  ['marketing_consent', 'Marketing consent', 'bool', 'booleancheckbox', { options: yesNo }],
  ['newsletter', 'Newsletter', 'enumeration', 'booleancheckbox', { options: yesNo }],
  ['contract_start', 'Contract start', 'date', 'date'],
  ['demo_at', 'Demo at', 'datetime', 'date'],
  ['industry_tier', 'Industry tier', 'enumeration', 'select', { options: listOptions([['gold', 'Gold'], ['silver', 'Silver'], ['bronze', 'Bronze']]) }],
  ['interests', 'Interests', 'enumeration', 'checkbox', { options: listOptions([['product', 'Product news'], ['events', 'Events'], ['pricing', 'Pricing'], ['partners', 'Partner programme']]) }],
  ['customer_number', 'Customer number', 'string', 'text', { hasUniqueValue: true }],
  ['import_note', 'Import note', 'string', 'text', { hidden: true }],
];

/** HubSpot writes these itself. */
const readOnly: Row[] = [
  ['hs_object_id', 'Record ID', 'number', 'number'],
  ['createdate', 'Create Date', 'datetime', 'date'],
  ['lastmodifieddate', 'Last Modified Date', 'datetime', 'date'],
  ['hs_additional_emails', 'Additional email addresses', 'string', 'text'],
  ['hs_email_domain', 'Email Domain', 'string', 'text'],
  ['hs_location', 'Location', 'object_coordinates', 'text', { hidden: true }],
  ['hs_enrichment', 'Enrichment', 'json', 'text', { hidden: true }],
  ['hs_days_as_lead', 'Days as lead', 'any', 'calculation_equation', { calculated: true, calculationFormula: 'days_between(createdate, now())' }],
  ['num_notes', 'Number of Sales Activities', 'number', 'calculation_rollup', { calculated: true }],
];

const INSTALLED_AT = '2026-01-05T09:00:00.000Z';

/** A fresh account's contact properties: every line of HubSpot's table of types and field types occurs. */
export function standardProperties(): Property[] {
  const describe = ([name, label, type, fieldType, special]: Row, fixed: Partial<Property>) =>
    describeProperty({ name, label, type, fieldType, ...fixed, ...special }, INSTALLED_AT);
  const fixedDefinition = { archivable: false, readOnlyDefinition: true };
  return [
    ...ours.map((row) => describe(row, { hubspotDefined: true, modificationMetadata: { ...fixedDefinition, readOnlyValue: false } })),
    ...theirs.map((row) => describe(row, {})),
    ...readOnly.map((row) =>
      describe(row, { hubspotDefined: true, formField: false, modificationMetadata: { ...fixedDefinition, readOnlyValue: true } }),
    ),
  ];
}
