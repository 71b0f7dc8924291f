import type { CrmField, CrmProvider, CrmProviderName } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { canManageIntegrations, requireProvider } from '../integration/index.ts';
import { listLeadFields } from '../lead/index.ts';
import { checkRules } from './check-rules.ts';
import type { FieldMappingRow } from './field-mapping.entity.ts';
import type { MappingProblem } from './mapping-problem.ts';
import type { MappingRule } from './mapping-rule.ts';
import { readCrmFields, type CrmFieldsRead } from './read-crm-fields.ts';
import { readRules, type GivenRule, type MappingInput } from './read-rules.ts';
import { storeMapping } from './store-mapping.ts';

export interface SaveFieldMappingInput {
  provider: CrmProviderName;
  object?: string | null;
  mapping: MappingInput;
}

export interface SavedMapping {
  fieldMapping: FieldMappingRow | null;
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

/**
 * Checks a mapping against the lead's fields and the CRM's own properties, and puts it in force as the next version
 * unless a problem is an ERROR: then nothing is saved.
 * @throws AppError FORBIDDEN, RECONNECT_REQUIRED, BAD_USER_INPUT for what is no mapping, or as the provider failed
 */
export const saveFieldMapping = async (ctx: TeamContext, input: SaveFieldMappingInput): Promise<SavedMapping> => {
  if (!canManageIntegrations(ctx.actor)) throw forbidden('change mappings');
  const provider = requireProvider(ctx, input.provider);
  const rules = readRules(input.mapping);
  const { object, fields } = await fieldsFor(ctx, provider, input.object, rules);
  const problems = checkRules(rules, { leadFields: await listLeadFields(ctx), crmFields: fields });
  if (problems.some(({ severity }) => severity === 'ERROR')) return { fieldMapping: null, problems };
  const mapping = { provider: provider.name, object, rules: rules.map((rule) => withType(rule, fields)) };
  return { fieldMapping: await inTransaction(ctx, (tx) => storeMapping(tx, mapping)), problems };
};
