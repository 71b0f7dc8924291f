import { z } from 'zod';
import { invalidInput } from '../hubspot-error.ts';
import type { Sandbox } from '../state.ts';
import { inputsOf, missingError, type Outcome, refuseDuplicates, writeEach } from './batch.ts';
import { checkProperties } from './check-properties.ts';
import { associations, values } from './contact-input.ts';
import { findContact, isUnique } from './find-contact.ts';
import { showWritten } from './show-contact.ts';
import { createContact, overwriteContact, updateContact } from './write-contact.ts';

const objectWriteTraceId = z.string().min(1).optional();
const keyed = z.object({ id: z.string().min(1), idProperty: z.string().optional(), properties: values, objectWriteTraceId });

export const batchCreateInput = z.object({
  inputs: inputsOf(z.object({ properties: values, associations, objectWriteTraceId })),
});
export const batchUpdateInput = z.object({ inputs: inputsOf(keyed) });
export const batchUpsertInput = z.object({ inputs: inputsOf(keyed.required({ idProperty: true })) });

type Keyed = z.output<typeof keyed>;

export function batchCreate(sandbox: Sandbox, { inputs }: z.output<typeof batchCreateInput>): Outcome {
  refuseDuplicates(inputs.flatMap(({ properties }) => properties['email']?.toLowerCase() || []), inputs);
  return writeEach(sandbox, inputs, ({ properties }) => {
    const checked = checkProperties(sandbox, properties);
    return showWritten(sandbox, createContact(sandbox, checked), checked);
  });
}

/** By record id, or by a custom unique property. Records that are not there are reported, whatever the trace ids. */
export function batchUpdate(sandbox: Sandbox, { inputs }: z.output<typeof batchUpdateInput>): Outcome {
  const idProperty = sharedIdProperty(sandbox, inputs, 'email');
  const targets = inputs.map((input) => ({ ...input, contact: findContact(sandbox, input.id, idProperty) }));
  refuseDuplicates(targets.map(({ id, contact }) => contact?.id ?? id), inputs);
  const present = targets.flatMap(({ contact, ...input }) => (contact ? [{ ...input, contact }] : []));
  const { results, errors } = writeEach(sandbox, present, ({ contact, properties }) => {
    const checked = checkProperties(sandbox, properties);
    return showWritten(sandbox, updateContact(sandbox, contact, checked), checked);
  });
  return { results, errors: [...errors, ...missingError(targets.filter(({ contact }) => !contact))] };
}

/** By e-mail (never partial: what is left out is unset) or by a custom unique property (partial). */
export function batchUpsert(sandbox: Sandbox, { inputs }: z.output<typeof batchUpsertInput>): Outcome {
  const idProperty = sharedIdProperty(sandbox, inputs) ?? '';
  refuseDuplicates(inputs.map(({ id }) => (idProperty === 'email' ? id.toLowerCase() : id)), inputs);
  const write = idProperty === 'email' ? overwriteContact : updateContact;
  return writeEach(sandbox, inputs, ({ id, properties }) => {
    const checked = checkProperties(sandbox, { [idProperty]: id, ...properties });
    const known = findContact(sandbox, id, idProperty);
    const contact = known ? write(sandbox, known, checked) : createContact(sandbox, checked);
    return { ...showWritten(sandbox, contact, checked), new: !known };
  });
}

/** The one property that all inputs are keyed by. Throws for mixed, for non-unique, and for the `refused` one. */
function sharedIdProperty(sandbox: Sandbox, inputs: readonly Keyed[], refused?: string): string | undefined {
  const [idProperty, ...others] = new Set(inputs.map((input) => input.idProperty));
  if (others.length > 0) throw invalidInput('All inputs of a batch must have the same idProperty');
  if (idProperty !== undefined && (idProperty === refused || !isUnique(sandbox, idProperty))) {
    throw invalidInput('Unable to perform update/upsert by non-unique 0-1 property');
  }
  return idProperty;
}
