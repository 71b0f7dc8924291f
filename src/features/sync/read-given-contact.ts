import type { ContactPart, ContactProperties, CrmProperties, CrmProvider } from '../../crm/crm-provider.ts';
import { checkInput, type Faults } from '../../shared/check-input.ts';
import { cleanLine, cleanText } from '../../shared/clean-text.ts';
import { EMAIL_MAX, emailKey, isEmail } from '../../shared/contact-keys.ts';
import { providerNames } from '../credential/index.ts';
import type { GivenContact } from './sync-state.entity.ts';

/** A contact in the words that are the same for every CRM. */
export interface ContactInput extends Partial<Record<ContactPart, string | null>> {
  /** By the CRM's own property names. */
  customFields?: Record<string, unknown> | null;
}

/** Most custom fields of one contact, and most values of one of them. */
const FIELDS_MAX = 100;
const VALUES_MAX = 100;

const parts: readonly ContactPart[] = ['email', 'firstName', 'lastName', 'company', 'phone'];
/** How CRMs name properties. */
const propertyName = /^\w{1,100}$/;

const readPart = (part: ContactPart, text: string, faults: Faults): string | null => {
  const field = `contact.${part}`;
  const line = cleanLine(text, part === 'email' ? { field, max: EMAIL_MAX } : { field }, faults);
  if (part !== 'email' || line === null || isEmail(line)) return line;
  faults.push({ field, code: 'EMAIL_INVALID', message: `${field} must be an e-mail address, as ada@example.com` });
  return null;
};

/** Where a contact goes. */
interface Place {
  provider: Pick<CrmProvider, 'name'>;
  object: string;
  /** The properties that hold its parts there. */
  parts: Partial<ContactProperties>;
}

const readParts = ({ parts: properties, provider: { name }, object }: Place, input: ContactInput, faults: Faults): [string, string][] =>
  parts.flatMap((part) => {
    const value = readPart(part, input[part] ?? '', faults);
    if (value === null) return [];
    const property = properties[part];
    if (property !== undefined) return [[property, value]];
    faults.push({ field: `contact.${part}`, code: 'NOT_SUPPORTED', message: `${object} of ${providerNames[name]} has no ${part} that is known as such: leave it out, or give the property that holds it there in contact.customFields` });
    return [];
  });

/** A value that is nothing is null: a directly given contact blanks nothing out. */
const readValue = (value: unknown, field: string, faults: Faults): unknown => {
  if (value === null || value === undefined || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value ?? null;
  if (typeof value === 'string') return cleanText(value, { field }, faults);
  if (Array.isArray(value) && value.length <= VALUES_MAX && value.every((item) => typeof item === 'string')) {
    const texts = value.flatMap((item) => cleanLine(item, { field }, faults) ?? []);
    return texts.length === 0 ? null : texts;
  }
  faults.push({ field, code: 'VALUE_INVALID', message: `${field} must be a text, a number, true, false, or a list of at most ${VALUES_MAX} texts` });
  return null;
};

const readCustom = ({ parts: properties }: Place, fields: Record<string, unknown>, faults: Faults): [string, unknown][] => {
  const entries = Object.entries(fields);
  if (entries.length > FIELDS_MAX) faults.push({ field: 'contact.customFields', code: 'TOO_MANY', message: `contact.customFields takes at most ${FIELDS_MAX} fields` });
  return entries.slice(0, FIELDS_MAX).flatMap(([property, given]): [string, unknown][] => {
    if (!propertyName.test(property)) {
      faults.push({ field: 'contact.customFields', code: 'NAME_INVALID', message: 'contact.customFields is keyed by the names of the CRM\'s properties: letters, digits and underscores' });
      return [];
    }
    const field = `contact.customFields.${property}`;
    const part = parts.find((candidate) => properties[candidate] === property);
    if (part !== undefined) faults.push({ field, code: 'CONTRADICTION', message: `Give ${property} as contact.${part}` });
    const value = readValue(given, field, faults);
    return value === null ? [] : [[property, value]];
  });
};

/** Checks a contact and spells it as the CRM does. @throws AppError BAD_USER_INPUT with all that is wrong with it */
export const readGivenContact = (place: Place, input: ContactInput): GivenContact =>
  checkInput((faults) => {
    const properties: CrmProperties = Object.fromEntries([...readParts(place, input, faults), ...readCustom(place, input.customFields ?? {}, faults)]);
    if (faults.length === 0 && Object.keys(properties).length === 0)
      faults.push({ field: 'contact', code: 'REQUIRED', message: 'contact is empty: give at least an e-mail address' });
    const email = properties[place.parts.email ?? ''];
    return { emailKey: typeof email === 'string' ? emailKey(email) : null, object: place.object, properties };
  });
