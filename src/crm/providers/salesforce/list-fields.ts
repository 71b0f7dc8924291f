import type { CrmField } from '../../crm-provider.ts';
import type { SalesforceCall } from './call.ts';
import { describeObject, type DescribedField } from './describe-object.ts';
import { fieldType } from './field-type.ts';

/** Files are no values of a lead. */
const LEFT_OUT = 'base64';

const toField = (read: DescribedField): CrmField => {
  const type = fieldType(read.type);
  const computed = read.calculated || read.autoNumber;
  return {
    name: read.name,
    label: read.label || read.name,
    type,
    // A check box is never empty. What a layout or a validation rule asks for beside it is not to be seen here.
    required: !read.nillable && read.createable && !read.defaultedOnCreate && type !== 'BOOLEAN',
    readOnly: computed || (!read.createable && !read.updateable) || type === 'UNKNOWN',
    // An external id, or what records are looked up by, may stand on several: only this flag is a promise.
    unique: read.unique || read.type === 'id',
    description: read.inlineHelpText || null,
    options: (read.picklistValues ?? []).filter(({ active }) => active).map(({ value, label }) => ({ value, label: label || value })),
  };
};

/** The fields of an object, as they are now. */
export const listFields = async (call: SalesforceCall, object: string): Promise<CrmField[]> => {
  const { fields } = await describeObject(call, object);
  return fields.filter(({ type }) => type !== LEFT_OUT).map(toField);
};
