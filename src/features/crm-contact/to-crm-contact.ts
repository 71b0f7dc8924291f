import type { ContactPart, ContactProperties, CrmProperties, CrmRecord } from '../../crm/crm-provider.ts';

/** A contact in words that are the same for every CRM. */
export interface CrmContact extends Record<ContactPart, string | null> {
  id: string;
  customFields: CrmProperties;
  /** All that was read, as the CRM names it. */
  raw: CrmProperties;
}

const asText = (value: unknown): string | null => {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
};

/** A CRM's record as a contact; `others` are the properties that are shown beside the known parts. */
export const toCrmContact = ({ externalId, properties }: CrmRecord, parts: Partial<ContactProperties>, others: readonly string[]): CrmContact => {
  const read = (part: ContactPart): string | null => {
    const property = parts[part];
    return property === undefined ? null : asText(properties[property]);
  };
  return {
    id: externalId,
    email: read('email'),
    firstName: read('firstName'),
    lastName: read('lastName'),
    company: read('company'),
    phone: read('phone'),
    customFields: Object.fromEntries(others.map((name) => [name, properties[name] ?? null])),
    raw: properties,
  };
};
