import { join } from 'node:path';
import { buildASTSchema, getNamedType, parse } from 'graphql';
import { readTypeDefs } from '../../src/graphql/build-schema.ts';
import { everythingOf } from '../isolation/selection.ts';
import { startApp, type Stream, type TestApp } from '../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';

const schema = buildASTSchema(parse(readTypeDefs(join(import.meta.dirname, '../../schema')).join('\n')), { assumeValidSDL: true });
const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
/** Subscriptions to one thing: they are opened once it is there. */
const ofOneThing = new Set(['vaultRotationProgress', 'syncRunProgress', 'timelineEntryAdded']);

const crmFields = '{ crmFields(provider: HUBSPOT, refresh: true) { name } }';

let sandbox: TestSandbox;
let app: TestApp;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  app = await startApp({ sandboxUrl: sandbox.url, env: { QUERY_MAX_COST: '1000000', QUERY_MAX_ALIASES: '10000', QUERY_MAX_DEPTH: '50' } });
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});

describe('an execution that many share', () => {
  // Whatever reads the person in it fails, by the actor that it runs as: its error would be in the result.
  it('[A4] reads nothing of whoever looks on, in any field of the schema', async () => {
    const { token, userId } = await app.signUp();
    const streams = new Map<string, Stream>();
    const follow = async ({ name, type }: (typeof fields)[number], given = '') => {
      streams.set(name, await app.subscribe(token, `subscription { ${name}${given} ${everythingOf(schema, getNamedType(type))} }`));
    };
    for (const field of fields.filter(({ name }) => !ofOneThing.has(name))) await follow(field);
    const { streamHead } = await app.ask('{ streamHead }', {}, token);
    await app.connectHubspot(token);
    const { rotateVaultKey } = await app.ask('mutation { rotateVaultKey { rotation { id } } }', {}, token);
    const { syncLeads } = await app.ask('mutation { syncLeads(input: { provider: HUBSPOT, leads: { filter: {} } }) { run { id } } }', {}, token);
    const things = new Map([['vaultRotationProgress', rotateVaultKey.rotation.id as string], ['syncRunProgress', syncLeads.run.id as string]]);
    for (const field of fields.filter(({ name }) => things.has(name))) await follow(field, `(id: "${things.get(field.name) ?? ''}", after: "${String(streamHead)}")`);
    const { createForm } = await app.ask('mutation { createForm(input: { name: "Contact", fields: [{ name: "email", label: "E-mail", type: EMAIL }] }) { form { publicId } } }', {}, token);
    await fetch(`${app.url}/forms/${createForm.form.publicId as string}/submissions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":"ada@example.com"}' });
    const { leads } = await app.ask('{ leads { nodes { id version } } }', {}, token);
    const [{ id }] = leads.nodes;
    for (const field of fields.filter(({ name }) => name === 'timelineEntryAdded')) await follow(field, `(leadId: "${id as string}", after: "${String(streamHead)}")`);
    await app.ask('mutation ($input: AssignLeadInput!) { assignLead(input: $input) { cursor } }', { input: { id, ownerId: userId } }, token);
    await app.ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { id } } }', { input: { leadId: id, provider: 'HUBSPOT' } }, token);
    await sandbox.addProperty('region');
    await app.ask('mutation { saveFieldMapping(input: { provider: HUBSPOT, mapping: { mapping: { email: "email", company: "region" } } }) { fieldMapping { id } } }', {}, token);
    await sandbox.removeProperty('region');
    await app.ask(crmFields, {}, token);
    await sandbox.control('POST', '/revoke-tokens');
    await app.graphql(crmFields, {}, token);
    for (const [name, { results }] of streams) {
      await until(`${name} has sent something`, () => results.length > 0);
      expect({ name, errors: results.flatMap(({ errors }) => errors ?? []) }).toEqual({ name, errors: [] });
    }
  });
});
