import type { CrmFieldType } from '../../crm/crm-provider.ts';
import { isEmail } from '../../shared/contact-keys.ts';

/** A value in the target's type, or why it is none, as the end of a sentence. */
export type Spelled = { value: unknown } | { problem: string };

const number = /^[+-]?\d{1,300}(\.\d{1,300})?$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Text, or what is written as text; null for what is neither, and for text that no store and no CRM takes. */
export const asText = (value: unknown): string | null => {
  if (typeof value === 'string') return isText(value) ? value : null;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) ? String(value) : null;
};

/** Rolled over where there is no such day: the 30th of February reads back as the 2nd of March. */
const isDay = (text: string): boolean => {
  const read = new Date(text.slice(0, 10));
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text.slice(0, 10));
};

const spellText = (value: unknown): Spelled => {
  const text = asText(value);
  return text === null ? { problem: 'is not text' } : { value: text };
};

const spellEmail = (value: unknown): Spelled =>
  typeof value === 'string' && isEmail(value.trim()) ? { value: value.trim() } : { problem: 'is not an e-mail address' };

const spellNumber = (value: unknown): Spelled => {
  const read = typeof value === 'string' && number.test(value.trim()) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? { value: read } : { problem: 'is not a number' };
};

const spellBoolean = (value: unknown): Spelled => {
  if (value === true || value === 'true') return { value: true };
  return value === false || value === 'false' ? { value: false } : { problem: 'is neither true nor false' };
};

const spellDate = (value: unknown): Spelled =>
  typeof value === 'string' && (day.test(value) || moment.test(value)) && isDay(value)
    ? { value }
    : { problem: 'is not a date such as 2026-11-21 or 2026-11-21T09:30:00Z' };

const spellOptions = (value: unknown): Spelled => {
  if (!Array.isArray(value)) return spellText(value);
  const texts = value.map(asText);
  return texts.includes(null) ? { problem: 'is not a list of options' } : { value: texts };
};

/** A value of a lead, or a rule's default, in the JSON type that a CRM's property takes. `null`: the type is not known. */
export const spellValue = (value: unknown, type: CrmFieldType | null): Spelled => {
  switch (type) {
    case 'STRING':
    case 'TEXTAREA':
    case 'PHONE':
    case 'URL':
      return spellText(value);
    case 'EMAIL':
      return spellEmail(value);
    case 'NUMBER':
      return spellNumber(value);
    case 'BOOLEAN':
      return spellBoolean(value);
    case 'DATE':
      return spellDate(value);
    case 'SELECT':
      return spellOptions(value);
    case 'UNKNOWN':
      return { problem: 'cannot be written, since the type of the property is not known' };
    case null:
      return { value };
  }
};

/** Nothing to send, and nothing worth keeping: absent, blank, or an empty list. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
