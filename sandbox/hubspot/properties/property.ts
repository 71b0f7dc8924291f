export type Option = {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly description: string;
};

/** A property as the properties API shows it. */
export type Property = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly Option[];
  readonly displayOrder: number;
  readonly hasUniqueValue: boolean;
  readonly hidden: boolean;
  readonly formField: boolean;
  readonly calculated: boolean;
  readonly externalOptions: boolean;
  readonly hubspotDefined: boolean;
  readonly archived: boolean;
  readonly modificationMetadata: {
    readonly archivable: boolean;
    readonly readOnlyDefinition: boolean;
    readonly readOnlyValue: boolean;
  };
  readonly dataSensitivity: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly createdUserId: string;
  readonly updatedUserId: string;
  readonly referencedObjectType?: string;
  readonly textDisplayHint?: string;
  readonly numberDisplayHint?: string;
  readonly calculationFormula?: string;
};

type Essentials = Pick<Property, 'name' | 'label' | 'type' | 'fieldType'>;

/** A property from what is special about it. */
export const describeProperty = (special: Essentials & Partial<Property>, createdAt: string): Property => ({
  groupName: 'contactinformation',
  description: '',
  options: [],
  displayOrder: -1,
  hasUniqueValue: false,
  hidden: false,
  formField: true,
  calculated: false,
  externalOptions: false,
  hubspotDefined: false,
  archived: false,
  modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
  dataSensitivity: 'non_sensitive',
  createdAt,
  updatedAt: createdAt,
  createdUserId: '1234567',
  updatedUserId: '1234567',
  ...special,
});

/** Options in this order, from `[value, label]`. */
export const listOptions = (pairs: readonly (readonly [value: string, label: string])[]): Option[] =>
  pairs.map(([value, label], displayOrder) => ({ label, value, displayOrder, hidden: false, description: '' }));

export const isReadOnly = ({ calculated, modificationMetadata }: Property) =>
  calculated || modificationMetadata.readOnlyValue;
