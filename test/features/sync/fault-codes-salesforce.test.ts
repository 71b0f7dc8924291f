import { startSalesforceSandbox, type SalesforceSandbox } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';

let sandbox: SalesforceSandbox;
let app: TestApp;
let owner: Session;
beforeAll(async () => {
  sandbox = await startSalesforceSandbox();
  app = await startApp({ salesforceUrl: sandbox.url, env: { SYNC_RETRY_MIN_MS: '10', SYNC_RETRY_MAX_MS: '50', SYNC_SWEEP_MS: '100', CRM_TIMEOUT_MS: '1000' } });
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});
beforeEach(async () => {
  await sandbox.reset();
  owner = await app.signUp();
  await app.connectCrm(owner.token, 'SALESFORCE');
  await ask('mutation { updateIntegrationSettings(input: { provider: SALESFORCE, autoSync: false }) { integration { id } } }');
});

const ask = (query: string, variables: Json = {}) => app.ask(query, variables, owner.token);
const writes = '/services/data/*/composite/*';
const always = (fault: Json) => sandbox.order({ times: null, ...fault });
const row = (statusCode: string) => sandbox.failRows({ object: 'Contact', times: null, statusCode });

const errors = async () => (await ask('{ syncErrors(provider: SALESFORCE) { code count affectedLeads hint } }')).syncErrors as Json[];

/** What makes Salesforce answer so, and what people read on the list. */
const codes: [string, () => Promise<unknown>, string][] = [
  ['AUTH_EXPIRED', async () => {
    await sandbox.expireTokens();
    await always({ path: '/services/oauth2/token', status: 400 });
  }, 'onnect'],
  ['RATE_LIMITED', () => always({ path: writes, status: 403 }), 'tried again'],
  ['VALIDATION', () => row('FIELD_CUSTOM_VALIDATION_EXCEPTION'), 'rules of the Salesforce organisation'],
  ['DUPLICATE', () => row('DUPLICATE_VALUE'), 'Merge'],
  ['NOT_FOUND', () => row('ENTITY_IS_DELETED'), 'not deleted'],
  ['PERMISSION', () => row('INSUFFICIENT_ACCESS_OR_READONLY'), 'Connect Salesforce again'],
  ['NETWORK', () => always({ path: '/services/data/*', dropConnection: true }), 'check the network'],
  ['TIMEOUT', () => always({ path: '/services/data/*', delayMs: 1_500 }), 'tried again'],
  ['PROVIDER_DOWN', () => always({ path: '/services/data/*', status: 503 }), 'tried again'],
  ['MAPPING', () => sandbox.removeField('Contact', 'Phone'), 'exists'],
  ['UNKNOWN', () => row('SOMETHING_NEW'), 'Look at the recorded exchange'],
];

describe('each kind of fault, at Salesforce', () => {
  it.each(codes)('[I9] %s is listed with what to do', async (code, arrange, hint) => {
    const lead = (await ask('mutation { createLead(input: { name: "Ada Lovelace", email: "ada@example.com", phone: "+442079460000" }) { lead { id } } }')).createLead.lead.id as string;
    await arrange();
    await ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { id } } }', { input: { leadId: lead, provider: 'SALESFORCE' } });
    await until('it is listed', async () => (await errors()).length > 0, 30_000);
    expect(await errors()).toEqual([{ code, count: 1, affectedLeads: 1, hint: expect.stringContaining(hint) as string }]);
  }, 45_000);
});
