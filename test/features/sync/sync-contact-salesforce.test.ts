import { startSalesforceSandbox, type SalesforceSandbox } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';

let salesforce: SalesforceSandbox;
let app: TestApp;
let owner: Session;
beforeAll(async () => {
  salesforce = await startSalesforceSandbox();
  app = await startApp({ salesforceUrl: salesforce.url });
});
afterAll(async () => {
  await app.stop();
  await salesforce.stop();
});
beforeEach(async () => {
  await salesforce.reset();
  owner = await app.signUp();
  await app.connectCrm(owner.token, 'SALESFORCE');
});

const ask = (query: string, variables: Json = {}) => app.ask(query, variables, owner.token);
const useObject = (object: string) =>
  ask('mutation ($object: String) { updateIntegrationSettings(input: { provider: SALESFORCE, object: $object }) { integration { id } } }', { object });
const mutation = 'mutation ($input: SyncContactInput!) { syncContact(input: $input) { attempt { status action contactId payload errors { code message hint } } } }';
const inputOf = (contact: Json, options: Json) => ({ input: { provider: 'SALESFORCE', contact, ...options } });
const syncContact = async (contact: Json, options: Json = {}) => (await ask(mutation, inputOf(contact, options))).syncContact.attempt as Json;
const detailsOf = async (contact: Json, options: Json = {}) => {
  const [error] = (await app.graphql(mutation, inputOf(contact, options), owner.token)).errors;
  return (error?.extensions.details as { field: string; code: string }[] | undefined)?.map(({ field, code }) => `${field} ${code}`);
};
const listed = async () =>
  (await ask('{ crmContacts(provider: SALESFORCE) { nodes { id email firstName lastName company phone } } }')).crmContacts.nodes as Json[];

/** As the service that people come from was given it. */
const john = { email: 'john@example.com', firstName: 'John', lastName: 'Doe', company: 'Acme Corp', phone: '+1-555-0123' };
const person = { ...john, company: null };
const address = { email: john.email };

describe('a contact given directly to Salesforce', () => {
  it('[G3] [G5] has its parts where a Lead holds them, its company too, and is shown so', async () => {
    await useObject('Lead');
    expect(await syncContact(john)).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED', contactId: expect.stringMatching(/^00Q/) as string });
    expect(await salesforce.records('Lead')).toMatchObject([{ Email: 'john@example.com', FirstName: 'John', LastName: 'Doe', Company: 'Acme Corp', Phone: '+1-555-0123' }]);
    expect(await syncContact({ ...john, company: 'Acme Inc' })).toMatchObject({ action: 'UPDATED' });
    expect(await listed()).toMatchObject([{ ...john, company: 'Acme Inc' }]);
    expect(await detailsOf({ ...john, customFields: { Company: 'Other' } })).toEqual(['contact.customFields.Company CONTRADICTION']);
  });

  it('[G5] is refused with a company where it becomes a Contact, which can be given its Account instead', async () => {
    expect(await detailsOf(john)).toEqual(['contact.company NOT_SUPPORTED']);
    const [accountId] = await salesforce.plant('Account', { Name: 'Acme Corp' });
    expect(await syncContact({ ...person, customFields: { AccountId: accountId } })).toMatchObject({ action: 'CREATED' });
    expect(await salesforce.records('Contact')).toMatchObject([{ Email: 'john@example.com', AccountId: accountId }]);
    expect(await listed()).toMatchObject([{ ...person, company: null }]);
  });

  it('[G3] [G5] is found in an object of the customer by its only e-mail field, and is not given what that is not known to have', async () => {
    await useObject('Project__c');
    expect(await detailsOf(john)).toEqual(['firstName', 'lastName', 'company', 'phone'].map((part) => `contact.${part} NOT_SUPPORTED`));
    const project = { ...address, customFields: { Name: 'Roof', Stage__c: 'Idea' } };
    expect(await syncContact(project, { dryRun: true })).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED' });
    const created = await syncContact(project);
    expect(created).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED', contactId: expect.stringMatching(/^a00/) as string });
    expect(await syncContact({ ...address, customFields: { Name: 'Roof again' } })).toMatchObject({ action: 'UPDATED', contactId: created.contactId });
    expect(await salesforce.records('Project__c')).toMatchObject([{ Contact_Email__c: 'john@example.com', Name: 'Roof again' }]);
    expect(await listed()).toEqual([{ id: created.contactId, email: 'john@example.com', firstName: null, lastName: null, company: null, phone: null }]);
  });

  it('[G3] [G5] is refused with an e-mail address where nobody knows which of two fields is meant', async () => {
    await salesforce.addField('Project__c', 'Second_Email__c', { label: 'Second', type: 'email', custom: true });
    await useObject('Project__c');
    expect(await detailsOf(address)).toEqual(['contact.email NOT_SUPPORTED']);
    expect(await syncContact({ customFields: { Name: 'Roof', Second_Email__c: 'john@example.com' } })).toMatchObject({ action: 'CREATED' });
  });

  it('[G5] is not sent to another object than it was given for', async () => {
    await salesforce.order({ path: '*/query*', status: 503, times: null });
    const stages = await app.subscribe(owner.token, 'subscription { crmSync { status } }');
    const waiting = syncContact(person);
    await until('it waits', () => stages.events.some(({ status }) => status === 'RETRYING'));
    await useObject('Lead');
    expect(await waiting).toMatchObject({ status: 'FAILED', errors: [{ code: 'MAPPING', message: expect.stringContaining('given for Contact') as string, hint: 'Give the contact once more.' }] });
    expect(await salesforce.records('Lead')).toEqual([]);
  });
});
