import type { Field } from '../describe/field.ts';
import { readId } from '../record-id.ts';
import type { Problem } from '../salesforce-error.ts';
import type { Value } from '../state.ts';

export type Normalised = { readonly value: Value } | Problem;

const SMALLEST_INT = -2_147_483_648;
const LARGEST_INT = 2_147_483_647;

/** A value as it would be stored, or why it would not. */
export function normaliseValue(field: Field, value: Value): Normalised {
  if (typeof value === 'number') return normaliseNumber(field, value);
  if (typeof value !== 'string') return { value };
  const text = field.type === 'base64' ? value : value.trim();
  if (text === '') return { value: null };
  if (field.length > 0 && text.length > field.length) {
    return problemOf(field, 'STRING_TOO_LONG', `${field.label}: data value too large: ${text} (max length=${field.length})`);
  }
  if (field.type === 'email' && !isEmail(text)) return problemOf(field, 'INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`);
  if (field.type === 'picklist' && !isAllowed(field, text)) return badChoice(field, text);
  if (field.type === 'multipicklist') return normaliseChoices(field, text);
  return field.type === 'id' || field.type === 'reference' ? normaliseId(field, text) : { value: text };
}

const problemOf = ({ name }: Field, code: string, message: string): Problem => ({ code, message, fields: [name] });

const isEmail = (text: string) => /^[^\s@<>"(),:;[\]\\]+@[^\s@.,_<>]+(\.[^\s@.,_<>]+)+$/.test(text);

const isAllowed = ({ restrictedPicklist, picklistValues }: Field, text: string) =>
  !restrictedPicklist || picklistValues.some(({ value, active }) => active && value === text);

const badChoice = (field: Field, text: string) =>
  problemOf(field, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${field.label}: bad value for restricted picklist field: ${text}`);

function normaliseId(field: Field, text: string): Normalised {
  const id = readId(text);
  return id === undefined ? problemOf(field, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${text}`) : { value: id };
}

/** Several choices are kept in the order of the list, whatever the order in which they came. */
function normaliseChoices(field: Field, text: string): Normalised {
  const chosen = [...new Set(text.split(';').map((part) => part.trim()).filter((part) => part !== ''))];
  const wrong = chosen.find((part) => !isAllowed(field, part));
  if (wrong !== undefined) return badChoice(field, wrong);
  const listed = field.picklistValues.map(({ value }) => value);
  const rank = (part: string) => (listed.includes(part) ? listed.indexOf(part) : listed.length);
  return { value: chosen.sort((left, right) => rank(left) - rank(right)).join(';') || null };
}

/** Decimals beyond the scale are rounded; what has too many digits before them is refused. */
function normaliseNumber(field: Field, value: number): Normalised {
  const { type, scale, precision } = field;
  const outside = problemOf(field, 'NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${value}`);
  if (type === 'int') return value >= SMALLEST_INT && value <= LARGEST_INT ? { value } : outside;
  if (type === 'long') return Number.isSafeInteger(value) ? { value } : outside;
  const rounded = Number(value.toFixed(scale));
  return Math.abs(rounded) < 10 ** (precision - scale) ? { value: rounded } : outside;
}
