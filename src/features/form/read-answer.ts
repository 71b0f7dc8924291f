import type { Faults } from '../../shared/check-input.ts';
import { cleanLine, cleanText } from '../../shared/clean-text.ts';
import { EMAIL_MAX, isEmail, phoneKey } from '../../shared/contact-keys.ts';
import type { FieldType, FormField } from './form.entity.ts';
import { PHONE_MAX, URL_MAX } from './form.limits.ts';
import { readDate } from './read-date.ts';

/** What a question was answered with. */
export type Answer = string | number | boolean;

type Reader = (value: unknown, field: FormField, faults: Faults) => Answer | null;

const refuse = ({ name, label }: FormField, code: string, demand: string, faults: Faults): null => {
  faults.push({ field: name, code, message: `${label}: ${demand}` });
  return null;
};

/** Cleaned text without the cleaner's words, which speak of the field by its name instead of its label. */
const readText = (value: unknown, field: FormField, faults: Faults, clean: typeof cleanLine, max?: number): string | null => {
  if (typeof value !== 'string') return refuse(field, 'TYPE_MISMATCH', 'this must be one text', faults);
  const found: Faults = [];
  const cleaned = clean(value, { field: field.label, ...(max === undefined ? {} : { max }) }, found);
  faults.push(...found.map((fault) => ({ ...fault, field: field.name })));
  return cleaned;
};

/** Text that must have a shape: `parse` gives null for what has it not. */
const shaped = (code: string, demand: string, max: number, parse: (line: string) => Answer | null): Reader =>
  (value, field, faults) => {
    const line = readText(value, field, faults, cleanLine, max);
    return line === null ? null : (parse(line) ?? refuse(field, code, demand, faults));
  };

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
const DECIMAL_MAX = 40;
const NUMBER_DEMAND = 'this must be a number, as 42 or 3.5';

/** Beyond the safe integers a number would be stored as another one. */
const safeNumber = (number: number): number | null => (Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : null);

const readNumber: Reader = (value, field, faults) =>
  typeof value === 'number'
    ? (safeNumber(value) ?? refuse(field, 'NUMBER_INVALID', NUMBER_DEMAND, faults))
    : shaped('NUMBER_INVALID', NUMBER_DEMAND, DECIMAL_MAX, (line) => (decimal.test(line) ? safeNumber(Number(line)) : null))(value, field, faults);

/** How HTML forms and people write it; `on` is a ticked box. */
const words = new Map([['on', true], ['true', true], ['yes', true], ['1', true], ['off', false], ['false', false], ['no', false], ['0', false]]);

const readBoolean: Reader = (value, field, faults) =>
  typeof value === 'boolean'
    ? value
    : shaped('TYPE_MISMATCH', 'this must be true or false', DECIMAL_MAX, (line) => words.get(line.toLowerCase()) ?? null)(value, field, faults);

const readOption: Reader = (value, field, faults) => {
  const line = readText(value, field, faults, cleanLine);
  if (line === null || field.options.includes(line)) return line;
  return refuse(field, 'OPTION_UNKNOWN', 'choose one of the answers that are offered', faults);
};

const webUrl = (line: string): string | null => {
  const url = URL.parse(line);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
};

/** Digits and what people put between them. */
const phoneShape = /^\+?[\d\s()./-]+$/;
const DIGITS_MIN = 4;

/** In E.164 where the country is known; otherwise as it was written, since a lead is worth more than its spelling. */
const dialable = (line: string): string | null =>
  phoneKey(line) ?? (phoneShape.test(line) && line.replace(/\D/g, '').length >= DIGITS_MIN ? line : null);

/** How a value is read as an answer of a type; null when it is empty, or with a fault. */
export const answerReaders: Readonly<Record<FieldType, Reader>> = {
  TEXT: (value, field, faults) => readText(value, field, faults, cleanLine),
  TEXTAREA: (value, field, faults) => readText(value, field, faults, cleanText),
  NUMBER: readNumber,
  BOOLEAN: readBoolean,
  DATE: shaped('DATE_INVALID', 'this must be a date, as 2026-11-21', DECIMAL_MAX, readDate),
  EMAIL: shaped('EMAIL_INVALID', 'this must be an e-mail address, as ada@example.com', EMAIL_MAX, (line) => (isEmail(line) ? line : null)),
  PHONE: shaped('PHONE_INVALID', 'this must be a telephone number as +49 30 901820', PHONE_MAX, dialable),
  URL: shaped('URL_INVALID', 'this must be a web address, as https://example.com', URL_MAX, webUrl),
  SELECT: readOption,
};
