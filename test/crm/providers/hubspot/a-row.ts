import type { PushRow } from '../../../../src/crm/crm-provider.ts';

/** A lead to bring to HubSpot, with the e-mail and the first name of its key. */
export const aRow = (key: string, more: Partial<PushRow> = {}): PushRow => ({
  key,
  email: `${key}@example.com`,
  properties: { email: `${key}@example.com`, firstname: key },
  duplicatePolicy: 'UPDATE',
  ...more,
});

export const manyRows = (count: number): PushRow[] => Array.from({ length: count }, (_, index) => aRow(`row-${index}`));
