import type { Property } from './property.ts';

export type Normalised = { readonly value: string } | { readonly error: string; readonly message: string };

/** A value as HubSpot would store it, or why it would not. `text` is not empty: empty means cleared. */
export function normaliseValue(property: Property, text: string): Normalised {
  if (property.name === 'email') return normaliseEmail(text);
  switch (property.type) {
    case 'number':
      return isNumber(text) ? { value: text.trim() } : { error: 'INVALID_INTEGER', message: `${text} was not a valid number.` };
    case 'bool':
      return oneOf(text, ['true', 'false']);
    case 'date':
      return normaliseDate(text);
    case 'datetime':
      return normaliseDateTime(text);
    case 'enumeration':
      return normaliseOption(property, text);
    default:
      return { value: text };
  }
}

const LONGEST_EMAIL = 254;

/** E-mail addresses are kept in lower case, whatever was sent. */
function normaliseEmail(text: string): Normalised {
  const isEmail = text.length <= LONGEST_EMAIL && /^[^\s@<>"(),:;[\]\\]+@[^\s@.,_<>]+(\.[^\s@.,_<>]+)+$/.test(text);
  return isEmail ? { value: text.toLowerCase() } : { error: 'INVALID_EMAIL', message: `Email address ${text} is invalid` };
}

const isNumber = (text: string) => /^\s*-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) && Number.isFinite(Number(text));

const MS_PER_DAY = 86_400_000;

function normaliseDate(text: string): Normalised {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? calendarTime(text) : epochTime(text);
  if (time === undefined) return { error: 'INVALID_DATE', message: `${text} was not a valid date.` };
  if (time % MS_PER_DAY !== 0) return { error: 'INVALID_DATE', message: `${text} is not midnight UTC.` };
  return { value: new Date(time).toISOString().slice(0, 10) };
}

function normaliseDateTime(text: string): Normalised {
  const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const time = isIso && calendarTime(text.slice(0, 10)) !== undefined ? Date.parse(text) : epochTime(text);
  if (time === undefined || Number.isNaN(time)) return { error: 'INVALID_DATE', message: `${text} was not a valid date and time.` };
  return { value: new Date(time).toISOString() };
}

/** Midnight UTC of a day that exists: Date.parse alone takes 30 February for 1 March. */
function calendarTime(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? time : undefined;
}

function epochTime(text: string): number | undefined {
  const time = Number(text);
  return /^-?\d{1,15}$/.test(text) && !Number.isNaN(new Date(time).getTime()) ? time : undefined;
}

function normaliseOption(property: Property, text: string): Normalised {
  // The options of an owner are the account's users; any number may be one.
  if (property.externalOptions) {
    return /^\d+$/.test(text) ? { value: text } : { error: 'INVALID_OPTION', message: `${text} was not a valid owner.` };
  }
  const allowed = property.options.map(({ value }) => value);
  if (property.fieldType !== 'checkbox') return oneOf(text, allowed);
  const wrong = text.split(';').find((part) => !allowed.includes(part));
  return wrong === undefined ? { value: text } : oneOf(wrong, allowed);
}

function oneOf(text: string, allowed: readonly string[]): Normalised {
  if (allowed.includes(text)) return { value: text };
  return { error: 'INVALID_OPTION', message: `${text} was not one of the allowed options: [${allowed.join(', ')}]` };
}
