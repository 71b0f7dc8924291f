import type { CrmProperties, CrmProviderName, SyncFault } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { activeIntegrations, askCrm, requireProvider } from '../integration/index.ts';
import { findVisibleLead } from '../lead/index.ts';
import { canTryMappings, checkMapping, error, readRules, type MappingInput, type MappingProblem, type MappingRule } from '../mapping/index.ts';
import { asCreated, asUpdated } from './create-marks.ts';
import { foresee } from './foresee.ts';
import { SyncState } from './sync-state.entity.ts';
import { leadSubject, type SyncSubject } from './sync-subject.ts';
import type { PushSource } from './to-push-row.ts';

export interface PreviewMappingInput {
  provider: CrmProviderName;
  object?: string | null;
  leadId: string;
  mapping: MappingInput;
}

export interface MappingPreview {
  payload: CrmProperties;
  problems: MappingProblem[];
}

/** The lead as a sync would take it: with the record that it is linked to, and the policy of the connection. */
const findSource = (ctx: TeamContext, { provider, leadId }: PreviewMappingInput): Promise<PushSource & { subject: SyncSubject }> =>
  inSnapshot(ctx, async (snapshot) => {
    const lead = await findVisibleLead(snapshot, leadId, 'leadId');
    const state = await snapshot.em.findOne(SyncState, { subjectId: lead.id, provider });
    const integration = (await activeIntegrations(snapshot)).find((row) => row.provider === provider);
    return { subject: leadSubject(lead), state: { externalId: state?.externalId ?? null, duplicatePolicy: integration?.settings.duplicatePolicy ?? 'UPDATE' } };
  });

/** A value of this lead that no sync would send. */
const asProblem = (rules: readonly MappingRule[], { field = '', message }: SyncFault): MappingProblem => ({
  ruleIndex: rules.findIndex(({ target }) => target === field), target: field, ...error('TYPE_MISMATCH', message),
});

/**
 * What a sync with a mapping would send of a lead: mapped by the same function from the same facts, and written for a
 * record that is there or for one that is to be created, as the CRM says now. Rules that could not be saved are left out
 * of it, and named.
 * @throws AppError FORBIDDEN, NOT_FOUND, RECONNECT_REQUIRED, BAD_USER_INPUT for what is no mapping, or as the provider failed
 */
export const previewMapping = async (ctx: TeamContext, input: PreviewMappingInput): Promise<MappingPreview> => {
  if (!canTryMappings(ctx.actor)) throw refuse(ctx.actor, 'try mappings', 'integrations:read', 'leads:read');
  const provider = requireProvider(ctx, input.provider);
  const source = await findSource(ctx, input);
  const { object, rules, problems } = await checkMapping(ctx, provider, input.object, readRules(input.mapping));
  const wrong = new Set(problems.flatMap(({ ruleIndex, severity }) => (severity === 'ERROR' ? [ruleIndex] : [])));
  const usable = rules.filter((_, index) => !wrong.has(index));
  const targets = usable.map(({ target }) => target);
  const { existing: met, marks } = await askCrm(ctx, provider.name, (session) => foresee(provider, session, object, [source], targets));
  const existing = met(source);
  const { properties, faults } = source.subject.apply(usable, existing?.properties ?? null);
  return { payload: existing ? asUpdated(properties, marks) : asCreated(properties, marks, source.subject), problems: [...problems, ...faults.map((fault) => asProblem(rules, fault))] };
};
