export { applyMapping, type AppliedMapping } from './apply-mapping.ts';
export { checkMapping } from './check-mapping.ts';
export { findMapping, type MappingInForce } from './find-mapping.ts';
export { givesWay, readsCurrent, type MappingRule } from './mapping-rule.ts';
export { canTryMappings } from './mapping.policy.ts';
export { error, type MappingProblem } from './mapping-problem.ts';
export { noteRefusals } from './note-refusal.ts';
export { readCrmFields } from './read-crm-fields.ts';
export { readRules, type MappingInput } from './read-rules.ts';
