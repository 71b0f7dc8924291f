import type { LeadField, LeadRow } from '../lead/index.ts';

/** What of a lead can be mapped. */
export type LeadFacts = Pick<LeadRow, 'name' | 'email' | 'phone' | 'company' | 'title' | 'status' | 'source' | 'externalId' | 'customFields'>;

const builtIn: ReadonlySet<string> = new Set<keyof LeadFacts>(['name', 'email', 'phone', 'company', 'title', 'status', 'source', 'externalId']);
const CUSTOM = 'customFields.';
/** What a field that the team has not defined may be called: no control characters, no half ones. */
const undefinedName = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

const isBuiltIn = (name: string): name is Exclude<keyof LeadFacts, 'customFields'> => builtIn.has(name);

/** The value that a source names; `customFields.roofArea` and `roofArea` are the same. Undefined where the lead has none. */
export const readSource = (lead: LeadFacts, source: string): unknown => {
  if (isBuiltIn(source)) return lead[source];
  const name = source.startsWith(CUSTOM) ? source.slice(CUSTOM.length) : source;
  return Object.hasOwn(lead.customFields, name) ? lead.customFields[name] : undefined;
};

/** What a source holds; a null type: whatever forms have put there, since the team has not defined the field. */
export interface KnownSource {
  type: LeadField['type'] | null;
  options: readonly string[];
}

/** The field that a source names, or null for what no lead can have. */
export const findSource = (fields: readonly LeadField[], source: string): KnownSource | null => {
  const custom = source.startsWith(CUSTOM);
  const name = custom ? source.slice(CUSTOM.length) : source;
  const field = fields.find((candidate) => candidate.name === name && (candidate.custom || !custom));
  if (field) return { type: field.type, options: field.options };
  return custom && undefinedName.test(name) ? { type: null, options: [] } : null;
};
