import { z } from 'zod';

import type { CrmField } from '../../crm-provider.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import type { HubspotCall } from './call.ts';
import { fieldType } from './field-type.ts';
import { isContacts } from './object-type.ts';
import type { HubspotPaths } from './paths.ts';

const property = z.object({
  name: z.string().min(1),
  label: z.string().nullish(),
  type: z.string(),
  fieldType: z.string().nullish(),
  textDisplayHint: z.string().nullish(),
  description: z.string().nullish(),
  options: z.array(z.object({ value: z.string(), label: z.string().nullish() })).nullish(),
  hasUniqueValue: z.boolean().nullish(),
  calculated: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().nullish() }).nullish(),
});

const answer = z.object({ results: z.array(property) });

const toField = (object: string, read: z.infer<typeof property>): CrmField => {
  const type = fieldType(read);
  const computed = read.calculated === true || read.fieldType?.startsWith('calculation_') === true;
  return {
    name: read.name,
    label: read.label || read.name,
    type,
    // HubSpot has no such flag: what must be filled is decided by rules that it tells only by refusing.
    required: false,
    readOnly: read.modificationMetadata?.readOnlyValue === true || computed || type === 'UNKNOWN',
    // A contact's e-mail is unique without being marked so.
    unique: read.hasUniqueValue === true || (isContacts(object) && read.name === 'email'),
    description: read.description || null,
    options: (read.options ?? []).map(({ value, label }) => ({ value, label: label || value })),
  };
};

/** All properties of an object in one answer; HubSpot does not page them. */
export const listFields = async (call: HubspotCall, paths: HubspotPaths, object: string): Promise<CrmField[]> => {
  const read = answer.safeParse(await call('GET', `${paths.properties(object)}?archived=false`));
  if (!read.success) throw unreadableAnswer('HubSpot');
  return read.data.results.filter(({ archived }) => archived !== true).map((one) => toField(object, one));
};
