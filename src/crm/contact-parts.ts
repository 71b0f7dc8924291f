import type { ContactProperties, CrmField, CrmProvider } from './crm-provider.ts';

type NamingProvider = Pick<CrmProvider, 'defaultObject' | 'contactProperties' | 'contactPropertiesOf'>;

/** The properties that hold the parts of a contact in an object; `fields` reads what the account has there, where that decides. */
export const contactPartsOf = async (provider: NamingProvider, object: string, fields: () => Promise<readonly CrmField[]>): Promise<Partial<ContactProperties>> =>
  object === provider.defaultObject || !provider.contactPropertiesOf ? provider.contactProperties : provider.contactPropertiesOf(object, fields);
