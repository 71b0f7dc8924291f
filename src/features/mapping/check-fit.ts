import type { CrmField, CrmFieldType } from '../../crm/crm-provider.ts';
import type { LeadField } from '../lead/index.ts';
import type { KnownSource } from './lead-source.ts';
import { error, shown, warning, type Finding } from './mapping-problem.ts';
import type { GivenRule } from './read-rules.ts';
import { isEmpty, spellValue } from './spell-value.ts';

/** What values of each lead field can be written to; plain text takes everything. */
const fitting: Readonly<Record<LeadField['type'], readonly CrmFieldType[]>> = {
  TEXT: ['STRING', 'TEXTAREA', 'SELECT'],
  TEXTAREA: ['STRING', 'TEXTAREA'],
  NUMBER: ['NUMBER', 'STRING', 'TEXTAREA'],
  BOOLEAN: ['BOOLEAN', 'STRING', 'TEXTAREA'],
  DATE: ['DATE', 'STRING', 'TEXTAREA'],
  EMAIL: ['EMAIL', 'STRING', 'TEXTAREA'],
  PHONE: ['PHONE', 'STRING', 'TEXTAREA'],
  URL: ['URL', 'STRING', 'TEXTAREA'],
  SELECT: ['SELECT', 'STRING', 'TEXTAREA'],
};

const listed = (values: readonly string[]): string => shown(values.map((value) => `"${value}"`).join(', '));

/** Options that a property does not take; none where it tells no options at all, as those that live elsewhere. */
const unknownOptions = ({ type, options }: CrmField, values: readonly string[]): string[] =>
  type === 'SELECT' && options.length > 0 ? values.filter((value) => !options.some((option) => option.value === value)) : [];

const checkOptions = (name: string, { type, options }: KnownSource, target: CrmField): Finding[] => {
  if (target.type !== 'SELECT') return [];
  if (type === 'TEXT') return [warning('OPTION_UNKNOWN', `${name} is free text: a lead whose ${name} is not an option of ${target.name} cannot be synced.`)];
  const unknown = unknownOptions(target, options);
  if (unknown.length === 0) return [];
  return unknown.length === options.length
    ? [error('OPTION_UNKNOWN', `${target.name} takes none of the options of ${name}.`)]
    : [warning('OPTION_UNKNOWN', `${target.name} does not take ${listed(unknown)}: leads with these cannot be synced.`)];
};

/** Whether values of a source can be written to a target. */
export const checkSourceFit = (name: string, source: KnownSource, target: CrmField): Finding[] => {
  if (target.type === 'UNKNOWN') return [error('TYPE_MISMATCH', `Nothing can be mapped to ${target.name}: its type is not known.`)];
  if (source.type === null) return [];
  if (!fitting[source.type].includes(target.type))
    return [error('TYPE_MISMATCH', `${name} holds ${source.type}, and ${target.name} takes ${target.type}.`)];
  return checkOptions(name, source, target);
};

/** Whether a rule's default can be written to its target. */
export const checkDefaultFit = (rule: GivenRule, target: CrmField): Finding[] => {
  if (isEmpty(rule.default)) return [];
  const spelled = spellValue(rule.default, target.type);
  if ('problem' in spelled) return [error('TYPE_MISMATCH', `The default of ${target.name} ${spelled.problem}.`)];
  const values = (Array.isArray(spelled.value) ? spelled.value : [spelled.value]).map(String);
  const unknown = unknownOptions(target, values);
  return unknown.length === 0 ? [] : [error('OPTION_UNKNOWN', `${listed(unknown)} is not an option of ${target.name}.`)];
};
