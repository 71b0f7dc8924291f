import type { SyncFault, SyncFaultCode } from '../../crm-provider.ts';
import { entryOf } from '../../entry-of.ts';
import { quote } from '../../quote.ts';
import type { SalesforceError } from './error-body.ts';

interface Meaning {
  code: SyncFaultCode;
  /** `field` is the first that Salesforce names, or "a field". */
  hint: (field: string) => string;
  /** The field is not as it was when it was read. */
  property?: 'CHANGED';
}

const correct = (field: string): string => `Correct the value of ${field}, or what is mapped to it.`;

const value: Meaning = { code: 'VALIDATION', hint: correct };

const rule: Meaning = { code: 'VALIDATION', hint: () => 'Compare the values of the lead with the rules of the Salesforce organisation.' };

const noField: Meaning = { code: 'MAPPING', property: 'CHANGED', hint: () => 'Read the fields again and map to one that exists, and that the connected user may see.' };

const notAllowed: Meaning = { code: 'PERMISSION', hint: () => 'Connect Salesforce again as a user who may write these records, or take the field out of the mapping.' };

const duplicate: Meaning = { code: 'DUPLICATE', hint: () => 'Merge the records in Salesforce, or correct the lead.' };

const gone: Meaning = { code: 'NOT_FOUND', hint: () => 'Check that the record was not deleted in Salesforce.' };

const noObject: Meaning = { code: 'MAPPING', hint: () => 'Name the object as Salesforce does: Contact, Lead, or a custom object such as Project__c; the connected user must be allowed to see it.' };

const meanings: Readonly<Record<string, Meaning>> = {
  REQUIRED_FIELD_MISSING: { code: 'VALIDATION', hint: (field) => `Map something to ${field} that is never empty, or give the rule a default.` },
  STRING_TOO_LONG: value,
  INVALID_EMAIL_ADDRESS: { code: 'VALIDATION', hint: () => 'Correct the e-mail address of the lead.' },
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: { code: 'VALIDATION', property: 'CHANGED', hint: (field) => `Use one of the options that Salesforce lists for ${field}.` },
  NUMBER_OUTSIDE_VALID_RANGE: value,
  INVALID_TYPE_ON_FIELD_IN_RECORD: value,
  JSON_PARSER_ERROR: value,
  FIELD_INTEGRITY_EXCEPTION: rule,
  FIELD_CUSTOM_VALIDATION_EXCEPTION: rule,
  FIELD_FILTER_VALIDATION_EXCEPTION: rule,
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: rule,
  CANNOT_UPDATE_CONVERTED_LEAD: { code: 'VALIDATION', hint: () => 'A converted lead cannot be changed in Salesforce; sync contacts instead.' },
  INVALID_FIELD: noField,
  INVALID_FIELD_FOR_INSERT_UPDATE: noField,
  INSUFFICIENT_ACCESS: notAllowed,
  INSUFFICIENT_ACCESS_OR_READONLY: notAllowed,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: notAllowed,
  DUPLICATE_VALUE: duplicate,
  DUPLICATE_EXTERNAL_ID: duplicate,
  DUPLICATES_DETECTED: duplicate,
  ENTITY_IS_DELETED: gone,
  NOT_FOUND: gone,
  MALFORMED_ID: gone,
  INVALID_CROSS_REFERENCE_KEY: gone,
  INVALID_TYPE: noObject,
};

/** About the request as such, or about our own spelling of it: no row is to blame. */
const wholeRequest: ReadonlySet<string> = new Set(['INVALID_TYPE', 'MALFORMED_QUERY', 'EXCEEDED_ID_LIMIT', 'NOT_FOUND']);

export const isAboutValues = ({ code }: SalesforceError): boolean => !wholeRequest.has(code);

/** A reference to another record that is wrong is a value of this one. */
const isReference = ({ code, fields }: SalesforceError): boolean =>
  ['INVALID_CROSS_REFERENCE_KEY', 'MALFORMED_ID'].includes(code) && fields.some((name) => name.toLowerCase() !== 'id');

/** Without a list of fields it is only the words that name it. */
const unknownColumn = /^No such column '([A-Za-z][A-Za-z0-9_]{0,99})'/;

const fieldOf = ({ code, fields, message }: SalesforceError): string | undefined => {
  const named = fields[0] ?? (code === 'INVALID_FIELD' ? unknownColumn.exec(message)?.[1] : undefined);
  return named === undefined ? undefined : quote(named);
};

/** What Salesforce has against the values of a record; undefined for a code that is not known. */
export const rowFault = (error: SalesforceError): SyncFault | undefined => {
  const known = entryOf(meanings, error.code);
  if (!known) return undefined;
  const meaning = isReference(error) ? value : known;
  const field = fieldOf(error);
  return {
    code: meaning.code,
    message: `Salesforce refused the record: ${quote(error.message) || error.code}`,
    ...(field !== undefined && { field }),
    hint: meaning.hint(field ?? 'the field'),
    retryable: false,
    ...(meaning.property && { property: meaning.property }),
  };
};
