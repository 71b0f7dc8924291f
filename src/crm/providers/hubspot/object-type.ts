/** HubSpot's number for contacts, as the addresses of its pages spell it. No other object is taken (docs/decisions/0024). */
const CONTACTS = '0-1';

export const objectTypeId = (object: string): string => (object === 'contacts' ? CONTACTS : object);

/** Only contacts are found by their e-mail, and hold each e-mail once. */
export const isContacts = (object: string): boolean => objectTypeId(object) === CONTACTS;
