import type { CrmProperties, SyncFault } from '../../crm/crm-provider.ts';
import { readSource, type LeadFacts } from './lead-source.ts';
import { describeRule, givesWay, type MappingRule } from './mapping-rule.ts';
import { isEmpty, spellValue } from './spell-value.ts';
import { applySteps, type Reshaped } from './transform/apply-steps.ts';
import { transformOf } from './transform/read-transform.ts';

export interface AppliedMapping {
  /** What to send; null clears. A property that is not here is left as it is in the CRM. */
  properties: CrmProperties;
  /** By property: the rule that decided, as people read it. */
  rules: Record<string, string>;
  /** The first value that cannot be sent as its rule asks; the others are mapped all the same. */
  fault: SyncFault | null;
  /** All of them, each with its property. */
  faults: SyncFault[];
}

interface Mapping {
  rules: readonly MappingRule[];
  lead: LeadFacts;
  /** The record as the CRM holds it; null where it holds none. Looked at only by rules that `readsCurrent` finds. */
  current: CrmProperties | null;
}

const unfit = ({ source, target }: MappingRule, problem: string): SyncFault => ({
  code: 'MAPPING',
  message: `${source === null ? 'The default' : `The lead's ${source}`} ${problem}.`,
  field: target,
  hint: 'Correct the lead, or map another field to this property.',
  retryable: false,
});

type Decision = { value: unknown } | { fault: SyncFault } | null;

/** The lead's value as the rule's steps make it. A transform that cannot be read was saved by a later release. */
const reshape = (rule: MappingRule, lead: LeadFacts): Reshaped => {
  const transform = transformOf(rule);
  if ('problem' in transform) return { problem: 'has a transform that this release does not know' };
  return applySteps(transform.steps, rule.source === null ? null : readSource(lead, rule.source), (name) => readSource(lead, name));
};

/** What one rule sends; null: nothing. */
const decide = (rule: MappingRule, lead: LeadFacts, current: CrmProperties | null): Decision => {
  if (givesWay(rule) && current !== null && Object.hasOwn(current, rule.target) && !isEmpty(current[rule.target])) return null;
  const reshaped = reshape(rule, lead);
  if ('problem' in reshaped) return { fault: unfit(rule, reshaped.problem) };
  const value = isEmpty(reshaped.value) ? rule.default : reshaped.value;
  if (isEmpty(value)) return rule.mode === 'OVERWRITE' ? { value: null } : null;
  const spelled = spellValue(value, rule.type);
  return 'problem' in spelled ? { fault: unfit(rule, spelled.problem) } : spelled;
};

/**
 * The properties that a lead becomes. Pure: the dry run and the sync call it with the same and send the same.
 *
 *     lead \ CRM    empty                         filled
 *     empty         OVERWRITE clears, others: -   OVERWRITE clears, others: -
 *     filled        all send the lead's           OVERWRITE and NEVER_BLANK send the lead's, others: -
 *
 * A default counts as the lead's value where the lead has none, or where the steps of the rule leave nothing of it.
 */
export const applyMapping = ({ rules, lead, current }: Mapping): AppliedMapping => {
  const decided = rules.map((rule) => ({ rule, decision: decide(rule, lead, current) }));
  const sent = decided.flatMap(({ rule, decision }) => (decision && 'value' in decision ? [{ rule, value: decision.value }] : []));
  const faults = decided.flatMap(({ decision }) => (decision && 'fault' in decision ? [decision.fault] : []));
  return {
    properties: Object.fromEntries(sent.map(({ rule, value }) => [rule.target, value])),
    rules: Object.fromEntries(sent.map(({ rule }) => [rule.target, describeRule(rule)])),
    fault: faults[0] ?? null,
    faults,
  };
};
