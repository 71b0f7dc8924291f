import { contactExists, invalidProperties } from '../hubspot-error.ts';
import type { Contact, Sandbox } from '../state.ts';
import { holderKey, isUnique } from './find-contact.ts';

/** Puts this state of a contact in place of the one before; search sees it after the lag. Throws 409 for a taken e-mail. */
export function storeContact(sandbox: Sandbox, contact: Contact, lagMs = sandbox.settings.searchLagMs): Contact {
  const held = contact.archived ? [] : keysOf(sandbox, contact);
  for (const { name, key } of held) {
    const holder = sandbox.holders.get(key);
    if (holder === undefined || holder === contact.id) continue;
    if (name === 'email') throw contactExists(holder);
    throw invalidProperties([{ name, error: 'CONFLICTING_UNIQUE_VALUE', message: `${name} is already the value of contact ${holder}` }]);
  }
  const before = sandbox.contacts.get(contact.id);
  if (before) for (const { key } of keysOf(sandbox, before)) sandbox.holders.delete(key);
  for (const { key } of held) sandbox.holders.set(key, contact.id);
  sandbox.contacts.set(contact.id, contact);
  sandbox.unindexed.push({ visibleAt: Date.now() + lagMs, contact });
  return contact;
}

/** The unique values of a contact: e-mail, additional e-mails, and those of custom unique properties. */
function keysOf(sandbox: Sandbox, { properties }: Contact): { name: string; key: string }[] {
  const additional = (properties['hs_additional_emails'] ?? '').split(';').filter((email) => email !== '');
  return [
    ...Object.entries(properties).filter(([name]) => isUnique(sandbox, name)),
    ...additional.map((email) => ['email', email] as const),
  ].map(([name, value]) => ({ name, key: holderKey(name, value) }));
}

/** Runs `work`; when it throws, every contact is as it was. */
export function allOrNothing<T>(sandbox: Sandbox, work: () => T): T {
  const { contacts, holders, unindexed } = sandbox;
  sandbox.contacts = new Map(contacts);
  sandbox.holders = new Map(holders);
  sandbox.unindexed = [...unindexed];
  try {
    return work();
  } catch (error) {
    Object.assign(sandbox, { contacts, holders, unindexed });
    throw error;
  }
}
