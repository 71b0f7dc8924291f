import type { CrmFieldType } from '../../crm-provider.ts';
import { entryOf } from '../../entry-of.ts';

const types: Readonly<Record<string, CrmFieldType>> = {
  string: 'STRING',
  id: 'STRING',
  reference: 'STRING',
  encryptedstring: 'STRING',
  combobox: 'STRING',
  anyType: 'STRING',
  time: 'STRING',
  textarea: 'TEXTAREA',
  int: 'NUMBER',
  long: 'NUMBER',
  double: 'NUMBER',
  currency: 'NUMBER',
  percent: 'NUMBER',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'DATE',
  email: 'EMAIL',
  phone: 'PHONE',
  url: 'URL',
  picklist: 'SELECT',
  multipicklist: 'SELECT',
};

/** Salesforce's type of a field as one of ours; UNKNOWN for what cannot be written (address, location, base64). */
export const fieldType = (type: string): CrmFieldType => entryOf(types, type) ?? 'UNKNOWN';
