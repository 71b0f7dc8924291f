import { describeField, type Field } from './field.ts';

export type SObject = {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  /** The first three characters of the ids of its records. */
  readonly keyPrefix: string;
  /** Set-up objects are there to be read only. */
  readonly createable: boolean;
  /** By the name in small letters: the API does not mind the case. */
  readonly fields: ReadonlyMap<string, Field>;
};

/** What is special about a field, in the order of a list. */
export type Row = readonly [name: string, label: string, type: Field['type'], special?: Partial<Field>];

export const READ_ONLY = { createable: false, updateable: false } as const;
export const REQUIRED = { nillable: false } as const;
const SYSTEM = { ...READ_ONLY, nillable: false, defaultedOnCreate: true, permissionable: false } as const;

const systemFields: Row[] = [
  ['IsDeleted', 'Deleted', 'boolean', SYSTEM],
  ['CreatedDate', 'Created Date', 'datetime', SYSTEM],
  ['CreatedById', 'Created By ID', 'reference', { ...SYSTEM, referenceTo: ['User'], relationshipName: 'CreatedBy' }],
  ['LastModifiedDate', 'Last Modified Date', 'datetime', SYSTEM],
  ['LastModifiedById', 'Last Modified By ID', 'reference', { ...SYSTEM, referenceTo: ['User'], relationshipName: 'LastModifiedBy' }],
  ['SystemModstamp', 'System Modstamp', 'datetime', SYSTEM],
];

export const OWNER: Row = ['OwnerId', 'Owner ID', 'reference', { nillable: false, defaultedOnCreate: true, referenceTo: ['User'], relationshipName: 'Owner' }];

type Head = Pick<SObject, 'name' | 'label' | 'labelPlural' | 'keyPrefix'> & { readonly createable?: boolean };

/** An object with these fields and those that every object has. */
export function defineObject(head: Head, rows: readonly Row[]): SObject {
  const id: Row = ['Id', `${head.label} ID`, 'id', { ...SYSTEM, idLookup: true, caseSensitive: false }];
  const fields = [id, ...rows, ...systemFields].map(([name, label, type, special]) => describeField({ name, label, type, ...special }));
  return { createable: true, ...head, fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])) };
}

export const fieldOf = ({ fields }: SObject, name: string): Field | undefined => fields.get(name.toLowerCase());

/** The object with this field added, or in place of the one of its name. */
export const withField = (object: SObject, field: Field): SObject => ({ ...object, fields: new Map([...object.fields, [field.name.toLowerCase(), field]]) });

export const withoutField = (object: SObject, name: string): SObject => ({
  ...object,
  fields: new Map([...object.fields].filter(([key]) => key !== name.toLowerCase())),
});
