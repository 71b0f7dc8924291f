import { once } from '../../database/once.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { checkInput } from '../../shared/check-input.ts';
import { cleanLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { announceLead } from './announce-lead.ts';
import { commitLead } from './commit-lead.ts';
import { leadConflict, lockLead } from './find-lead.ts';
import { insertLead, type NewLead } from './insert-lead.ts';
import { readAttributes, type AttributesInput } from './lead-attributes.ts';
import { Lead, type ChangedLead, type LeadEntity } from './lead.entity.ts';
import { canCreateLead } from './lead.policy.ts';
import { customLeadFields } from './list-lead-fields.ts';
import { lockName } from './lock-name.ts';
import { checkRequired, mergeCustomFields, readCustomFields } from './read-custom-fields.ts';
import { requireOwner } from './require-owner.ts';

export interface CreateLead extends AttributesInput {
  externalId?: string | null;
  ownerId?: string | null;
  customFields?: Record<string, unknown> | null;
  idempotencyKey?: string | null;
}

/** Longest id of another system. */
const EXTERNAL_ID_MAX = 200;

const readLead = async (tx: Tx, { externalId, ownerId, customFields, status, ...input }: CreateLead): Promise<NewLead> => {
  const defined = await customLeadFields(tx);
  return checkInput((faults) => {
    const attributes = readAttributes({ ...input, status: status ?? 'NEW' }, faults);
    const fields = mergeCustomFields({}, readCustomFields(customFields ?? {}, defined, faults), faults);
    checkRequired(fields, defined, faults);
    if (faults.length === 0 && !['name', 'email', 'phone', 'company', 'title'].some((field) => attributes[field as 'name'] != null))
      faults.push({ field: 'name', code: 'REQUIRED', message: 'a lead needs a name, an e-mail address, a phone number, a company or a title' });
    return {
      ...attributes,
      externalId: externalId == null ? null : cleanLine(externalId, { field: 'externalId', max: EXTERNAL_ID_MAX }, faults),
      ownerId: ownerId ?? null,
      customFields: fields,
    };
  });
};

/** The name by which another system knows the lead is given to one lead only, also when two come at once. */
const claimExternalId = async (tx: Tx, externalId: string): Promise<void> => {
  await lockName(tx, 'external-id', externalId);
  const taken = await tx.em.findOne(Lead, { externalId });
  if (taken !== null) throw await leadConflict(tx, taken, 'Another lead has this externalId: update that one.');
};

/**
 * A new lead. The same `idempotencyKey` within 24 hours gives the first one again.
 * @throws AppError FORBIDDEN; BAD_USER_INPUT; CONFLICT with the lead that has the `externalId`
 */
export const createLead = (ctx: TeamContext, { idempotencyKey, ...input }: CreateLead): Promise<ChangedLead> =>
  commitLead(ctx, async (tx) => {
    if (!canCreateLead(tx.actor)) throw refuse(tx.actor, 'create leads', 'leads:write');
    const created = new Map<string, LeadEntity>();
    const id = await once(tx, { key: idempotencyKey, operation: 'createLead', request: input }, async () => {
      const values = await readLead(tx, input);
      if (values.externalId != null) await claimExternalId(tx, values.externalId);
      const owner = values.ownerId == null ? null : await requireOwner(tx, values.ownerId);
      const lead = await insertLead(tx, values);
      announceLead(tx, lead, { action: 'CREATED', owner, before: null });
      created.set(lead.id, lead);
      return lead.id;
    });
    const lead = created.get(id);
    return lead ? { lead, changed: true } : { lead: await lockLead(tx, id), changed: false };
  });
