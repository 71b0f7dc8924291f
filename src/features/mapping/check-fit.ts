import type { CrmField, CrmFieldType } from '../../crm/crm-provider.ts';
import type { LeadField } from '../lead/index.ts';
import type { KnownSource } from './lead-source.ts';
import { error, shown, warning, type Finding } from './mapping-problem.ts';
import type { GivenRule } from './read-rules.ts';
import { isEmpty, spellValue } from './spell-value.ts';
import { checkFlow, type Flow } from './transform/check-flow.ts';
import type { Step } from './transform/step.ts';

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

/** The step that makes such values of others; there is none for the rest. */
const steps: Readonly<Partial<Record<CrmFieldType, string>>> = { NUMBER: 'number', BOOLEAN: 'boolean', DATE: 'date', PHONE: 'phone', SELECT: 'map' };

const remedyFor = (type: CrmFieldType): string => {
  const step = steps[type];
  return step === undefined ? 'Map another field to it.' : `Give the rule the transform "${step}", or map another field to it.`;
};

const listed = (values: readonly string[]): string => shown(values.map((value) => `"${value}"`).join(', '));

/** Options that a property does not take; none where it tells no options at all, as those that live elsewhere. */
const unknownOptions = ({ type, options }: CrmField, values: readonly string[]): string[] => {
  const known = new Set(options.map(({ value }) => value));
  return type === 'SELECT' && known.size > 0 ? values.filter((value) => !known.has(value)) : [];
};

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
    return [error('TYPE_MISMATCH', `${name} holds ${source.type}, and ${target.name} takes ${target.type}. ${remedyFor(target.type)}`)];
  return checkOptions(name, source, target);
};

/** Whether each of the values that steps can make is one that a target takes. */
const checkValues = (values: readonly unknown[], target: CrmField): Finding[] => {
  const misfit = values.map((value) => spellValue(value, target.type)).find((spelled) => 'problem' in spelled);
  if (misfit) return [error('TYPE_MISMATCH', `What the transform makes ${misfit.problem}, and ${target.name} takes ${target.type}.`)];
  const unknown = unknownOptions(target, values.map(String));
  if (unknown.length === 0) return [];
  return unknown.length === values.length
    ? [error('OPTION_UNKNOWN', `${target.name} takes nothing of what the transform makes: ${listed(unknown)}.`)]
    : [warning('OPTION_UNKNOWN', `${target.name} does not take ${listed(unknown)}: leads with these cannot be synced.`)];
};

/** What is known of a source's values before the first step. */
const startOf = ({ type, options }: KnownSource): Flow => {
  if (type === 'BOOLEAN') return { type, values: [true, false] };
  return { type, values: type === 'SELECT' && options.length > 0 ? options : null };
};

/** Whether what steps make of a source, or of nothing, can be written to a target; without a target only the steps are looked at. */
export const checkStepsFit = (steps: readonly Step[], name: string | null, source: KnownSource | null, target: CrmField | undefined): Finding[] => {
  const { flow, findings } = checkFlow(steps, source && startOf(source));
  if (!target || findings.some(({ severity }) => severity === 'ERROR')) return findings;
  const fit = flow.values === null || target.type === 'UNKNOWN'
    ? checkSourceFit(name === null ? 'The transform' : `${shown(name)} after its transform`, { type: flow.type, options: [] }, target)
    : checkValues(flow.values, target);
  return [...findings, ...fit];
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
