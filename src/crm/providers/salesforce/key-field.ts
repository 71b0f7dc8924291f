import type { DescribedField, DescribedObject } from './describe-object.ts';

/** What our keys take, with room to grow; a shorter field would refuse them. */
export const KEY_LENGTH = 60;

/**
 * The field that holds our key of a record, where the object has it as it must be: Salesforce itself then sees to it
 * that a record is made once, however often and from however many places it is asked for.
 */
export const keyFieldOf = (object: DescribedObject, externalIdField: string): DescribedField | undefined => {
  const field = object.field(externalIdField);
  const isFit = field?.type === 'string' && field.externalId && field.unique && field.createable && (field.length ?? KEY_LENGTH) >= KEY_LENGTH;
  return isFit ? field : undefined;
};
