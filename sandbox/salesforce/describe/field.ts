import { z } from 'zod';

export const FIELD_TYPES = [
  'string', 'id', 'reference', 'encryptedstring', 'combobox', 'anyType', 'textarea', 'int', 'long', 'double', 'currency', 'percent',
  'boolean', 'date', 'datetime', 'time', 'email', 'phone', 'url', 'picklist', 'multipicklist', 'address', 'location', 'base64',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

const picklistValue = z.object({
  active: z.boolean().default(true),
  defaultValue: z.boolean().default(false),
  label: z.string(),
  value: z.string(),
  validFor: z.string().nullable().default(null),
});

/** A field as describe shows it. */
export const fieldShape = z.object({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/),
  label: z.string(),
  type: z.enum(FIELD_TYPES),
  soapType: z.string(),
  length: z.int(),
  byteLength: z.int(),
  precision: z.int(),
  scale: z.int(),
  digits: z.int(),
  nillable: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  defaultedOnCreate: z.boolean(),
  defaultValue: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  calculated: z.boolean(),
  autoNumber: z.boolean(),
  externalId: z.boolean(),
  idLookup: z.boolean(),
  unique: z.boolean(),
  caseSensitive: z.boolean(),
  custom: z.boolean(),
  nameField: z.boolean(),
  filterable: z.boolean(),
  sortable: z.boolean(),
  groupable: z.boolean(),
  encrypted: z.boolean(),
  permissionable: z.boolean(),
  deprecatedAndHidden: z.boolean(),
  picklistValues: z.array(picklistValue),
  restrictedPicklist: z.boolean(),
  dependentPicklist: z.boolean(),
  controllerName: z.string().nullable(),
  referenceTo: z.array(z.string()),
  relationshipName: z.string().nullable(),
  compoundFieldName: z.string().nullable(),
  htmlFormatted: z.boolean(),
  extraTypeInfo: z.string().nullable(),
  inlineHelpText: z.string().nullable(),
});

export type Field = z.output<typeof fieldShape>;

const TEXTS: Readonly<Partial<Record<FieldType, number>>> = {
  string: 255, textarea: 255, email: 80, phone: 40, url: 255, id: 18, reference: 18, picklist: 255, multipicklist: 4099, combobox: 255,
  encryptedstring: 175, anyType: 255,
};

const SOAP_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'tns:ID', reference: 'tns:ID', int: 'xsd:int', long: 'xsd:long', double: 'xsd:double', currency: 'xsd:double', percent: 'xsd:double',
  boolean: 'xsd:boolean', date: 'xsd:date', datetime: 'xsd:dateTime', time: 'xsd:time', address: 'urn:address', location: 'urn:location',
  base64: 'xsd:base64Binary', anyType: 'xsd:anyType',
};

const BYTES_PER_CHARACTER = 3;

/** Longer texts can neither be filtered nor sorted by. */
const LONGEST_FILTERED = 255;

/** A field from what is special about it. */
export function describeField(special: Pick<Field, 'name' | 'label' | 'type'> & Partial<Field>): Field {
  const { type } = special;
  const length = special.length ?? TEXTS[type] ?? 0;
  const isNumber = ['double', 'currency', 'percent'].includes(type);
  const isPlain = !(type === 'textarea' && length > LONGEST_FILTERED) && !['address', 'location', 'base64', 'encryptedstring'].includes(type);
  return {
    soapType: SOAP_TYPES[type] ?? 'xsd:string',
    length,
    byteLength: length * BYTES_PER_CHARACTER,
    precision: isNumber ? 18 : 0,
    scale: isNumber ? 2 : 0,
    digits: type === 'int' ? 9 : 0,
    nillable: type !== 'boolean',
    createable: true,
    updateable: true,
    // A check box that is left out is not ticked.
    defaultedOnCreate: type === 'boolean',
    defaultValue: type === 'boolean' ? false : null,
    calculated: false,
    autoNumber: false,
    externalId: false,
    idLookup: false,
    unique: false,
    caseSensitive: false,
    custom: special.name.endsWith('__c'),
    nameField: false,
    filterable: isPlain,
    sortable: isPlain && type !== 'multipicklist',
    groupable: isPlain,
    encrypted: type === 'encryptedstring',
    permissionable: true,
    deprecatedAndHidden: false,
    picklistValues: [],
    restrictedPicklist: false,
    dependentPicklist: false,
    controllerName: null,
    referenceTo: [],
    relationshipName: null,
    compoundFieldName: null,
    htmlFormatted: false,
    extraTypeInfo: null,
    inlineHelpText: null,
    ...special,
  };
}

/** Values of a pick list, of which the first may be the one that a new record gets. */
export const listValues = (values: readonly string[], firstIsDefault = false) =>
  values.map((value, index) => ({ active: true, defaultValue: firstIsDefault && index === 0, label: value, value, validFor: null }));

export const isReadOnly = ({ createable, updateable }: Field) => !createable && !updateable;

/** Whether a new record must have it. */
export const isRequired = ({ nillable, createable, defaultedOnCreate }: Field) => !nillable && createable && !defaultedOnCreate;
