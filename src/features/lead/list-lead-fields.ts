import { inSnapshot, type Snapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { leadStatuses } from './lead.entity.ts';
import { CustomLeadField, type FieldType, type LeadField } from './lead-field.entity.ts';
import { canListLeads } from './lead.policy.ts';

const builtIn = (name: string, label: string, type: FieldType, options: readonly string[] = []): LeadField => ({
  name, label, type, required: false, custom: false, options: [...options],
});

/** The attributes that every lead has, by the names that inputs, events and mappings use. */
export const builtInFields: readonly LeadField[] = [
  builtIn('name', 'Name', 'TEXT'),
  builtIn('email', 'E-mail', 'EMAIL'),
  builtIn('phone', 'Phone', 'PHONE'),
  builtIn('company', 'Company', 'TEXT'),
  builtIn('title', 'Title', 'TEXT'),
  builtIn('status', 'Status', 'SELECT', leadStatuses),
  builtIn('source', 'Source', 'TEXT'),
  builtIn('externalId', 'External id', 'TEXT'),
];

/** The fields of the team's own, in their order. */
export const customLeadFields = async ({ em, actor }: Pick<Snapshot, 'em' | 'actor'>): Promise<LeadField[]> => {
  const fields = await em.find(CustomLeadField, { teamId: actor.teamId }, { orderBy: { position: 'asc' } });
  return fields.map(({ name, label, type, required, options }) => ({ name, label, type, required, custom: true, options }));
};

/** What a lead of the team can hold, whoever asks. */
export const allLeadFields = async (snapshot: Pick<Snapshot, 'em' | 'actor'>): Promise<LeadField[]> => [...builtInFields, ...(await customLeadFields(snapshot))];

/** What a lead of the team can hold: built-in attributes, then the team's own. */
export const listLeadFields = (ctx: TeamContext): Promise<LeadField[]> => {
  if (!canListLeads(ctx.actor)) throw refuse(ctx.actor, 'see leads', 'leads:read');
  return inSnapshot(ctx, allLeadFields);
};
