import type { PushRow } from '../../../../src/crm/crm-provider.ts';

/** A lead to bring to Salesforce, with the e-mail and the last name of its key. */
export const aRow = (key: string, more: Partial<PushRow> = {}): PushRow => ({
  key,
  email: `${key}@example.com`,
  properties: { Email: `${key}@example.com`, LastName: key },
  duplicatePolicy: 'UPDATE',
  ...more,
});

/** One without an e-mail address: nothing but a key of ours finds it again. */
export const aNamelessRow = (key: string, more: Partial<PushRow> = {}): PushRow => {
  const { email: _, ...row } = aRow(key, { properties: { LastName: key }, ...more });
  return row;
};
