import { entryOf } from '../../entry-of.ts';

/** HubSpot's numbers for the objects that have a name. */
const typeIds: Readonly<Record<string, string>> = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
  tasks: '0-27',
  notes: '0-46',
  leads: '0-136',
};

/** Custom objects are known by their number already. */
export const objectTypeId = (object: string): string => entryOf(typeIds, object) ?? object;

/** Only contacts are found by their e-mail, and hold each e-mail once. */
export const isContacts = (object: string): boolean => objectTypeId(object) === '0-1';
