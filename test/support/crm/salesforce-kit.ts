import { startSalesforceSandbox, type SalesforceSandbox } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
import type { CrmKit, CrmSandbox, FieldChanges, FieldKind } from './crm-kit.ts';

const types: Record<FieldKind, object> = {
  TEXT: { type: 'string', length: 255 },
  NUMBER: { type: 'double', precision: 18, scale: 2 },
  SELECT: { type: 'picklist', restrictedPicklist: true },
};

const fieldOf = ({ kind, options, readOnly }: FieldChanges) => ({
  ...(kind && types[kind]),
  ...(options && { picklistValues: options.map((value) => ({ value, label: value })) }),
  ...(readOnly !== undefined && { createable: !readOnly, updateable: !readOnly }),
});

/** Plain, and by a key of ours. */
const writes = /\/composite\/sobjects(?:\/\w+\/\w+)?$/;

const withoutId = ({ attributes: _, Id: __, id: ___, ...values }: Record<string, unknown>) => values;

/** A check box cannot be empty, and text of spaces is none. */
const spell = (name: string, value: unknown): unknown => (value === null && name === salesforceKit.fields.yesNo ? false : value);

export interface SalesforceTestSandbox extends CrmSandbox {
  readonly salesforce: SalesforceSandbox;
}

const start = async (env: Record<string, string> = {}): Promise<SalesforceTestSandbox> => {
  const salesforce = await startSalesforceSandbox(env);
  const { control } = salesforce;
  const putField = (name: string, field: object) => salesforce.addField('Contact', name, field);
  return {
    salesforce,
    url: salesforce.url,
    contacts: async () => (await salesforce.records('Contact')).map((record) => ({ id: record.Id, properties: withoutId(record) })),
    requests: salesforce.requests,
    fault: salesforce.order,
    clearFaults: async () => {
      await control('DELETE', '/faults');
      await control('DELETE', '/row-faults');
    },
    plant: async (properties) => (await salesforce.plant('Contact', properties))[0] ?? '',
    write: async (id, properties) => { await control('PATCH', `/records/Contact/${id}`, properties); },
    addField: (name, kind = 'TEXT', options = []) => putField(name, { label: `Label of ${name}`, custom: true, ...fieldOf({ kind, ...(kind === 'SELECT' && { options }) }) }),
    removeField: (name) => salesforce.removeField('Contact', name),
    changeField: (name, changes) => putField(name, fieldOf(changes)),
    expireTokens: salesforce.expireTokens,
    revokeTokens: async () => { await control('POST', '/revoke-tokens'); },
    setAhead: async (aheadMs) => { await control('PUT', '/session-clock', { aheadMs }); },
    tokenToPaste: async () => ({ token: (await salesforce.signIn()).accessToken, instanceUrl: salesforce.url }),
    reset: salesforce.reset,
    stop: salesforce.stop,
  };
};

export const salesforceKit: CrmKit<SalesforceTestSandbox> = {
  provider: 'SALESFORCE',
  name: 'Salesforce',
  accountName: 'Example Ltd',
  object: 'Contact',
  fields: {
    email: 'Email', firstName: 'FirstName', lastName: 'LastName', phone: 'Phone', title: 'Title', text: 'Department', longText: 'Description', number: 'Score__c',
    yesNo: 'Marketing_Consent__c', date: 'Birthdate', select: 'Level__c', readOnly: 'Name', unique: 'Customer_Number__c',
  },
  options: ['Primary', 'Secondary', 'Tertiary'],
  custom: (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}__c`,
  base: [{ source: 'email', target: 'Email' }, { source: 'name', target: 'LastName' }],
  tooFew: { scopes: 'api id', missing: ['refresh_token'] },
  at: {
    api: { path: '/services/data' }, token: { path: '/services/oauth2/token' }, revoke: { path: '/services/oauth2/revoke' }, account: { path: '*/query?q=*Organization*' },
    fields: { path: '*/describe' }, look: { path: '*/query?q=*Contact*' }, create: { method: 'POST', path: '*/composite/sobjects' }, records: { path: '*/composite/sobjects*' },
  },
  // There is no 429: the day's calls, or too many at once.
  slowDown: { status: 403 },
  forbidden: { status: 403, body: JSON.stringify([{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights' }]) },
  invalid: { status: 400, body: JSON.stringify([{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'bad' }]) },
  allowsDuplicates: true,
  tellsEnd: false,
  isToken: ({ path }) => path === '/services/oauth2/token',
  isRevoke: ({ path }) => path === '/services/oauth2/revoke',
  isApi: ({ path }) => path.startsWith('/services/data/'),
  isFieldRead: ({ path }) => path.endsWith('/describe'),
  isLook: ({ path }) => path.includes('/query?q=') && path.includes('Contact'),
  isCreate: ({ method, path }) => method === 'POST' && path.endsWith('/composite/sobjects'),
  writtenBy: ({ method, path, body }) => (method !== 'GET' && writes.test(path) ? (body as { records: Record<string, unknown>[] }).records.map(withoutId) : []),
  spell: (payload) => Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, spell(name, value)])),
  start,
};
