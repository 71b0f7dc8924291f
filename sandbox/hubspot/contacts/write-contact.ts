import { isReadOnly } from '../properties/property.ts';
import { LIFECYCLE_STAGES } from '../properties/standard-properties.ts';
import type { Contact, Sandbox } from '../state.ts';
import type { Values } from './check-properties.ts';
import { storeContact } from './store-contact.ts';

/** A new contact of checked values. `lagMs` is how long search does not see it. */
export function createContact(sandbox: Sandbox, values: Values, lagMs?: number): Contact {
  const id = String(sandbox.nextContactId++);
  const now = Date.now();
  const createdate = new Date(now).toISOString();
  const own = { createdate, hs_object_id: id, lastmodifieddate: createdate };
  const contact = { id, properties: { ...withoutEmpty(values), ...own }, createdAt: now, updatedAt: now, archived: false };
  return storeContact(sandbox, contact, lagMs);
}

/** Changes just the given, checked values. */
export function updateContact(sandbox: Sandbox, contact: Contact, values: Values): Contact {
  const now = Date.now();
  const forward = { ...values, ...heldStage(contact, values) };
  const properties = withoutEmpty({ ...contact.properties, ...forward, lastmodifieddate: new Date(now).toISOString() });
  return storeContact(sandbox, { ...contact, properties, updatedAt: now });
}

/** The trap of an upsert by e-mail: it is not partial, so what the input leaves out is unset. */
export function overwriteContact(sandbox: Sandbox, contact: Contact, values: Values): Contact {
  const leftOut = Object.keys(contact.properties).filter((name) => {
    const property = sandbox.properties.get(name);
    return name !== 'email' && property && !isReadOnly(property);
  });
  return updateContact(sandbox, contact, { ...Object.fromEntries(leftOut.map((name) => [name, ''])), ...values });
}

/** Moves a contact to the recycle bin. */
export function archiveContact(sandbox: Sandbox, contact: Contact): void {
  storeContact(sandbox, { ...contact, archived: true, updatedAt: Date.now() });
}

const withoutEmpty = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** The lifecycle stage only moves forward: a step back is taken without a word and changes nothing. Clearing works. */
function heldStage({ properties }: Contact, values: Values): Values {
  const [before, after] = [properties['lifecyclestage'], values['lifecyclestage']];
  if (before === undefined || after === undefined || after === '') return {};
  const rank = (stage: string) => LIFECYCLE_STAGES.findIndex(([value]) => value === stage);
  return rank(after) < rank(before) ? { lifecyclestage: before } : {};
}
