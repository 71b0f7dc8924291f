import type { CrmField, CrmProvider, CrmTokens } from '../../../../src/crm/crm-provider.ts';
import { aSession } from '../../a-session.ts';
import { startSalesforceSandbox, type SalesforceSandbox } from './salesforce-sandbox.ts';

let sandbox: SalesforceSandbox;
let salesforce: CrmProvider;
let tokens: CrmTokens;
beforeAll(async () => {
  sandbox = await startSalesforceSandbox();
  salesforce = sandbox.connect();
  tokens = await sandbox.signIn(salesforce);
});
afterAll(() => sandbox.stop());

const fieldsOf = async (object: string): Promise<Map<string, CrmField>> =>
  new Map((await salesforce.listFields(aSession(tokens), object)).map((field) => [field.name, field]));

describe('the fields of an object', () => {
  it('[H1] tell what must be filled, what cannot be written, and what is unique', async () => {
    const contact = await fieldsOf('Contact');

    expect(contact.get('LastName')).toEqual({ name: 'LastName', label: 'Last Name', type: 'STRING', required: true, readOnly: false, unique: false, description: null, options: [] });
    expect(contact.get('Name')).toMatchObject({ required: false, readOnly: true });
    expect(contact.get('Email')).toMatchObject({ type: 'EMAIL', unique: false });
    expect(contact.get('Customer_Number__c')).toMatchObject({ unique: true });
    expect(contact.get('Legacy_Key__c')).toMatchObject({ unique: false });
    expect(contact.get('HasOptedOutOfEmail')).toMatchObject({ type: 'BOOLEAN', required: false });
    expect(contact.get('OwnerId')).toMatchObject({ required: false, readOnly: false });
    expect(contact.get('MailingAddress')).toMatchObject({ type: 'UNKNOWN', readOnly: true });
    expect(contact.get('MailingStreet')).toMatchObject({ type: 'TEXTAREA', readOnly: false });
    expect((await fieldsOf('Lead')).get('Company')).toMatchObject({ required: true });
  });

  it('[H2] are of every type that Salesforce has, on an object of the customer', async () => {
    const project = await fieldsOf('Project__c');
    const types = Object.fromEntries([...project.values()].map(({ name, type }) => [name, type]));

    expect(types).toMatchObject({
      Passport__c: 'STRING', Channel__c: 'STRING', Anything__c: 'STRING', Contact__c: 'STRING', Daily_At__c: 'STRING', Notes__c: 'TEXTAREA', Summary__c: 'TEXTAREA', Seats__c: 'NUMBER', Serial__c: 'NUMBER',
      Weight__c: 'NUMBER', Budget__c: 'NUMBER', Chance__c: 'NUMBER', Active__c: 'BOOLEAN', Starts__c: 'DATE', Kick_Off__c: 'DATE', Contact_Email__c: 'EMAIL', Hotline__c: 'PHONE', Site__c: 'URL', Stage__c: 'SELECT', Topics__c: 'SELECT', Place__c: 'UNKNOWN', Spot__c: 'UNKNOWN',
    });
    expect(project.get('Number__c')).toMatchObject({ readOnly: true });
    expect(project.get('Band__c')).toMatchObject({ readOnly: true });
    expect(project.has('Plan__c')).toBe(false);
  });

  it('[H1] list the options that can be chosen today', async () => {
    expect((await fieldsOf('Project__c')).get('Stage__c')?.options).toEqual(['Idea', 'Running', 'Done'].map((value) => ({ value, label: value })));
  });
});

describe('a page of records', () => {
  it('[G4] goes on where the last one ended, also over what comes and goes meanwhile', async () => {
    await sandbox.plant('Contact', ...Array.from({ length: 5 }, (_, index) => ({ LastName: `Page ${index}`, Email: `page-${index}@example.com` })));
    const session = aSession(tokens);
    const first = await salesforce.listRecords!(session, 'Contact', { first: 3, search: 'page', properties: ['LastName', 'email', 'NoSuchField'] });
    await sandbox.plant('Contact', { LastName: 'Page 5' });
    const second = await salesforce.listRecords!(session, 'Contact', { first: 3, search: 'PAGE', after: first.after ?? '', properties: ['LastName'] });

    expect(first.records[0]?.properties).toEqual({ LastName: 'Page 0', email: 'page-0@example.com' });
    expect([...first.records, ...second.records].map(({ properties }) => properties['LastName'])).toEqual(Array.from({ length: 6 }, (_, index) => `Page ${index}`));
    expect(second.after).toBeNull();
  });

  it.each(["003' OR Id != '", '', 'x', '003B00000000001AAA LIMIT'])('[G4] does not begin at %j', async (after) => {
    await expect(salesforce.listRecords!(aSession(tokens), 'Contact', { first: 3, after, properties: [] })).rejects.toMatchObject({ fault: { code: 'VALIDATION', field: 'after' } });
  });

  it('[G4] of an object of the customer is found by its e-mail too', async () => {
    await sandbox.plant('Project__c', { Name: 'Roof', Contact_Email__c: 'roof@example.com' }, { Name: 'Other' });

    const { records } = await salesforce.listRecords!(aSession(tokens), 'Project__c', { first: 9, search: 'roof@', properties: ['Name'] });
    expect(records.map(({ properties }) => properties['Name'])).toEqual(['Roof']);
  });
});
