import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

/** RFC 5321: the longest address a mail server takes. */
export const EMAIL_MAX = 254;

/** The address of HTML's `<input type=email>`, which is what the scalar EmailAddress promises. */
const emailShape = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** Whether a trimmed text is an e-mail address. */
export const isEmail = (text: string): boolean => text.length <= EMAIL_MAX && emailShape.test(text);

/** What addresses are compared by: trimmed, lower case. Plus-tags stay, since the part after the plus may be another person. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

const e164 = /^\+[1-9]\d{6,14}$/;
/** Longer is no number, whatever separates its digits. */
const PHONE_TEXT_MAX = 40;

/**
 * A telephone number in E.164, from any usual spelling that names its country, or that is dialled like this in
 * `country`. Null for what is none, or has an extension, which E.164 cannot hold.
 */
export const phoneKeyIn = (country: CountryCode | undefined, text: string): string | null => {
  const international = text.trim().replace(/^00/, '+');
  if (international.length > PHONE_TEXT_MAX) return null;
  const parsed = parsePhoneNumberFromString(international, { extract: false, ...(country && { defaultCountry: country }) });
  if (parsed?.ext) return null;
  if (parsed?.isPossible()) return parsed.number;
  // A number of E.164's shape whose country the library does not know, or that is shorter than usual there.
  const compact = international.replace(/[\s()./-]/g, '');
  return e164.test(compact) ? compact : null;
};

/**
 * A telephone number in E.164, from any usual spelling that names its country (`+49 30 901820`, `0049 30/901820`).
 * Null for what is none, lacks its country, or has an extension.
 */
export const phoneKey = (text: string): string | null => phoneKeyIn(undefined, text);
