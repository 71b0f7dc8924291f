import { startTestSandbox, type TestSandbox } from '../sandbox.ts';
import type { CrmKit } from './crm-kit.ts';

const writes = /\/batch\/(create|update)$/;

/** Text, lists joined, the empty string for nothing. */
const spell = (value: unknown): string => (value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value));

export const hubspotKit: CrmKit<TestSandbox> = {
  provider: 'HUBSPOT',
  name: 'HubSpot',
  accountName: 'example.com',
  object: 'contacts',
  fields: {
    email: 'email', firstName: 'firstname', lastName: 'lastname', phone: 'phone', title: 'jobtitle', text: 'city', longText: 'message', number: 'annualrevenue',
    yesNo: 'marketing_consent', date: 'contract_start', select: 'industry_tier', readOnly: 'hs_email_domain', unique: 'customer_number',
  },
  options: ['gold', 'silver', 'bronze'],
  custom: (name) => name,
  base: [{ source: 'email', target: 'email' }, { source: 'name', target: 'lastname' }],
  tooFew: { scopes: 'crm.objects.contacts.read', missing: ['crm.objects.contacts.write', 'crm.schemas.contacts.read'] },
  at: {
    api: { path: '/crm/*' }, token: { path: '/oauth/*/token' }, revoke: { path: '/oauth/*/revoke' }, account: { path: '/account-info' }, fields: { path: '*/properties/*' },
    look: { path: '/crm/*/batch/read' }, create: { path: '/crm/*/batch/create' }, records: { method: 'POST', path: '/crm/*/batch/*' },
  },
  slowDown: { status: 429 },
  forbidden: { status: 403 },
  invalid: { status: 400, body: '{"status":"error","category":"VALIDATION_ERROR","message":"bad"}' },
  allowsDuplicates: false,
  tellsEnd: true,
  isToken: ({ path }) => path.endsWith('/token'),
  isRevoke: ({ path }) => path.endsWith('/revoke'),
  isApi: ({ path }) => path.startsWith('/crm/'),
  isFieldRead: ({ method, path }) => method === 'GET' && path.includes('/properties/'),
  isLook: ({ path }) => path.endsWith('/batch/read'),
  isCreate: ({ path }) => path.endsWith('/batch/create'),
  writtenBy: ({ path, body }) => (writes.test(path) ? (body as { inputs: { properties: Record<string, unknown> }[] }).inputs.map(({ properties }) => properties) : []),
  spell: (payload) => Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, spell(value)])),
  start: (env) => startTestSandbox(env),
};
