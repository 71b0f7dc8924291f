import type { CrmField, CrmFieldType } from '../../crm/crm-provider.ts';
import type { LeadField } from '../lead/index.ts';
import { checkRules } from './check-rules.ts';
import { warning, type MappingProblem, type MappingProblemCode } from './mapping-problem.ts';
import type { MappingRule } from './mapping-rule.ts';

/** Something of a mapping that a CRM's properties do not bear. */
export interface Drift {
  field: string;
  code: MappingProblemCode;
  severity: MappingProblem['severity'];
  message: string;
}

/** The others are about leads, or about rules that are never saved. */
const aboutCrm: ReadonlySet<MappingProblemCode> = new Set<MappingProblemCode>(['UNKNOWN_TARGET', 'TYPE_MISMATCH', 'READ_ONLY', 'REQUIRED_MISSING', 'OPTION_UNKNOWN']);

const texts: ReadonlySet<CrmFieldType> = new Set<CrmFieldType>(['STRING', 'TEXTAREA']);

const isOther = (before: CrmFieldType, now: CrmFieldType): boolean => before !== now && !(texts.has(before) && texts.has(now));

/** Types that are other ones than when the mapping was saved, also where the values still fit. */
const retyped = (rules: readonly MappingRule[], fields: readonly CrmField[]): Drift[] =>
  rules.flatMap(({ target, type }) => {
    const now = fields.find(({ name }) => name === target)?.type;
    if (type === null || now === undefined || !isOther(type, now)) return [];
    return [{ field: target, ...warning('TYPE_MISMATCH', `${target} is ${now} now, and was ${type} when the mapping was saved: look at its rule and save the mapping again.`) }];
  });

interface Surroundings {
  leadFields: readonly LeadField[];
  crmFields: readonly CrmField[];
}

/** What the CRM's properties say against a mapping that was in order: one for each property and code. Pure. */
export const findDrift = (rules: readonly MappingRule[], around: Surroundings): Drift[] => {
  const problems = checkRules(rules, around).filter(({ code }) => aboutCrm.has(code));
  const all = [...problems.map(({ target, code, severity, message }) => ({ field: target, code, severity, message })), ...retyped(rules, around.crmFields)];
  return all.filter(({ field, code }, index) => all.findIndex((other) => other.field === field && other.code === code) === index);
};
