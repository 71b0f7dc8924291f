import type { Role } from '../../../src/shared/actor.ts';
import type { Row } from '../verdict/log.ts';

/** What a client asks for, and, in the words of the product's documents and not of its code, which events that is. */
export interface Interest {
  readonly name: string;
  readonly field: string;
  readonly document: string;
  readonly variables: Record<string, unknown>;
  readonly wants: (row: Row) => boolean;
  /** Its events carry everything, and can be large. */
  readonly heavy: boolean;
}

/** Rights as far as events go: a member by its role, or a key that may read leads and nothing else. */
export type Rights = Role | 'LEADS_KEY';

const leadKinds = ['lead.created', 'lead.updated', 'lead.deleted', 'lead.assigned'];
const syncKinds = ['queued', 'running', 'retrying', 'succeeded', 'failed', 'skipped', 'cancelled'].map((status) => `sync.${status}`);

/** Contractors see no lead, no form and no sync; a key for leads sees leads and their syncs. */
export const maySee = (rights: Rights, { kind }: Row): boolean => {
  if (rights === 'CONTRACTOR') return false;
  return rights !== 'LEADS_KEY' || leadKinds.includes(kind) || syncKinds.includes(kind);
};

const everything = 'changedFields lead { id name version customFields }';

const leads = (name: string, filter: Record<string, unknown>, wants: (row: Row) => boolean, body = ''): Interest => ({
  name: `leadUpdated ${name}`,
  field: 'leadUpdated',
  document: `subscription ($filter: LeadEventFilter, $after: Cursor) { leadUpdated(filter: $filter, after: $after) { cursor type about: leadId ${body} } }`,
  variables: { filter },
  wants: (row) => leadKinds.includes(row.kind) && wants(row),
  heavy: body === everything,
});

const forms = (name: string, filter: Record<string, unknown>, wants: (row: Row) => boolean): Interest => ({
  name: `formSubmitted ${name}`,
  field: 'formSubmitted',
  document: 'subscription ($filter: FormEventFilter, $after: Cursor) { formSubmitted(filter: $filter, after: $after) { cursor type about: formId submission { id } } }',
  variables: { filter },
  wants: (row) => row.kind === 'form.submitted' && wants(row),
  heavy: false,
});

const syncs = (name: string, filter: Record<string, unknown>, wants: (row: Row) => boolean): Interest => ({
  name: `crmSync ${name}`,
  field: 'crmSync',
  document: 'subscription ($filter: CrmSyncFilter, $after: Cursor) { crmSync(filter: $filter, after: $after) { cursor type about: leadId status } }',
  variables: { filter },
  wants: (row) => syncKinds.includes(row.kind) && wants(row),
  heavy: false,
});

const touches = ({ before, after }: Row, fits: (lead: NonNullable<Row['before']>) => boolean) =>
  (before !== null && fits(before)) || (after !== null && fits(after));

/** Things of a team that filters can name. */
export interface Things {
  readonly leadId: string;
  readonly ownerId: string;
  readonly formId: string;
}

/** Everything that can be asked for: of the whole team, of one thing, of some kinds, before and after. */
export const interestsIn = ({ leadId, ownerId, formId }: Things): Interest[] => [
  leads('of the team', {}, () => true),
  leads('of the team, with all fields', {}, () => true, everything),
  leads('UPDATED, with all fields', { actions: ['UPDATED'] }, ({ action }) => action === 'UPDATED', everything),
  leads('of one lead', { leadId }, ({ resourceId }) => resourceId === leadId, 'lead { version }'),
  leads('UPDATED and DELETED', { actions: ['UPDATED', 'DELETED'] }, ({ action }) => action === 'UPDATED' || action === 'DELETED'),
  leads('QUALIFIED before or after', { status: ['QUALIFIED'] }, (row) => touches(row, ({ status }) => status === 'QUALIFIED')),
  leads('of one owner before or after', { ownerId }, (row) => touches(row, (lead) => lead.ownerId === ownerId)),
  forms('of the team', {}, () => true),
  forms('of one form', { formId }, ({ resourceId }) => resourceId === formId),
  syncs('of the team', {}, () => true),
  syncs('SUCCEEDED', { status: ['SUCCEEDED'] }, ({ status }) => status === 'SUCCEEDED'),
];

/** `lead.updated` is `LEAD_UPDATED` in the public schema. */
export const typeOf = ({ kind }: Row): string => kind.replaceAll('.', '_').toUpperCase();
