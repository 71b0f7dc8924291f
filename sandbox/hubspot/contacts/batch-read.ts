import { z } from 'zod';
import type { Sandbox } from '../state.ts';
import { inputsOf, missingError, type Outcome, refuseDuplicates } from './batch.ts';
import { propertiesWithHistory } from './contact-input.ts';
import { findContact } from './find-contact.ts';
import { showContact } from './show-contact.ts';
import { archiveContact } from './write-contact.ts';

const ids = inputsOf(z.object({ id: z.string().min(1) }));

export const batchReadInput = z.object({
  idProperty: z.string().optional(),
  properties: z.array(z.string()),
  propertiesWithHistory,
  inputs: ids,
});
export const batchArchiveInput = z.object({ inputs: ids });

export function batchRead(sandbox: Sandbox, { inputs, idProperty, properties }: z.output<typeof batchReadInput>): Outcome {
  refuseDuplicates(inputs.map(({ id }) => (idProperty === 'email' ? id.toLowerCase() : id)));
  const found = inputs.map(({ id }) => ({ id, contact: findContact(sandbox, id, idProperty) }));
  return {
    results: found.flatMap(({ contact }) => (contact ? [showContact(sandbox, contact, properties)] : [])),
    errors: missingError(found.filter(({ contact }) => !contact)),
  };
}

/** Records that are not there are passed over. */
export function batchArchive(sandbox: Sandbox, { inputs }: z.output<typeof batchArchiveInput>): void {
  refuseDuplicates(inputs.map(({ id }) => id));
  for (const { id } of inputs) {
    const contact = findContact(sandbox, id);
    if (contact) archiveContact(sandbox, contact);
  }
}
