import type { CrmProperties, SyncFault } from '../../crm-provider.ts';

/** Between the values of a multi-select; HubSpot has no way to write one inside a value. */
const SEPARATOR = ';';

const spellOne = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  return undefined;
};

const spell = (value: unknown): string | undefined => {
  if (value === null) return '';
  if (!Array.isArray(value)) return spellOne(value);
  const parts = value.map(spellOne);
  return parts.some((part) => part === undefined || part.includes(SEPARATOR)) ? undefined : parts.join(SEPARATOR);
};

const unspeakable = (field: string): SyncFault => ({
  code: 'MAPPING',
  message: `HubSpot's "${field}" cannot hold this value.`,
  field,
  hint: 'Map text, a number, yes or no, a date, or a list of options without semicolons to it.',
  retryable: false,
});

export type Spelling = { properties: Record<string, string> } | { fault: SyncFault };

/** HubSpot takes strings only: `true`, `42`, `2026-01-31`, options joined by `;`, and the empty string, which clears. */
export const spellProperties = (properties: CrmProperties): Spelling => {
  const spelled: [string, string][] = [];
  for (const [field, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    const text = spell(value);
    if (text === undefined) return { fault: unspeakable(field) };
    spelled.push([field, text]);
  }
  return { properties: Object.fromEntries(spelled) };
};
