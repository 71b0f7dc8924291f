import type { ContactProperties, CrmField } from '../../crm-provider.ts';
import { emailAmong } from './describe-object.ts';

/** A contact's company is a record of its own, its Account: no text of the contact holds it. */
export const contactProperties = { email: 'Email', firstName: 'FirstName', lastName: 'LastName', phone: 'Phone' };

/** A lead has its company in itself. */
const ofLeads = { ...contactProperties, company: 'Company' };

/**
 * The parts of a contact in an object other than Contact. What its owners call their fields is for them to say, but for
 * the e-mail, by which records are found: it is the same field here as there.
 */
export const contactPropertiesOf = async (object: string, fields: () => Promise<readonly CrmField[]>): Promise<Partial<ContactProperties>> => {
  if (object === 'Lead') return ofLeads;
  const email = emailAmong((await fields()).filter(({ type }) => type === 'EMAIL'));
  return email ? { email: email.name } : {};
};
