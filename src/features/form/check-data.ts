import { badField } from '../../shared/app-error.ts';
import { DATA_BYTES_MAX, DATA_DEPTH_MAX, DATA_NAMES_MAX, DATA_NAME_MAX } from './form.limits.ts';

/** What is kept is read by programs we do not know; these names could reach a prototype there. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** PostgreSQL keeps neither NUL nor half a surrogate pair, not even inside JSON. */
const checkText = (text: string): void => {
  if (text.includes('\0') || !text.isWellFormed())
    throw badField('data', 'NOT_TEXT', 'The data holds a NUL or half a character: send well-formed Unicode text');
};

const checkName = (name: string): void => {
  checkText(name);
  if (name.length > DATA_NAME_MAX) throw badField('data', 'NAME_INVALID', `A field name in the data is too long: at most ${DATA_NAME_MAX} characters`);
  if (reserved.has(name)) throw badField('data', 'NAME_INVALID', `The data must not have a field named ${name}`);
};

const checkLevel = (value: unknown, level: number): void => {
  if (typeof value === 'string') checkText(value);
  if (typeof value !== 'object' || value === null) return;
  if (level > DATA_DEPTH_MAX) throw badField('data', 'TOO_DEEP', `The data is nested too deep: at most ${DATA_DEPTH_MAX} levels`);
  if (Array.isArray(value)) {
    for (const entry of value as unknown[]) checkLevel(entry, level + 1);
    return;
  }
  const entries = Object.entries(value);
  if (entries.length > DATA_NAMES_MAX) throw badField('data', 'TOO_MANY', `The data has too many fields: at most ${DATA_NAMES_MAX}`);
  for (const [name, entry] of entries) {
    checkName(name);
    checkLevel(entry, level + 1);
  }
};

/**
 * Whether a submission can be kept as it came, whatever it holds beside the answers.
 * @throws AppError BAD_USER_INPUT: NOT_TEXT, NAME_INVALID, TOO_DEEP, TOO_MANY or TOO_LARGE
 */
export const checkData = (data: Readonly<Record<string, unknown>>): void => {
  checkLevel(data, 1);
  if (Buffer.byteLength(JSON.stringify(data)) > DATA_BYTES_MAX)
    throw badField('data', 'TOO_LARGE', `The data is too large: at most ${DATA_BYTES_MAX / 1024} KiB as JSON`);
};
