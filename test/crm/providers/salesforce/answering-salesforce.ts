import type { ServerResponse } from 'node:http';
import type { CrmTokens, PushResult, PushRow } from '../../../../src/crm/crm-provider.ts';
import { createSalesforce } from '../../../../src/crm/providers/salesforce/create-salesforce.ts';
import type { SalesforceOptions } from '../../../../src/crm/providers/salesforce/settings.ts';
import { aSession } from '../../a-session.ts';
import { answeringServer, say, type SeenRequest } from '../../answering-server.ts';

/*
 * What the sandbox does not do, and Salesforce may: answers that are cut off, errors under the status of a success,
 * rows that are passed over, duplicates that are told in ways of their own.
 */

const field = (name: string, type: string, more: object = {}) => ({
  name, type, label: name, nillable: true, createable: true, updateable: true, defaultedOnCreate: false, externalId: false, unique: false, length: 255, ...more,
});

const readOnly = { createable: false, updateable: false };

export const contactFields = [
  field('Id', 'id', readOnly),
  field('Name', 'string', readOnly),
  field('LastName', 'string', { nillable: false }),
  field('Email', 'email', { idLookup: true }),
  field('Phone', 'phone'),
  field('Title', 'string'),
  field('Birthdate', 'date'),
  field('Score__c', 'double'),
  field('Consent__c', 'boolean'),
  field('CreatedDate', 'datetime', readOnly),
];

export const keyField = field('Leadwire_Id__c', 'string', { externalId: true, unique: true });

export type Answer = [status: number, body: unknown, headers?: Record<string, string>];
type Says = (request: SeenRequest, earlier: number) => Answer | ((response: ServerResponse) => void);

/** The operations of Salesforce that the connector knows, by how they are asked for. */
type Operation = 'token' | 'revoke' | 'versions' | 'describe' | 'query' | 'read' | 'create' | 'update' | 'upsert';

const operationOf = ({ method, path }: SeenRequest): Operation => {
  if (path.startsWith('/services/oauth2/')) return path.endsWith('revoke') ? 'revoke' : 'token';
  if (path === '/services/data') return 'versions';
  if (path.endsWith('/describe')) return 'describe';
  if (path.includes('/query')) return 'query';
  if (method === 'PATCH') return path.endsWith('/composite/sobjects') ? 'update' : 'upsert';
  return path.endsWith('/composite/sobjects') ? 'create' : 'read';
};

export const recordsIn = ({ body }: SeenRequest) => (JSON.parse(body) as { records: Record<string, unknown>[] }).records;

let made = 0;
export const anId = (prefix = '003'): string => `${prefix}B00000${String((made += 1)).padStart(6, '0')}AAA`;

const written: Says = (request) => [200, recordsIn(request).map(({ id }) => ({ id: id ?? anId(), success: true, errors: [], created: true }))];

const usual: Record<Operation, Says> = {
  token: () => [400, { error: 'invalid_grant' }],
  revoke: () => [200, undefined],
  versions: () => [200, [{ label: "Winter '27", url: '/services/data/v68.0', version: '68.0' }]],
  describe: () => [200, { fields: contactFields }],
  query: () => [200, { totalSize: 0, done: true, records: [] }],
  read: (request) => [200, (JSON.parse(request.body) as { ids: string[] }).ids.map(() => null)],
  create: written,
  update: written,
  upsert: written,
};

/** A Salesforce that says just this; without a word of its own, nothing is found and everything is written. */
export const salesforceThat = async (says: Partial<Record<Operation, Says>> = {}, options: Partial<SalesforceOptions> = {}) => {
  const calls: (SeenRequest & { operation: Operation })[] = [];
  const server = await answeringServer((request, response) => {
    const operation = operationOf(request);
    const earlier = calls.filter((call) => call.operation === operation).length;
    calls.push({ ...request, operation });
    const answer = (says[operation] ?? usual[operation])(request, earlier);
    if (typeof answer === 'function') return answer(response);
    const [status, body, headers] = answer;
    return say(response, status, body, headers);
  });
  const salesforce = createSalesforce({ clientId: 'our id', clientSecret: 'planted-client-secret', loginUrl: server.url, sandboxLoginUrl: server.url, ...options });
  const tokens: CrmTokens = { accessToken: 'planted-access-token', refreshToken: 'planted-refresh-token', instanceUrl: server.url, loginUrl: server.url, scopes: ['api', 'refresh_token'] };
  const session = aSession(tokens);
  return {
    salesforce,
    tokens,
    session,
    calls,
    url: server.url,
    close: server.close,
    asked: () => calls.map(({ operation }) => operation),
    push: async (rows: PushRow[]) => {
      const results = await salesforce.pushMany(session, 'Contact', rows);
      return Object.fromEntries(results.map((result) => [result.key, result])) as Record<string, PushResult>;
    },
  };
};

export type AnsweringSalesforce = Awaited<ReturnType<typeof salesforceThat>>;
