import { badField, badInput } from '../../shared/app-error.ts';
import type { MappingDirection, MappingMode } from './mapping-rule.ts';

/** Lists and objects within each other; a transform needs three. */
const DEPTH_MAX = 8;
/** Rules of one mapping; the largest CRM objects have some hundred writable properties. */
const MAX_RULES = 500;

export interface MappingRuleInput {
  source?: string | null;
  target: string;
  direction?: MappingDirection | null;
  mode?: MappingMode | null;
  transform?: unknown;
  default?: unknown;
}

/** A mapping rule by rule, or in the short form: lead field to property. */
export interface MappingInput {
  rules?: readonly MappingRuleInput[] | null;
  mapping?: Record<string, unknown> | null;
}

/** A rule as it was given, with what was left out filled in. */
export interface GivenRule {
  source: string | null;
  target: string;
  direction: MappingDirection;
  mode: MappingMode;
  transform: unknown;
  default: unknown;
}

/** As the store gives it back, whatever object it came in: so that the same mapping is the same. */
const plainJson = (value: unknown): unknown => (typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value);

const fill = ({ source = null, target, direction, mode, transform = null, ...rest }: MappingRuleInput): GivenRule => ({
  source, target, direction: direction ?? 'TO_CRM', mode: mode ?? 'NEVER_BLANK', transform: plainJson(transform), default: plainJson(rest.default ?? null),
});

const isTooDeep = (value: unknown, left = DEPTH_MAX): boolean =>
  typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1)));

const refuseTooDeep = (rules: readonly MappingRuleInput[]): void => {
  const place = rules.findIndex((rule) => isTooDeep(rule.transform) || isTooDeep(rule.default));
  if (place !== -1) throw badField(`mapping.rules.${place}`, 'TOO_DEEP', `A transform or a default has at most ${DEPTH_MAX} lists and objects within each other`);
};

const readShortForm = (mapping: Record<string, unknown>): GivenRule[] => {
  const entries = Object.entries(mapping);
  const faults = entries.flatMap(([source, target]) =>
    typeof target === 'string' ? [] : [{ field: `mapping.mapping.${source}`, code: 'TARGET_INVALID', message: `${source} must be mapped to the name of a property, a string` }],
  );
  if (faults.length > 0) throw badInput(faults);
  return entries.map(([source, target]) => fill({ source, target: target as string }));
};

/** The rules of an input in their order. @throws AppError BAD_USER_INPUT for what is no mapping, or too large a one */
export const readRules = ({ rules, mapping }: MappingInput): GivenRule[] => {
  refuseTooDeep(rules ?? []);
  const read = rules ? rules.map(fill) : readShortForm(mapping ?? {});
  if (read.length === 0) throw badField('mapping', 'REQUIRED', 'A mapping has at least one rule: without one nothing of a lead would reach the CRM');
  if (read.length > MAX_RULES) throw badField('mapping', 'TOO_MANY', `A mapping has at most ${MAX_RULES} rules`);
  return read;
};
