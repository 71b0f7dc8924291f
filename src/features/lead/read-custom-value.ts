import { z } from 'zod';
import type { Faults } from '../../shared/check-input.ts';
import { cleanLine, cleanText } from '../../shared/clean-text.ts';
import { EMAIL_MAX, isEmail, phoneKey } from '../../shared/contact-keys.ts';
import type { CustomValue } from './lead.entity.ts';
import type { FieldType } from './lead-field.entity.ts';

/** Longest URL that browsers and proxies agree on. */
const URL_MAX = 2_048;

interface ValueField {
  /** `customFields.roofArea`, for the words of a refusal. */
  path: string;
  type: FieldType;
  options: readonly string[];
}

type Reader = (value: unknown, field: ValueField, faults: Faults) => CustomValue | null;

const refuse = ({ path }: ValueField, demand: string, faults: Faults): null => {
  faults.push({ field: path, code: 'TYPE_MISMATCH', message: `${path} must be ${demand}` });
  return null;
};

/** Text of a shape; `read` gives null for what does not have it. */
const text = (demand: string, read: (line: string, field: ValueField) => string | null, max?: number): Reader =>
  (value, field, faults) => {
    if (typeof value !== 'string') return refuse(field, demand, faults);
    const line = cleanLine(value, { field: field.path, ...(max === undefined ? {} : { max }) }, faults);
    return line === null ? null : (read(line, field) ?? refuse(field, demand, faults));
  };

const isoDate = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const webUrl = (line: string): string | null => (['http:', 'https:'].includes(URL.parse(line)?.protocol ?? '') ? line : null);

const readers: Readonly<Record<FieldType, Reader>> = {
  TEXT: text('a text', (line) => line),
  TEXTAREA: (value, field, faults) =>
    typeof value === 'string' ? cleanText(value, { field: field.path }, faults) : refuse(field, 'a text', faults),
  // JSON's 1e999 is Infinity here and its -0 comes back as 0: neither can be stored.
  NUMBER: (value, field, faults) => (typeof value === 'number' && Number.isFinite(value) ? value + 0 : refuse(field, 'a number', faults)),
  BOOLEAN: (value, field, faults) => (typeof value === 'boolean' ? value : refuse(field, 'true or false', faults)),
  DATE: text('a day or a moment in ISO 8601, as 2026-11-21', (line) => (isoDate.safeParse(line).success ? line : null)),
  EMAIL: text('an e-mail address, as ada@example.com', (line) => (isEmail(line) ? line : null), EMAIL_MAX),
  PHONE: text('a telephone number with its country code, as +4930901820', phoneKey),
  URL: text('an http or https URL', webUrl, URL_MAX),
  SELECT: text('one of the options of the field', (line, { options }) => (options.includes(line) ? line : null)),
};

/** A value of a defined field as it is stored; null for an empty text, or with a fault. */
export const readCustomValue: Reader = (value, field, faults) => readers[field.type](value, field, faults);

/** A value of a field that nobody has defined: any JSON scalar. */
export const readFreeValue = (value: unknown, path: string, faults: Faults): CustomValue | null => {
  const type = { string: 'TEXTAREA', number: 'NUMBER', boolean: 'BOOLEAN' } as const;
  const kind = typeof value;
  const field = { path, options: [], type: kind === 'string' || kind === 'number' || kind === 'boolean' ? type[kind] : ('TEXT' as const) };
  return kind === 'object' || kind === 'undefined' ? refuse(field, 'a text, a number, true or false', faults) : readCustomValue(value, field, faults);
};
