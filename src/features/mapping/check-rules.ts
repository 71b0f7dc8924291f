import type { CrmField } from '../../crm/crm-provider.ts';
import type { LeadField } from '../lead/index.ts';
import { checkDefaultFit, checkSourceFit, checkStepsFit } from './check-fit.ts';
import { findSource } from './lead-source.ts';
import { error, shown, warning, type Finding, type MappingProblem } from './mapping-problem.ts';
import { nearestName } from './nearest-name.ts';
import type { GivenRule } from './read-rules.ts';
import { isEmpty } from './spell-value.ts';
import { needsNoSource } from './transform/apply-steps.ts';
import { OWN_VALUE, placeholdersOf } from './transform/fill-template.ts';
import { readTransform } from './transform/read-transform.ts';
import type { Step } from './transform/step.ts';

interface Surroundings {
  leadFields: readonly LeadField[];
  crmFields: readonly CrmField[];
}

const checkDirection = ({ direction }: GivenRule): Finding[] =>
  direction === 'TO_CRM' ? [] : [error('NOT_SUPPORTED_YET', `${direction} is not built yet: use TO_CRM.`)];

const unknownPlaces = (steps: readonly Step[], { leadFields }: Surroundings): Finding[] =>
  steps
    .flatMap((step) => (step.name === 'template' ? (placeholdersOf(step.text) ?? []) : []))
    .filter((name) => name !== OWN_VALUE && findSource(leadFields, name) === null)
    .map((name) => error('TRANSFORM_INVALID', `The template names ${shown(name)}, and leads have no such field: leadFields lists those they have.`));

/** What people may have meant, where the name is not absurdly long. */
const meant = (given: string, list: readonly { name: string }[]): string => {
  const nearest = given === shown(given) ? nearestName(given, list) : null;
  return nearest === null ? '' : ` Perhaps ${nearest} is meant.`;
};

const noSource = (source: string, { leadFields }: Surroundings): Finding =>
  error('UNKNOWN_SOURCE', `Leads have no field ${shown(source)}: take one that leadFields lists, or make it with defineLeadFields.${meant(source, leadFields)}`);

const noTarget = (target: string, { crmFields }: Surroundings): Finding =>
  error('UNKNOWN_TARGET', `The CRM has no property ${shown(target)}: take one that crmFields lists, or create it in the CRM.${meant(target, crmFields)}`);

/** How the value comes about: from a source, which has to exist, through steps, which have to fit it and the target. */
const checkValue = (rule: GivenRule, around: Surroundings, target: CrmField | undefined): Finding[] => {
  const { source } = rule;
  const transform = readTransform(rule.transform);
  if ('problem' in transform) return [error('TRANSFORM_INVALID', transform.problem)];
  const { steps } = transform;
  const known = source === null ? null : findSource(around.leadFields, source);
  if (source === null && isEmpty(rule.default) && !needsNoSource(steps))
    return [error('UNKNOWN_SOURCE', 'A rule needs a source, or a default that is its value.')];
  if (source !== null && known === null) return [noSource(source, around)];
  const undefinedField = known?.type === null ? [warning('UNKNOWN_SOURCE', `${shown(source ?? '')} is not a field that the team has defined; what leads hold there is sent as it is.`)] : [];
  const misplaced = unknownPlaces(steps, around);
  if (steps.length > 0) return [...undefinedField, ...misplaced, ...checkStepsFit(steps, source, known, target)];
  return [...undefinedField, ...(target && known ? checkSourceFit(source ?? '', known, target) : [])];
};

const checkTarget = (rule: GivenRule, index: number, rules: readonly GivenRule[], around: Surroundings, target: CrmField | undefined): Finding[] => {
  if (!target) return [noTarget(rule.target, around)];
  const first = rules.findIndex((other) => other.target === rule.target);
  return [
    ...(first < index ? [error('DUPLICATE_TARGET', `Rule ${first} fills ${rule.target} already.`)] : []),
    ...(target.readOnly ? [error('READ_ONLY', `${rule.target} is set by the CRM itself: take the rule out.`)] : []),
    ...checkDefaultFit(rule, target),
  ];
};

const missingRequired = (rules: readonly GivenRule[], { crmFields }: Surroundings): MappingProblem[] =>
  crmFields
    .filter(({ name, required, readOnly }) => required && !readOnly && !rules.some(({ target }) => target === name))
    .map(({ name }) => ({ ruleIndex: null, target: name, ...error('REQUIRED_MISSING', `The CRM requires ${name}, and no rule fills it: map a field to it, or give it a default.`) }));

/** Everything that is wrong with rules, in their order, and then what is wrong with the whole. Pure. */
export const checkRules = (rules: readonly GivenRule[], around: Surroundings): MappingProblem[] => {
  const targets = new Map(around.crmFields.map((field) => [field.name, field]));
  const perRule = rules.flatMap((rule, ruleIndex) => {
    const target = targets.get(rule.target);
    const findings = [...checkValue(rule, around, target), ...checkTarget(rule, ruleIndex, rules, around, target), ...checkDirection(rule)];
    return findings.map((finding) => ({ ruleIndex, target: rule.target, ...finding }));
  });
  return [...perRule, ...missingRequired(rules, around)];
};
