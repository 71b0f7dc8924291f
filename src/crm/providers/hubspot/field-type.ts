import type { CrmFieldType } from '../../crm-provider.ts';
import { entryOf } from '../../entry-of.ts';

/** What HubSpot says of a property that decides its type. */
export interface TypedProperty {
  name: string;
  type: string;
  fieldType?: string | null | undefined;
  textDisplayHint?: string | null | undefined;
}

const plainTypes: Readonly<Record<string, CrmFieldType>> = {
  textarea: 'TEXTAREA',
  number: 'NUMBER',
  bool: 'BOOLEAN',
  date: 'DATE',
  datetime: 'DATE',
  phone_number: 'PHONE',
};

const textFieldTypes: Readonly<Record<string, CrmFieldType>> = {
  textarea: 'TEXTAREA',
  html: 'TEXTAREA',
  phonenumber: 'PHONE',
};

const textHints: Readonly<Record<string, CrmFieldType>> = {
  email: 'EMAIL',
  phone_number: 'PHONE',
  domain_name: 'URL',
};

/** HubSpot has no type for these two; everyone knows them by name. */
const textNames: Readonly<Record<string, CrmFieldType>> = { email: 'EMAIL', website: 'URL' };

/** HubSpot's `type` and `fieldType` as one of ours; UNKNOWN for what cannot be written (any, json, coordinates). */
export const fieldType = ({ name, type, fieldType: form, textDisplayHint }: TypedProperty): CrmFieldType => {
  if (type === 'string') return entryOf(textNames, name) ?? entryOf(textFieldTypes, form) ?? entryOf(textHints, textDisplayHint) ?? 'STRING';
  if (type === 'enumeration') return form === 'booleancheckbox' ? 'BOOLEAN' : 'SELECT';
  return entryOf(plainTypes, type) ?? 'UNKNOWN';
};
