import type { Faults } from '../../shared/check-input.ts';
import { requireLine } from '../../shared/clean-text.ts';
import type { FieldType, FormField } from './form.entity.ts';
import { FIELDS_MAX, LABEL_MAX, OPTIONS_MAX, OPTION_MAX } from './form.limits.ts';
import { leadAttributes, parseTarget, targetOf, typesOf } from './lead-target.ts';

/** A question as a member defines it. */
export interface FormFieldInput {
  name: string;
  label: string;
  type: FieldType;
  required?: boolean | null | undefined;
  mapsTo?: string | null | undefined;
  options?: readonly string[] | null | undefined;
}

const nameShape = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
/** They lead to an object's prototype in careless programs that read what we keep. */
const reserved = new Set(['constructor', 'prototype']);

/** Adds a fault for every value that is there already. */
const refuseRepeats = (values: readonly string[], fault: (at: number) => Faults[number], faults: Faults) => {
  const seen = new Set<string>();
  for (const [at, value] of values.entries()) {
    if (seen.has(value)) faults.push(fault(at));
    seen.add(value);
  }
};

const readOptions = ({ type, options }: FormFieldInput, path: string, faults: Faults): string[] => {
  const given = options ?? [];
  const field = `${path}.options`;
  if (type !== 'SELECT') {
    if (given.length > 0) faults.push({ field, code: 'OPTIONS_UNEXPECTED', message: `${field}: only a SELECT has options` });
    return [];
  }
  if (given.length === 0) faults.push({ field, code: 'OPTIONS_MISSING', message: `${field}: a SELECT needs at least one option` });
  if (given.length > OPTIONS_MAX) {
    faults.push({ field, code: 'TOO_MANY', message: `${field} must have at most ${OPTIONS_MAX} entries` });
    return [];
  }
  const read = given.map((option, at) => requireLine(option, { field: `${field}[${at}]`, max: OPTION_MAX }, faults));
  refuseRepeats(read, (at) => ({ field: `${field}[${at}]`, code: 'DUPLICATE', message: `${field}[${at}] is there already` }), faults);
  return read;
};

/** Whether `mapsTo` names something of a lead: the short name of a custom field must be one that the team has defined. */
const isTarget = (mapsTo: string, defined: ReadonlySet<string>): boolean => {
  const target = parseTarget(mapsTo);
  return target !== null && ('attribute' in target || target.customField !== mapsTo || defined.has(mapsTo));
};

const checkTarget = ({ name, type, mapsTo }: FormFieldInput, path: string, defined: ReadonlySet<string>, faults: Faults): void => {
  if (mapsTo != null && !isTarget(mapsTo, defined)) {
    const message = `${path}.mapsTo must be ${leadAttributes.join(', ')}, a field of leadFields, or customFields with a name: customFields.roofArea`;
    faults.push({ field: `${path}.mapsTo`, code: 'UNKNOWN_TARGET', message });
    return;
  }
  const allowed = typesOf(targetOf({ name, mapsTo: mapsTo ?? null }));
  if (allowed === null || allowed.includes(type)) return;
  const message = `${path}.type must be ${allowed.join(' or ')} for an answer that goes to the lead's ${mapsTo ?? name}`;
  faults.push({ field: `${path}.type`, code: 'TYPE_MISMATCH', message });
};

const readField = (input: FormFieldInput, path: string, defined: ReadonlySet<string>, faults: Faults): FormField => {
  const { name, type } = input;
  if (!nameShape.test(name) || reserved.has(name)) {
    const message = `${path}.name must be a letter, then at most 63 letters, digits, "_" or "-"; "constructor" and "prototype" are taken`;
    faults.push({ field: `${path}.name`, code: 'NAME_INVALID', message });
  }
  checkTarget(input, path, defined, faults);
  return {
    name,
    label: requireLine(input.label, { field: `${path}.label`, max: LABEL_MAX }, faults),
    type,
    required: input.required ?? false,
    mapsTo: input.mapsTo ?? null,
    options: readOptions(input, path, faults),
  };
};

/**
 * The questions of a form as they are kept; what is wrong with them is added to `faults`. `defined` are the names of
 * the team's own lead fields.
 */
export const readFields = (inputs: readonly FormFieldInput[], defined: ReadonlySet<string>, faults: Faults): FormField[] => {
  if (inputs.length === 0) faults.push({ field: 'fields', code: 'REQUIRED', message: 'fields must have at least one entry' });
  if (inputs.length > FIELDS_MAX) {
    faults.push({ field: 'fields', code: 'TOO_MANY', message: `fields must have at most ${FIELDS_MAX} entries` });
    return [];
  }
  const fields = inputs.map((input, at) => readField(input, `fields[${at}]`, defined, faults));
  const names = fields.map(({ name }) => name);
  refuseRepeats(names, (at) => ({ field: `fields[${at}].name`, code: 'DUPLICATE', message: `fields[${at}].name is there already` }), faults);
  // The same name twice is the same target twice: one fault says it.
  if (new Set(names).size < names.length) return fields;
  const targets = fields.map((field) => JSON.stringify(targetOf(field)));
  const taken = (at: number) => ({ field: `fields[${at}].mapsTo`, code: 'DUPLICATE_TARGET', message: `fields[${at}] goes where an earlier field goes already: give it another mapsTo` });
  refuseRepeats(targets, taken, faults);
  return fields;
};
