import { invalidInput } from '../hubspot-error.ts';
import type { Contact, Sandbox } from '../state.ts';

/** The key of the index of holders. */
export const holderKey = (property: string, value: string) => `${property}\n${property === 'email' ? value.toLowerCase() : value}`;

/**
 * Whether the property names one contact at most. E-mail does, though its definition does not say `hasUniqueValue`:
 * that is why it may be looked up by but not be used in a batch update.
 */
export const isUnique = ({ properties }: Sandbox, name: string) =>
  name === 'email' || (properties.get(name)?.hasUniqueValue === true && !properties.get(name)?.archived);

/** The living contact with this record id, or with this value of a unique property. Strongly consistent. */
export function findContact(sandbox: Sandbox, key: string, idProperty?: string): Contact | undefined {
  if (idProperty === undefined || idProperty === 'hs_object_id') return living(sandbox.contacts.get(key));
  if (!isUnique(sandbox, idProperty)) throw invalidInput(`${idProperty} is not a unique property of 0-1`);
  const id = sandbox.holders.get(holderKey(idProperty, key));
  return id === undefined ? undefined : living(sandbox.contacts.get(id));
}

const living = (contact: Contact | undefined) => (contact?.archived ? undefined : contact);

/** All contacts outside the recycle bin, in the order of ids. */
export const livingContacts = ({ contacts }: Sandbox) => [...contacts.values()].filter(({ archived }) => !archived);
