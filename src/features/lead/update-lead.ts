import { checkInput } from '../../shared/check-input.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { announceLead, tagsOf } from './announce-lead.ts';
import { applyChanges } from './apply-changes.ts';
import { commitLead } from './commit-lead.ts';
import { lockLead } from './find-lead.ts';
import { readAttributes, type AttributesInput } from './lead-attributes.ts';
import type { ChangedLead } from './lead.entity.ts';
import { canUpdateLead } from './lead.policy.ts';
import { findOwner } from './lead-snapshot.ts';
import { customLeadFields } from './list-lead-fields.ts';
import { checkRequired, mergeCustomFields, readCustomFields } from './read-custom-fields.ts';

export interface UpdateLead extends AttributesInput {
  id: string;
  version?: number | null;
  customFields?: Record<string, unknown> | null;
}

/** Null in place of the whole object clears every field. */
const allCleared = (current: object): Record<string, null> => Object.fromEntries(Object.keys(current).map((name) => [name, null]));

/**
 * Changes what was given: an absent attribute stays, null clears, custom fields are merged key by key. Where nothing
 * really changes, the lead keeps its version and nothing is announced.
 * @throws AppError NOT_FOUND; FORBIDDEN; BAD_USER_INPUT; CONFLICT with the lead as it is, for a stale version
 */
export const updateLead = (ctx: TeamContext, { id, version, customFields, ...input }: UpdateLead): Promise<ChangedLead> =>
  commitLead(ctx, async (tx) => {
    const lead = await lockLead(tx, id, version);
    if (!canUpdateLead(tx.actor, lead)) throw refuse(tx.actor, 'update this lead', 'leads:write');
    const defined = await customLeadFields(tx);
    const changes = checkInput((faults) => {
      const attributes = readAttributes(input, faults);
      if (customFields === undefined) return attributes;
      const given = readCustomFields(customFields ?? allCleared(lead.customFields), defined, faults);
      const merged = mergeCustomFields(lead.customFields, given, faults);
      // A field that became required later does not stand in the way of other changes.
      checkRequired(merged, defined.filter(({ name }) => given.has(name)), faults);
      return { ...attributes, customFields: merged };
    });

    const before = tagsOf(lead);
    const difference = applyChanges(lead, changes, tx.clock.now());
    if (difference.changedFields.length === 0) return { lead, changed: false };
    await tx.em.flush();
    announceLead(tx, lead, { action: 'UPDATED', owner: await findOwner(tx, lead.ownerId), before, ...difference });
    return { lead, changed: true };
  });
