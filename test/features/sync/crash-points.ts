import { keyField } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
import type { Json } from '../../support/app.ts';
import { hubspotKit, salesforceKit, type CrmKit } from '../../support/crm/crm-kits.ts';
import type { SalesforceTestSandbox } from '../../support/crm/salesforce-kit.ts';

export const policies = ['UPDATE', 'SKIP', 'CREATE_NEW'] as const;

/** A lead of each kind that a lost answer may concern: one for each policy, and one that no e-mail would find. */
export const kinds = [...policies, 'NO_E_MAIL'] as const;
export type Kind = (typeof kinds)[number];

export const leadOf = (kind: Kind): Json =>
  kind === 'NO_E_MAIL' ? { name: 'No Address', phone: '+4930901820' } : { name: `Ann ${kind.toLowerCase().replace('_', '')}`, email: `${kind.toLowerCase()}@example.com`, phone: '+4930901821' };
export const policyOf = (kind: Kind): string => (kind === 'NO_E_MAIL' ? 'UPDATE' : kind);

/** The lead and what becomes of it where its create was done and the answer never came. */
type Ends = Readonly<Record<Kind, 'MET' | 'LEFT_TO_A_PERSON'>>;

export interface Variant {
  readonly name: string;
  readonly kit: CrmKit;
  readonly prepare: (sandbox: unknown) => Promise<void>;
  /** Where it is not known whether the create was done. */
  readonly ends: Ends;
}

const nothing = () => Promise.resolve();

/** The CRMs as they differ in what a repeat knows again: the rows of the table in docs/SYNC.md. */
export const variants: readonly Variant[] = [
  { name: 'HubSpot', kit: hubspotKit, prepare: nothing, ends: { UPDATE: 'MET', SKIP: 'MET', CREATE_NEW: 'MET', NO_E_MAIL: 'LEFT_TO_A_PERSON' } },
  { name: 'Salesforce', kit: salesforceKit, prepare: nothing, ends: { UPDATE: 'MET', SKIP: 'MET', CREATE_NEW: 'LEFT_TO_A_PERSON', NO_E_MAIL: 'LEFT_TO_A_PERSON' } },
  {
    name: 'Salesforce with the key field', kit: salesforceKit, prepare: (sandbox) => (sandbox as SalesforceTestSandbox).salesforce.addField('Contact', 'Leadwire_Id__c', keyField),
    ends: { UPDATE: 'MET', SKIP: 'MET', CREATE_NEW: 'MET', NO_E_MAIL: 'MET' },
  },
];

/** An attempt as it has to tell of the end. */
export const attemptOf = (end: 'MET' | 'LEFT_TO_A_PERSON', contactId: unknown): Json =>
  end === 'MET'
    ? { status: 'SUCCEEDED', action: 'UPDATED', contactId, errors: [] }
    : { status: 'FAILED', action: 'FAILED', contactId: null, errors: [{ code: 'UNKNOWN', retryable: false, hint: expect.stringContaining('whether the record exists') as unknown }] };
