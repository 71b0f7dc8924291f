import type { DuplicatePolicy } from '../../../src/crm/crm-provider.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { markWanted } from '../../../src/features/sync/mark-wanted.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { keyField, startSalesforceSandbox, type SalesforceSandbox } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
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
});

const ask = (query: string, variables: Json = {}) => app.ask(query, variables, owner.token);
const connect = async () => {
  await app.connectCrm(owner.token, 'SALESFORCE');
  await ask('mutation { updateIntegrationSettings(input: { provider: SALESFORCE, autoSync: false }) { integration { status } } }');
};

/** Wants a lead and leaves it as a worker does that was killed after its call: taken, and never given back. */
const leaveTaken = async (lead: Json, duplicatePolicy: DuplicatePolicy = 'UPDATE'): Promise<string> => {
  const leadId = (await ask('mutation ($lead: CreateLeadInput!) { createLead(input: $lead) { lead { id } } }', { lead })).createLead.lead.id as string;
  const system: TeamContext = { ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: owner.teamId, job: 'test' } };
  await inTransaction(system, async (tx) => {
    await markWanted(tx, { leadId, provider: 'SALESFORCE', duplicatePolicy });
    await tx.em.flush();
    await tx.em.execute("update sync_states set status = 'RUNNING', claim = 'claim_of_the_dead', claimed_wanted = wanted where lead_id = ?", [leadId]);
  });
  return leadId;
};
const endOf = (leadId: string) =>
  until('the attempt has ended', async () => {
    const { lead } = await ask('query ($id: ID!) { lead(id: $id) { syncAttempts(first: 1) { nodes { status payload finishedAt errors { code retryable } } } } }', { id: leadId });
    const [attempt] = lead.syncAttempts.nodes as Json[];
    return attempt?.finishedAt ? attempt : null;
  });

const nameless = { name: 'No Address', phone: '+4930901820' };
const ann = { name: 'Ann Other', email: 'ann@example.com' };
const unsure = { status: 'FAILED', errors: [{ code: 'UNKNOWN', retryable: false }] };

describe('what a dead drain may have created at Salesforce', () => {
  it('[I7] is left to a person where no key and no e-mail would find it, and where the e-mail does not tell it from others', async () => {
    await connect();
    expect(await endOf(await leaveTaken(nameless))).toMatchObject(unsure);
    expect(await endOf(await leaveTaken(ann, 'CREATE_NEW'))).toMatchObject(unsure);
    expect(await endOf(await leaveTaken(ann))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await salesforce.records('Contact')).toMatchObject([{ Email: 'ann@example.com' }]);
  });

  it('[I7] is sent again where the object has the key field: Salesforce lets one through', async () => {
    await salesforce.addField('Contact', 'Leadwire_Id__c', keyField);
    await connect();
    expect(await endOf(await leaveTaken(nameless))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await endOf(await leaveTaken(ann, 'CREATE_NEW'))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await salesforce.records('Contact')).toHaveLength(2);
  });
});

it('[I12] the attempt and the dry run show the e-mail that a create sends although nothing is mapped to it', async () => {
  await connect();
  const rules = [{ source: 'name', target: 'LastName' }];
  await ask('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { fieldMapping { id } } }', { input: { provider: 'SALESFORCE', mapping: { rules } } });
  const leadId = (await ask('mutation ($lead: CreateLeadInput!) { createLead(input: $lead) { lead { id } } }', { lead: ann })).createLead.lead.id as string;
  const sync = async (dryRun: boolean) =>
    (await ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { action payload diff { field after } } } }', { input: { leadId, provider: 'SALESFORCE', wait: true, dryRun } })).syncLead.attempt as Json;
  const payload = { LastName: 'Ann Other', Email: 'ann@example.com' };
  expect(await sync(true)).toEqual({ action: 'CREATED', payload, diff: [{ field: 'LastName', after: 'Ann Other' }, { field: 'Email', after: 'ann@example.com' }] });
  expect(await sync(false)).toMatchObject({ action: 'CREATED', payload });
  expect(await salesforce.records('Contact')).toMatchObject([payload]);
  expect(await sync(false)).toMatchObject({ action: 'UPDATED', payload: { LastName: 'Ann Other' } });
});
