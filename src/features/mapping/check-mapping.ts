import { contactPartsOf } from '../../crm/contact-parts.ts';
import type { CrmField, CrmProvider } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import { listLeadFields } from '../lead/index.ts';
import { checkRules } from './check-rules.ts';
import { warning, type MappingProblem } from './mapping-problem.ts';
import type { MappingRule } from './mapping-rule.ts';
import { readCrmFields, type CrmFieldsRead } from './read-crm-fields.ts';
import type { GivenRule } from './read-rules.ts';

export interface CheckedMapping {
  object: string;
  /** As they would be stored. */
  rules: MappingRule[];
  problems: MappingProblem[];
}

/** The CRM's properties to check against: asked for anew where a rule names one that was not there some minutes ago. */
const fieldsFor = async (ctx: TeamContext, provider: CrmProvider, object: string | null | undefined, rules: readonly GivenRule[]): Promise<CrmFieldsRead> => {
  const kept = await readCrmFields(ctx, provider, object, false);
  const names = new Set(kept.fields.map(({ name }) => name));
  return rules.every(({ target }) => names.has(target)) ? kept : readCrmFields(ctx, provider, object, true);
};

const withType = (rule: GivenRule, fields: readonly CrmField[]): MappingRule => ({
  ...rule,
  type: fields.find(({ name }) => name === rule.target)?.type ?? null,
});

/** Nothing is refused for it: a create sends the address in any case, since it is what finds the contact again. */
const missingEmail = (email: string | undefined, rules: readonly GivenRule[], fields: readonly CrmField[]): MappingProblem[] =>
  email === undefined || rules.some(({ target }) => target === email) || !fields.some(({ name }) => name === email)
    ? []
    : [{ ruleIndex: null, target: email, ...warning('REQUIRED_MISSING', `No rule fills ${email}: the address is sent when a contact is created, but one that changes later is not. Map email to it.`) }];

/**
 * Holds rules against the lead's fields and the CRM's own properties.
 * @throws AppError RECONNECT_REQUIRED, BAD_USER_INPUT for an unknown object, FORBIDDEN for who sees no leads, or as the provider failed
 */
export const checkMapping = async (ctx: TeamContext, provider: CrmProvider, named: string | null | undefined, given: readonly GivenRule[]): Promise<CheckedMapping> => {
  const { object, fields } = await fieldsFor(ctx, provider, named, given);
  const { email } = await contactPartsOf(provider, object, () => Promise.resolve(fields));
  const problems = [...checkRules(given, { leadFields: await listLeadFields(ctx), crmFields: fields }), ...missingEmail(email, given, fields)];
  return { object, rules: given.map((rule) => withType(rule, fields)), problems };
};
