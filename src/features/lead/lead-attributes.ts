import type { Faults } from '../../shared/check-input.ts';
import { cleanLine } from '../../shared/clean-text.ts';
import { EMAIL_MAX, emailKey, isEmail, phoneKey } from '../../shared/contact-keys.ts';
import type { LeadStatus } from './lead.entity.ts';

/** Built-in attributes as callers give them: an absent one stays as it is, null clears. */
export interface AttributesInput {
  title?: string | null;
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  company?: string | null;
  status?: LeadStatus | null;
  source?: string | null;
}

/** The same as they are stored; only what was given. */
export interface Attributes {
  title?: string | null;
  name?: string | null;
  email?: string | null;
  emailKey?: string | null;
  phone?: string | null;
  company?: string | null;
  status?: LeadStatus;
  source?: string | null;
}

const cleanEmail = (text: string, faults: Faults): string | null => {
  const email = cleanLine(text, { field: 'email', max: EMAIL_MAX }, faults);
  if (email === null || isEmail(email)) return email;
  faults.push({ field: 'email', code: 'EMAIL_INVALID', message: 'email must be an e-mail address, as ada@example.com' });
  return null;
};

const cleanPhone = (text: string, faults: Faults): string | null => {
  const phone = cleanLine(text, { field: 'phone' }, faults);
  const number = phone === null ? null : phoneKey(phone);
  if (phone !== null && number === null)
    faults.push({ field: 'phone', code: 'PHONE_INVALID', message: 'phone must be a telephone number with its country code, as +4930901820' });
  return number;
};

/** Checks and normalises what was given; an empty text is no value, as null. */
export const readAttributes = (input: AttributesInput, faults: Faults): Attributes => {
  const attributes: Attributes = {};
  for (const field of ['title', 'name', 'company', 'source'] as const) {
    const text = input[field];
    if (text !== undefined) attributes[field] = text === null ? null : cleanLine(text, { field }, faults);
  }
  if (input.email !== undefined) {
    attributes.email = input.email === null ? null : cleanEmail(input.email, faults);
    attributes.emailKey = attributes.email === null ? null : emailKey(attributes.email);
  }
  if (input.phone !== undefined) attributes.phone = input.phone === null ? null : cleanPhone(input.phone, faults);
  if (input.status === null) faults.push({ field: 'status', code: 'REQUIRED', message: 'status cannot be cleared' });
  else if (input.status !== undefined) attributes.status = input.status;
  return attributes;
};
