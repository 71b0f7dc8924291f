import { CrmError } from '../../crm-provider.ts';

/** `Contact`, `Project__c`, `acme__Project__c`: nothing that could climb out of a path or a query. */
const OBJECT_NAME = /^[A-Za-z][A-Za-z0-9_]{0,79}$/;

const CUSTOM_OBJECT = /^[A-Za-z](?:[A-Za-z0-9]|_(?=[A-Za-z0-9_]))*__c$/;

/** Whether leads may become records of an object: people, or what a customer has made for them. */
export const takesObject = (object: string): boolean =>
  object === 'Contact' || object === 'Lead' || (OBJECT_NAME.test(object) && CUSTOM_OBJECT.test(object));

/** @throws CrmError MAPPING for what can be no object's name */
export const named = (object: string): string => {
  if (OBJECT_NAME.test(object)) return object;
  throw new CrmError(
    {
      code: 'MAPPING',
      message: 'The mapping names an object that Salesforce cannot have.',
      hint: 'Name it as Salesforce does: Contact, Lead, or the API name of a custom object such as Project__c.',
      retryable: false,
    },
    { undone: true },
  );
};
