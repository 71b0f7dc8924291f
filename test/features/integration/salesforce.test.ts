import { inTransaction } from '../../../src/database/in-transaction.ts';
import { markWanted } from '../../../src/features/sync/mark-wanted.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { startSalesforceSandbox, type SalesforceSandbox } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';

let production: SalesforceSandbox;
let trial: SalesforceSandbox;
let app: TestApp;
beforeAll(async () => {
  [production, trial] = await Promise.all([startSalesforceSandbox(), startSalesforceSandbox({ SANDBOX_IS_SANDBOX: '1', SANDBOX_ORGANISATION_NAME: 'Trial Ltd' })]);
  app = await startApp({
    env: { SALESFORCE_CLIENT_ID: 'sandbox-client', SALESFORCE_CLIENT_SECRET: 'sandbox-secret', SALESFORCE_LOGIN_URL: production.url, SALESFORCE_SANDBOX_LOGIN_URL: trial.url },
  });
});
afterAll(async () => {
  await app.stop();
  await Promise.all([production.stop(), trial.stop()]);
});

let owner: Session;
beforeEach(async () => {
  await Promise.all([production.reset(), trial.reset()]);
  owner = await app.signUp();
});

const ask = (query: string, variables: Json = {}) => app.ask(query, variables, owner.token);
const connect = (input: Json = {}) => app.connectCrm(owner.token, 'SALESFORCE', input);
const integration = async (): Promise<Json> =>
  (await ask('{ integration(provider: SALESFORCE) { status environment accountName scopes missingScopes apiVersion mapping { object rules { source target } } } }')).integration as Json;
const start = (domain: string) =>
  app.graphql('mutation ($input: StartIntegrationAuthInput!) { startIntegrationAuth(input: $input) { authorizationUrl } }', { input: { provider: 'SALESFORCE', domain } }, owner.token);
const settle = (settings: Json) =>
  ask('mutation ($input: UpdateIntegrationSettingsInput!) { updateIntegrationSettings(input: $input) { integration { settings { object } } } }', { input: { provider: 'SALESFORCE', autoSync: false, ...settings } });
const sync = async (lead: Json, options: Json = {}): Promise<Json> => {
  const { createLead } = await ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: lead });
  const input = { leadId: createLead.lead.id as string, provider: 'SALESFORCE', wait: true, ...options };
  return (await ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { status action contactId payload errors { code field message hint } requests { path } } } }', { input })).syncLead.attempt as Json;
};
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', company: 'Engines Ltd', phone: '+442079460000', title: 'Countess' };

describe('connecting Salesforce', () => {
  it('[F1, F10] signs in at the host of the environment, which is asked for tokens too', async () => {
    expect((await connect({ environment: 'SANDBOX' })).status).toBe(200);

    expect(await integration()).toMatchObject({ status: 'CONNECTED', environment: 'SANDBOX', accountName: 'Trial Ltd', missingScopes: [], apiVersion: 'v68.0', scopes: expect.arrayContaining(['api', 'refresh_token']) as string[] });
    expect((await trial.requests()).map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`)).toEqual(expect.arrayContaining(['GET /services/oauth2/authorize', 'POST /services/oauth2/token']));
    expect(await production.requests()).toEqual([]);
  });

  it('[F1] is PRODUCTION unless told otherwise, and begins with a mapping that its contacts can take', async () => {
    expect((await connect()).status).toBe(200);

    expect(await integration()).toMatchObject({
      status: 'CONNECTED', environment: 'PRODUCTION', accountName: 'Example Ltd',
      mapping: { object: 'Contact', rules: expect.arrayContaining([{ source: 'name', target: 'LastName' }, { source: 'email', target: 'Email' }]) as Json[] },
    });
  });

  it("[F10] signs in at the organisation's own domain, and refuses what is none of Salesforce", async () => {
    const { data } = await start(' ACME--uat.sandbox.my.salesforce.com ');
    const url = new URL(data?.startIntegrationAuth.authorizationUrl as string);

    expect(url.origin).toBe('https://acme--uat.sandbox.my.salesforce.com');
    expect(url.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    for (const domain of ['acme.lightning.force.com', 'acme.my.salesforce.com@evil.example', 'evil.example/.my.salesforce.com'])
      expect((await start(domain)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', details: [{ field: 'domain', code: 'DOMAIN_REFUSED' }] } }]);
  });

  it('[F7] with fewer scopes than it needs is refused, and the missing one named', async () => {
    await production.change({ scopes: ['api', 'id'] });
    const answer = await connect();

    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('did not grant refresh_token')]);
    expect((await integration()).status).not.toBe('CONNECTED');
  });
});

describe('a token of Salesforce that somebody pastes', () => {
  const paste = (instanceUrl: string) =>
    app.graphql('mutation ($input: ConnectIntegrationWithTokenInput!) { connectIntegrationWithToken(input: $input) { integration { status } } }', { input: { provider: 'SALESFORCE', token: '00D!pasted', instanceUrl } }, owner.token);

  it('[E6] with a foreign address is refused for the address', async () => {
    expect((await paste('https://evil.example')).errors).toMatchObject([{
      message: expect.stringContaining('SALESFORCE_TRUSTED_HOSTS') as string,
      extensions: { code: 'BAD_USER_INPUT', details: [{ field: 'instanceUrl', code: 'REFUSED' }] },
    }]);
  });

  it('[E6] for an organisation that does not permit the API is refused for that, and for no scope', async () => {
    await production.order({ path: '/services/data', status: 403, body: JSON.stringify([{ errorCode: 'API_DISABLED_FOR_ORG', message: 'x' }]), times: null });
    const [error] = (await paste(production.url)).errors;

    expect(error).toMatchObject({ extensions: { code: 'PROVIDER_REJECTED', details: [{ code: 'PERMISSION' }] } });
    expect(error?.message).not.toContain('Grant');
  });
});

describe('syncing to Salesforce', () => {
  it('[G2, I4] brings a lead to a contact, and follows the organisation when it has moved', async () => {
    await connect();
    await settle({});
    expect(await sync(ada)).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED', payload: { FirstName: 'Ada', LastName: 'Lovelace', Email: 'ada@example.com', Title: 'Countess' } });
    await production.expireTokens();
    await production.change({ instanceUrl: production.url.replace('127.0.0.1', 'localhost') });
    expect(await sync({ ...ada, email: 'grace@example.com' })).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED' });

    expect(await production.records('Contact')).toMatchObject([{ FirstName: 'Ada', LastName: 'Lovelace', Phone: ada.phone }, { Email: 'grace@example.com' }]);
    expect((await production.requests()).at(-1)?.host).toMatch(/^localhost:/);
  });

  it('[G2] leads from a lead to the page of its record', async () => {
    await connect();
    await settle({ autoSync: true });
    const { createLead } = await ask('mutation { createLead(input: { name: "Ada Lovelace", email: "ada@example.com" }) { lead { id } } }');
    const link = await until('the lead has arrived', async () => (await ask('query ($id: ID!) { lead(id: $id) { crmLinks { contactId url } } }', { id: createLead.lead.id })).lead.crmLinks[0] as Json | undefined);

    expect(link).toEqual({ contactId: expect.stringMatching(/^003/) as string, url: `${production.url}/${link.contactId as string}` });
  });

  it('[G3] brings it to a Lead, with its company', async () => {
    await connect();
    await settle({ object: 'Lead' });

    expect(await sync(ada)).toMatchObject({ status: 'SUCCEEDED', contactId: expect.stringMatching(/^00Q/) as string });
    expect(await production.records('Lead')).toMatchObject([{ FirstName: 'Ada', LastName: 'Lovelace', Company: 'Engines Ltd' }]);
  });

  it('[G3] brings it to an object of the customer, by a mapping for that object', async () => {
    await connect();
    await settle({ object: 'Project__c' });
    const mapping = { mapping: { name: 'Name', email: 'Contact_Email__c' } };
    const { saveFieldMapping } = await ask('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { problems { code } fieldMapping { object } } }', { input: { provider: 'SALESFORCE', object: 'Project__c', mapping } });
    expect(saveFieldMapping).toEqual({ problems: [], fieldMapping: { object: 'Project__c' } });

    expect(await sync(ada)).toMatchObject({ status: 'SUCCEEDED', contactId: expect.stringMatching(/^a00/) as string });
    expect(await production.records('Project__c')).toMatchObject([{ Name: 'Ada Lovelace', Contact_Email__c: 'ada@example.com' }]);
  });

  it.each(['contact', 'User', "Contact' OR Id != '", '../Contact'])('[G3] an object that leads cannot become is refused: %s', async (object) => {
    const { errors } = await app.graphql('mutation ($input: UpdateIntegrationSettingsInput!) { updateIntegrationSettings(input: $input) { integration { status } } }', { input: { provider: 'SALESFORCE', object } }, owner.token);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', details: [{ field: 'object', code: 'OBJECT_UNKNOWN' }] } }]);
  });

  it('[G3] an object that the organisation does not have is refused once it can be asked', async () => {
    const settings = 'mutation ($input: UpdateIntegrationSettingsInput!) { updateIntegrationSettings(input: $input) { integration { settings { object } } } }';
    const choose = (object: string) => app.graphql(settings, { input: { provider: 'SALESFORCE', object } }, owner.token);
    expect((await choose('Nope__c')).errors).toEqual([]);
    expect((await choose('Contact')).errors).toEqual([]);
    await connect();
    const refused = [await choose('Nope__c'), await app.graphql('{ crmFields(provider: SALESFORCE, object: "Nope__c") { name } }', {}, owner.token)];

    for (const { errors } of refused)
      expect(errors).toMatchObject([{
        message: 'Salesforce has no object Nope__c that the connected user may see. Leave it out, or name Contact, Lead, or a custom object ending in __c.',
        extensions: { code: 'BAD_USER_INPUT', details: [{ field: 'object', code: 'OBJECT_UNKNOWN' }] },
      }]);
    expect((await ask('{ integration(provider: SALESFORCE) { settings { object } } }')).integration.settings).toEqual({ object: 'Contact' });
    expect((await choose('Lead')).errors).toEqual([]);
  });

  it('[G11] warns of the object that leads become now', async () => {
    await connect();
    const warnings = async () => ((await ask('{ integration(provider: SALESFORCE) { warnings } }')).integration.warnings as string[]).map((warning) => warning.split(' ')[0]);
    await until('the contacts are looked into', async () => (await warnings())[0] === 'Contact');
    await settle({ object: 'Lead' });
    await until('the leads are', async () => (await warnings())[0] === 'Lead');

    expect(await warnings()).toEqual(['Lead']);
  });

  it('[E3] keeps nothing of the other leads of a batch with one of them', async () => {
    await connect();
    await settle({});
    const leads = await Promise.all(['one@example.com', 'two@example.com'].map(async (email) =>
      (await ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name: 'x', email } })).createLead.lead.id as string));
    const ctx: TeamContext = { ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: owner.teamId, job: 'test' } };
    await inTransaction(ctx, async (tx) => { for (const leadId of leads) await markWanted(tx, { leadId, provider: 'SALESFORCE', duplicatePolicy: 'UPDATE' }); });
    const attempt = await until('the lead has arrived', async () => {
      const { lead } = await ask('query ($id: ID!) { lead(id: $id) { syncAttempts(first: 1) { nodes { status requests { path body } } } } }', { id: leads[0] });
      const [newest] = lead.syncAttempts.nodes as Json[];
      return newest?.status === 'SUCCEEDED' ? newest : null;
    });

    expect(attempt.requests.map(({ path }: Json) => path as string)).toContain('/services/data/v68.0/query');
    expect(JSON.stringify(attempt)).not.toContain('example.com');
  });

  it('[I3, I12] makes a second contact with one e-mail where the policy asks for it, as the dry run has said', async () => {
    await connect();
    await settle({});
    await sync(ada);
    const other = { ...ada, name: 'Ada Byron' };

    expect(await sync(other, { duplicatePolicy: 'CREATE_NEW', dryRun: true })).toMatchObject({ action: 'CREATED', contactId: null, payload: { LastName: 'Byron' } });
    expect(await production.records('Contact')).toHaveLength(1);
    expect(await sync(other, { duplicatePolicy: 'CREATE_NEW' })).toMatchObject({ action: 'CREATED', payload: { LastName: 'Byron' } });
    expect(await production.records('Contact')).toMatchObject([{ LastName: 'Lovelace' }, { LastName: 'Byron' }]);
  });

  it('[H10] tells at once that a field which is mapped has vanished', async () => {
    await connect();
    await settle({});
    const stream = await app.subscribe(owner.token, 'subscription { mappingIssueDetected(provider: SALESFORCE) { resolved issue { field code } } }');
    await production.removeField('Contact', 'Phone');
    expect(await sync(ada)).toMatchObject({ status: 'FAILED', errors: [{ code: 'MAPPING', field: 'Phone' }] });
    await until('it is told', () => stream.events.length > 0);
    expect(stream.events).toEqual([{ resolved: false, issue: { field: 'Phone', code: 'UNKNOWN_TARGET' } }]);
  });

  it('[G6] tells what the organisation has left, and leaves it alone once its day is used up', async () => {
    await connect();
    await settle({});
    const quota = async () => (await ask('mutation { testIntegration(input: { provider: SALESFORCE }) { quota { used limit resetsAt reserve } } }')).testIntegration.quota as Json;
    expect(await quota()).toEqual({ used: expect.any(Number) as number, limit: 100_000, resetsAt: null, reserve: 5_000 });
    await production.change({ dailyLimit: 500, usedToday: 400 });
    const left = await quota();
    expect(left).toMatchObject({ limit: 500 });
    expect(left.used).toBeGreaterThan(400);
    expect((await ask('{ integration(provider: SALESFORCE) { quota { used limit resetsAt reserve } } }')).integration.quota).toEqual(left);
    await production.change({ usedToday: 500 });
    const syncs = await app.subscribe(owner.token, 'subscription { crmSync { status attempt { errors { code retryable } } } }');
    await sync(ada, { wait: false });
    const waiting = await until('it waits', () => syncs.events.find(({ status }) => status === 'RETRYING'));
    expect(waiting.attempt.errors).toEqual([{ code: 'RATE_LIMITED', retryable: true }]);
    const asked = (await production.requests()).length;
    const { errors } = await app.graphql('{ crmFields(provider: SALESFORCE, refresh: true) { name } }', {}, owner.token);
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE', details: [{ code: 'RATE_LIMITED' }] } }]);
    expect((await production.requests()).length).toBe(asked);
    expect((await integration()).status).toBe('CONNECTED');
  });

  it('[G10] tells what a contact lacks', async () => {
    await connect();
    await settle({});

    expect(await sync({ email: 'nameless@example.com' })).toMatchObject({ status: 'FAILED', errors: [{ code: 'VALIDATION', field: 'LastName', hint: expect.stringContaining('LastName') as string }] });
  });
});
