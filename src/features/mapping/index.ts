export { applyMapping, type AppliedMapping } from './apply-mapping.ts';
export { findMapping, type MappingInForce } from './find-mapping.ts';
export { readsCurrent } from './mapping-rule.ts';
