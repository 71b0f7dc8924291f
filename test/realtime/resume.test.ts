import { startApp, type Json, type Session, type TestApp } from '../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';

const subscriptions = {
  leadUpdated: 'subscription ($after: Cursor) { leadUpdated(after: $after) { type cursor leadId lead { name } } }',
  formSubmitted: 'subscription ($after: Cursor) { formSubmitted(after: $after) { type cursor formId submission { id } } }',
  crmSync: 'subscription ($after: Cursor) { crmSync(after: $after) { type cursor leadId attempt { status } } }',
  integrationStatusChanged: 'subscription ($after: Cursor) { integrationStatusChanged(after: $after) { type cursor status } }',
};

let sandbox: TestSandbox;
let app: TestApp;
let owner: Session;
let forms: { id: string; publicId: string }[];
let head: string;
let log: { type: string; cursor: string }[];

/** A log in which all kinds are mixed, and the cursor at its very beginning. */
beforeAll(async () => {
  sandbox = await startTestSandbox();
  app = await startApp({ sandboxUrl: sandbox.url });
  owner = await app.signUp();
  head = (await app.ask('{ streamHead }', {}, owner.token)).streamHead as string;
  await app.connectHubspot(owner.token);
  forms = [];
  for (const name of ['one', 'two']) {
    const { createForm } = await app.ask('mutation ($name: String!) { createForm(input: { name: $name, fields: [{ name: "email", label: "E", type: EMAIL }], syncTo: [HUBSPOT] }) { form { id publicId } } }', { name }, owner.token);
    forms.push(createForm.form as { id: string; publicId: string });
  }
  for (const [index, email] of ['a', 'b', 'c', 'd'].entries())
    await fetch(`${app.url}/forms/${forms[index % 2]!.publicId}/submissions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${email}@example.com` }) });
  const events = async () => (await app.ask('query ($after: Cursor!) { events(after: $after, first: 500) { nodes { type cursor } } }', { after: head }, owner.token)).events.nodes as typeof log;
  await until('all syncs have succeeded', async () => (await events()).filter(({ type }) => type === 'SYNC_SUCCEEDED').length === 4);
  log = await events();
}, 60_000);
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});

const kindsOf: Record<string, RegExp> = { leadUpdated: /^LEAD_/, formSubmitted: /^FORM_/, crmSync: /^SYNC_/, integrationStatusChanged: /^INTEGRATION_/ };
const cursorsOf = (events: Json[]) => events.map(({ cursor }) => cursor as string);
const collected = async (query: string, variables: Json, count: number) => {
  const stream = await app.subscribe(owner.token, query, { variables });
  await until('everything missed has come', () => stream.events.length >= count || stream.results.some(({ errors }) => errors) || stream.error() !== undefined);
  expect(stream.results.filter(({ errors }) => errors)).toEqual([]);
  return stream;
};

describe('resuming on a log in which all kinds are mixed', () => {
  it.each(Object.entries(subscriptions))('[B4] [B9] %s gets what it missed, all of it, once, and nothing of another kind', async (field, query) => {
    const missed = log.filter(({ type }) => kindsOf[field]!.test(type)).map(({ cursor }) => cursor);
    expect(missed.length).toBeGreaterThan(0);
    const stream = await collected(query, { after: head }, missed.length);
    expect(cursorsOf(stream.events)).toEqual(missed);

    const last = await collected(query, { after: missed.at(-2) ?? head }, 1);
    expect(cursorsOf(last.events)).toEqual(missed.slice(-1));
  });

  it('[B4] [B9] minds the filter in what it missed as in what is live', async () => {
    const query = 'subscription ($form: ID!, $after: Cursor) { formSubmitted(filter: { formId: $form }, after: $after) { cursor formId } }';
    const stream = await collected(query, { form: forms[1]!.id, after: head }, 2);
    const other = await collected('subscription ($lead: ID!, $after: Cursor) { crmSync(filter: { leadId: $lead, status: [SUCCEEDED] }, after: $after) { cursor leadId } }',
      { lead: (await app.ask('{ leads(first: 1) { nodes { id } } }', {}, owner.token)).leads.nodes[0].id, after: head }, 1);
    expect(stream.events.map(({ formId }) => formId as string)).toEqual([forms[1]!.id, forms[1]!.id]);
    expect(other.events).toHaveLength(1);
  });
});
