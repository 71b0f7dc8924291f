import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { AppError } from '../../shared/app-error.ts';
import { checkInput, type Faults } from '../../shared/check-input.ts';
import { cleanLine, requireLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { CustomLeadField, type FieldType, type LeadField } from './lead-field.entity.ts';
import { canDefineLeadFields } from './lead.policy.ts';
import { builtInFields, customLeadFields } from './list-lead-fields.ts';
import { lockName } from './lock-name.ts';
import { CUSTOM_FIELDS_MAX, CUSTOM_NAME_RULE, customName } from './read-custom-fields.ts';
import { readCustomValue } from './read-custom-value.ts';

export interface LeadFieldInput {
  name: string;
  label: string;
  type: FieldType;
  required?: boolean | null;
  options?: readonly string[] | null;
}

/** Most options of one SELECT. */
const OPTIONS_MAX = 200;
/** Longest label and longest option. */
const LABEL_MAX = 200;

/** Names that a lead has already, also those that a client reads beside them. */
const reserved = new Set([...builtInFields.map(({ name }) => name), 'id', 'owner', 'ownerId', 'customFields', 'version', 'createdAt', 'updatedAt']);

const readOptions = (type: FieldType, options: readonly string[], path: string, faults: Faults): string[] => {
  const field = `${path}.options`;
  if (type !== 'SELECT') {
    if (options.length > 0) faults.push({ field, code: 'NOT_ALLOWED', message: `${field}: only a SELECT has options` });
    return [];
  }
  if (options.length === 0) faults.push({ field, code: 'REQUIRED', message: `${field}: a SELECT needs at least one option` });
  if (options.length > OPTIONS_MAX) faults.push({ field, code: 'TOO_MANY', message: `${field}: at most ${OPTIONS_MAX} options` });
  return [...new Set(options.slice(0, OPTIONS_MAX).map((option, at) => requireLine(option, { field: `${field}[${at}]`, max: LABEL_MAX }, faults)))];
};

const readField = ({ name, label, type, required, options }: LeadFieldInput, path: string, faults: Faults): LeadField => {
  if (!customName.test(name)) faults.push({ field: `${path}.name`, code: 'NAME_INVALID', message: `${path}.name must be ${CUSTOM_NAME_RULE}` });
  else if (reserved.has(name)) faults.push({ field: `${path}.name`, code: 'NAME_RESERVED', message: `${path}.name: every lead has a "${name}" already` });
  const read = cleanLine(label, { field: `${path}.label`, max: LABEL_MAX }, faults);
  return { name, label: read ?? name, type, required: required ?? false, custom: true, options: readOptions(type, options ?? [], path, faults) };
};

const readFields = (inputs: readonly LeadFieldInput[]): LeadField[] =>
  checkInput((faults) => {
    if (inputs.length > CUSTOM_FIELDS_MAX) faults.push({ field: 'fields', code: 'TOO_MANY', message: `fields: at most ${CUSTOM_FIELDS_MAX}` });
    const fields = inputs.slice(0, CUSTOM_FIELDS_MAX).map((input, at) => readField(input, `fields[${at}]`, faults));
    fields.forEach(({ name }, at) => {
      if (fields.findIndex((field) => field.name === name) < at)
        faults.push({ field: `fields[${at}].name`, code: 'NAME_TAKEN', message: `fields[${at}].name: "${name}" is named twice` });
    });
    return fields;
  });

const storedValues = `
  select distinct custom_fields -> ?::text as value from leads where team_id = ? and jsonb_exists(custom_fields, ?)`;

/** A new definition must not make stored values wrong, else nobody could save those leads any more. */
const checkStored = async (tx: Tx, field: LeadField): Promise<void> => {
  const rows = await tx.em.execute<{ value: unknown }[]>(storedValues, [field.name, tx.actor.teamId, field.name]);
  const misfits = rows.filter(({ value }) => {
    const faults: Faults = [];
    const read = readCustomValue(value, { ...field, path: field.name }, faults);
    return faults.length > 0 || read !== value;
  });
  if (misfits.length > 0)
    throw new AppError('CONFLICT', `Leads hold values of "${field.name}" that are not of the type ${field.type}: change those first, or take another name.`);
};

const sameRule = (a: LeadField, b: LeadField | undefined): boolean => b?.type === a.type && JSON.stringify(a.options) === JSON.stringify(b.options);

/**
 * Replaces the team's own fields. Values of a field that is no longer defined stay with their leads.
 * @throws AppError FORBIDDEN; BAD_USER_INPUT; CONFLICT where stored values do not fit a definition
 */
export const defineLeadFields = (ctx: TeamContext, inputs: readonly LeadFieldInput[]): Promise<LeadField[]> =>
  inTransaction(ctx, async (tx) => {
    if (!canDefineLeadFields(tx.actor)) throw refuse(tx.actor, "define the team's lead fields", 'leads:write');
    const fields = readFields(inputs);
    await lockName(tx, 'fields', '');
    const current = new Map((await customLeadFields(tx)).map((field) => [field.name, field]));
    for (const field of fields) if (!sameRule(field, current.get(field.name))) await checkStored(tx, field);
    await tx.em.nativeDelete(CustomLeadField, { teamId: tx.actor.teamId });
    for (const [position, { name, label, type, required, options }] of fields.entries())
      await tx.em.insert(CustomLeadField, { teamId: tx.actor.teamId, name, label, type, required, options, position });
    return [...builtInFields, ...fields];
  });
