import { keyField, startSalesforceSandbox, type SalesforceSandbox } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';

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

const ask = (query: string, variables: Json = {}) => app.ask(query, variables, owner.token);
const begin = async (object: string) => {
  owner = await app.signUp();
  await app.connectCrm(owner.token, 'SALESFORCE');
  await ask('mutation ($object: String) { updateIntegrationSettings(input: { provider: SALESFORCE, autoSync: false, object: $object }) { integration { id } } }', { object });
  await ask(`mutation { defineLeadFields(input: { fields: [
    { name: "consent", label: "Consent", type: BOOLEAN }, { name: "when", label: "When", type: DATE }, { name: "area", label: "Area", type: NUMBER },
    { name: "topics", label: "Topics", type: SELECT, options: ["Events", "Pricing"] }] }) { fields { name } } }`);
};
const createLead = async (input: Json) => (await ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input })).createLead.lead.id as string;
const preview = async (leadId: string, rules: Json[]) =>
  (await ask('query ($input: PreviewMappingInput!) { previewMapping(input: $input) { payload problems { code message } } }', { input: { provider: 'SALESFORCE', leadId, mapping: { rules } } })).previewMapping as Json;
const use = async (rules: Json[]) => {
  const { problems } = (await ask('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { problems { severity message } } }', { input: { provider: 'SALESFORCE', mapping: { rules } } })).saveFieldMapping as Json;
  expect((problems as Json[]).filter(({ severity }) => severity === 'ERROR')).toEqual([]);
};
const sync = async (leadId: string, options: Json = {}) =>
  (await ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { status action payload errors { message } } } }', { input: { leadId, provider: 'SALESFORCE', wait: true, ...options } })).syncLead.attempt as Json;
/** The records that were written, in order, as Salesforce got them: without what addresses them. */
const written = async () =>
  (await salesforce.requests())
    .filter(({ method, path }) => /^(POST|PATCH)$/.test(method) && /\/composite\/sobjects(\/\w+\/\w+__c)?$/.test(path))
    .flatMap(({ body }) => (body as { records: Json[] }).records.map(({ attributes: _, id: __, ...properties }) => JSON.stringify(properties)));

const lean = [{ source: 'name', target: 'LastName' }, { source: 'company', target: 'Company', mode: 'FILL_IF_EMPTY' }];
const typed = [
  { source: 'name', target: 'LastName', transform: [{ name: 'lastName', oneWord: 'LAST' }] },
  { source: 'consent', target: 'Marketing_Consent__c', mode: 'OVERWRITE' },
  { source: 'when', target: 'Demo_At__c', transform: [{ name: 'date', to: 'DATE' }] },
  { source: 'when', target: 'Birthdate', transform: [{ name: 'date', to: 'DATETIME' }] },
  { source: 'area', target: 'Score__c' },
  { source: 'topics', target: 'Interests__c' },
  { source: 'title', target: 'Title', mode: 'OVERWRITE' },
  { source: 'phone', target: 'Phone', mode: 'PREFER_CRM' },
];
const values = [
  { title: 'Countess', customFields: { consent: true, when: '2026-11-21', area: 12.5, topics: 'Events' } },
  { customFields: { consent: false, area: 0 } },
  {},
];

describe.each([
  ['with the key field', true],
  ['without it', false],
])('the preview of a mapping to Salesforce %s', (_, hasKey) => {
  let leads = 0;
  beforeEach(async () => {
    await salesforce.reset();
    if (hasKey) for (const object of ['Contact', 'Lead']) await salesforce.addField(object, 'Leadwire_Id__c', keyField);
  });

  const compare = async (input: Json, rules: Json[], expected: string, known: boolean) => {
    leads += 1;
    const leadId = await createLead({ name: 'Ada Byron', email: `ada-${String(leads)}@example.com`, company: 'Engines', phone: '+4930901820', ...input });
    await use([{ source: 'name', target: 'LastName' }, { source: 'company', target: 'Company' }].filter(({ target }) => target !== 'Company' || rules === lean));
    if (known) await sync(leadId);
    const previewed = await preview(leadId, rules);
    await use(rules);
    const dry = await sync(leadId, { dryRun: true });
    const before = (await written()).length;
    const attempt = await sync(leadId);
    expect(attempt).toMatchObject({ status: 'SUCCEEDED', action: expected, errors: [] });
    expect((await written()).slice(before)).toEqual([JSON.stringify(previewed.payload)]);
    expect([attempt.payload, dry.payload]).toEqual([previewed.payload, previewed.payload]);
    expect('Leadwire_Id__c' in (previewed.payload as Json)).toBe(hasKey && expected === 'CREATED');
    return previewed.payload as Json;
  };

  it('[H7] equals what the following sync sends, byte for byte, key and e-mail included', async () => {
    await begin('Contact');
    for (const input of values) {
      const payload = await compare(input, typed, 'CREATED', false);
      expect(payload).toMatchObject({ Marketing_Consent__c: (input.customFields as { consent?: boolean } | undefined)?.consent ?? false, Email: expect.stringMatching(/@/) as string });
      expect('Email' in (await compare(input, typed, 'UPDATED', true))).toBe(false);
    }
    await begin('Lead');
    expect(await compare({}, lean, 'CREATED', false)).toMatchObject({ Company: 'Engines', Email: expect.stringMatching(/@/) as string });
    expect(await compare({}, lean, 'UPDATED', true)).toEqual({ LastName: 'Ada Byron' });
  });

  it('[H7] equals it also where the policy asks for a contact beside the one that is there', async () => {
    await begin('Contact');
    await ask('mutation { updateIntegrationSettings(input: { provider: SALESFORCE, duplicatePolicy: CREATE_NEW }) { integration { id } } }');
    await salesforce.plant('Contact', { LastName: 'Other', Email: 'same@example.com', Phone: '+1' });
    expect(await compare({ email: 'same@example.com' }, typed, 'CREATED', false)).toMatchObject({ Phone: '+4930901820' });
  });
});
