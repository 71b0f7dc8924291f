import type { CrmFieldType } from '../../crm/crm-provider.ts';
import { transformOf } from './transform/read-transform.ts';

export type MappingDirection = 'TO_CRM' | 'FROM_CRM' | 'BOTH';
export type MappingMode = 'OVERWRITE' | 'FILL_IF_EMPTY' | 'NEVER_BLANK' | 'PREFER_CRM';

/** How one property of the CRM gets its value, as it is stored. */
export interface MappingRule {
  /** A `LeadField.name`; null where `default` is the value. */
  source: string | null;
  target: string;
  direction: MappingDirection;
  mode: MappingMode;
  /** As it was given: the name of a step, or a list of steps; null: the value goes as it is. */
  transform: unknown;
  /** The value where the lead has none; null: none. */
  default: unknown;
  /** What the target held when the rule was checked; null for a provider's own default, which is never checked. */
  type: CrmFieldType | null;
}

/** As people read it in a diff: `name -> firstname (NEVER_BLANK)`, or with steps `name | trim | upper -> firstname (NEVER_BLANK)`. */
export const describeRule = (rule: MappingRule): string => {
  const read = transformOf(rule);
  const steps = 'steps' in read ? read.steps.map(({ name }) => name) : ['?'];
  return `${[rule.source ?? 'default', ...steps].join(' | ')} -> ${rule.target} (${rule.mode})`;
};

const readingModes: ReadonlySet<MappingMode> = new Set<MappingMode>(['FILL_IF_EMPTY', 'PREFER_CRM']);

/** Whether a rule of this mode gives way to what the CRM holds. */
export const givesWay = ({ mode }: Pick<MappingRule, 'mode'>): boolean => readingModes.has(mode);

/** Whether the rules can be applied only with the record's current values at hand. */
export const readsCurrent = (rules: readonly MappingRule[]): boolean => rules.some(givesWay);
