import { HUB_ID } from '../account.ts';
import type { Contact, Sandbox } from '../state.ts';

const ALWAYS = ['createdate', 'hs_object_id', 'lastmodifieddate'];
const DEFAULTS = [...ALWAYS, 'email', 'firstname', 'lastname'];

/** A contact as the API shows it: the default six or the asked properties, null where not set; unknown names are left out. */
export function showContact({ properties: known }: Sandbox, contact: Contact, asked?: readonly string[]) {
  const names = [...new Set(asked?.length ? [...ALWAYS, ...asked] : DEFAULTS)].filter((name) => known.get(name)?.archived === false).sort();
  return {
    id: contact.id,
    properties: Object.fromEntries(names.map((name) => [name, contact.properties[name] ?? null])),
    createdAt: new Date(contact.createdAt).toISOString(),
    updatedAt: new Date(contact.updatedAt).toISOString(),
    archived: contact.archived,
    url: `https://app.hubspot.com/contacts/${HUB_ID}/record/0-1/${contact.id}`,
  };
}

/** The answer to a write: the defaults and what was written. */
export const showWritten = (sandbox: Sandbox, contact: Contact, written: Readonly<Record<string, string>>) =>
  showContact(sandbox, contact, [...DEFAULTS, ...Object.keys(written)]);
