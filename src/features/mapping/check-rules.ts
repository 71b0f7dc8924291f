import type { CrmField } from '../../crm/crm-provider.ts';
import type { LeadField } from '../lead/index.ts';
import { checkDefaultFit, checkSourceFit } from './check-fit.ts';
import { findSource } from './lead-source.ts';
import { error, shown, warning, type Finding, type MappingProblem } from './mapping-problem.ts';
import type { GivenRule } from './read-rules.ts';
import { isEmpty } from './spell-value.ts';

interface Surroundings {
  leadFields: readonly LeadField[];
  crmFields: readonly CrmField[];
}

const checkDirection = ({ direction }: GivenRule): Finding[] =>
  direction === 'TO_CRM' ? [] : [error('NOT_SUPPORTED_YET', `${direction} is not built yet: use TO_CRM.`)];

const checkTransform = ({ transform }: GivenRule): Finding[] => {
  if (transform === null) return [];
  const named = typeof transform === 'string' || Array.isArray(transform);
  return named
    ? [error('NOT_SUPPORTED_YET', 'Transforms are not built yet: leave transform out.')]
    : [error('TRANSFORM_INVALID', 'A transform is a name or a list of steps.')];
};

const checkSource = (rule: GivenRule, { leadFields }: Surroundings, target: CrmField | undefined): Finding[] => {
  const { source } = rule;
  if (source === null) return isEmpty(rule.default) ? [error('UNKNOWN_SOURCE', 'A rule needs a source, or a default that is its value.')] : [];
  const known = findSource(leadFields, source);
  if (known === null) return [error('UNKNOWN_SOURCE', `Leads have no field ${shown(source)}.`)];
  const undefinedField = known.type === null ? [warning('UNKNOWN_SOURCE', `${shown(source)} is not a field that the team has defined; what leads hold there is sent as it is.`)] : [];
  return [...undefinedField, ...(target ? checkSourceFit(source, known, target) : [])];
};

const checkTarget = (rule: GivenRule, index: number, rules: readonly GivenRule[], target: CrmField | undefined): Finding[] => {
  if (!target) return [error('UNKNOWN_TARGET', `The CRM has no property ${shown(rule.target)}.`)];
  const first = rules.findIndex((other) => other.target === rule.target);
  return [
    ...(first < index ? [error('DUPLICATE_TARGET', `Rule ${first} fills ${rule.target} already.`)] : []),
    ...(target.readOnly ? [error('READ_ONLY', `${rule.target} is set by the CRM itself.`)] : []),
    ...checkDefaultFit(rule, target),
  ];
};

const missingRequired = (rules: readonly GivenRule[], { crmFields }: Surroundings): MappingProblem[] =>
  crmFields
    .filter(({ name, required, readOnly }) => required && !readOnly && !rules.some(({ target }) => target === name))
    .map(({ name }) => ({ ruleIndex: null, ...error('REQUIRED_MISSING', `The CRM requires ${name}, and no rule fills it.`) }));

/** Everything that is wrong with rules, in their order, and then what is wrong with the whole. Pure. */
export const checkRules = (rules: readonly GivenRule[], around: Surroundings): MappingProblem[] => {
  const targets = new Map(around.crmFields.map((field) => [field.name, field]));
  const perRule = rules.flatMap((rule, ruleIndex) => {
    const target = targets.get(rule.target);
    const findings = [...checkSource(rule, around, target), ...checkTarget(rule, ruleIndex, rules, target), ...checkDirection(rule), ...checkTransform(rule)];
    return findings.map((finding) => ({ ruleIndex, ...finding }));
  });
  return [...perRule, ...missingRequired(rules, around)];
};
