import { startApp, type Session, type TestApp } from '../../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { until } from '../../support/until.ts';

const createForm = `mutation ($input: CreateFormInput!) { createForm(input: $input) { form { id publicId submitUrl } } }`;
const crmSync = `subscription { crmSync { status provider leadId attempt { id status success action contactId message payload errors { code message } } } }`;

let sandbox: TestSandbox;
let app: TestApp;
let owner: Session;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  app = await startApp({ sandboxUrl: sandbox.url });
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});
beforeEach(async () => {
  await sandbox.control('DELETE', '');
  owner = await app.signUp();
  await app.connectHubspot(owner.token);
});

const newForm = async (input: Record<string, unknown> = {}) => {
  const { createForm: payload } = await app.ask(createForm, {
    input: { name: 'Contact us', fields: [{ name: 'email', label: 'E-mail', type: 'EMAIL', required: true }, { name: 'name', label: 'Name', type: 'TEXT' }], syncTo: ['HUBSPOT'], ...input },
  }, owner.token);
  return payload.form as { id: string; publicId: string };
};
const post = (publicId: string, data: Record<string, unknown>) =>
  fetch(`${app.url}/forms/${publicId}/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(data),
  });

describe('a form post', () => {
  it('[D3] [I5] becomes a lead, one contact, and QUEUED, RUNNING, SUCCEEDED in this order', async () => {
    const form = await newForm();
    const syncs = await app.subscribe(owner.token, crmSync);
    expect((await post(form.publicId, { email: 'Ada@Example.com', name: 'Ada' })).status).toBe(200);
    await until('the sync succeeds', () => syncs.events.some(({ status }) => status === 'SUCCEEDED'));
    expect(syncs.events.map(({ status }) => status)).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED']);
    const contacts = await sandbox.contacts();
    expect(contacts).toHaveLength(1);
    expect(contacts[0]?.properties).toMatchObject({ email: 'ada@example.com', firstname: 'Ada' });
    expect(syncs.events[2]?.attempt).toMatchObject({ success: true, action: 'CREATED', contactId: contacts[0]?.id, errors: [] });
  });

  it('[D6] is never failed by a CRM that is down: the visitor is thanked, the contact follows', async () => {
    const form = await newForm();
    const syncs = await app.subscribe(owner.token, crmSync);
    await sandbox.fault({ path: '/crm/*', status: 503, times: null });
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => post(form.publicId, { email: `${name}@example.com` })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await until('every lead is retrying', () => new Set(syncs.events.filter(({ status }) => status === 'RETRYING').map(({ leadId }) => leadId as string)).size === 3);
    expect(await sandbox.contacts()).toHaveLength(0);
    await sandbox.clearFaults();
    await until('every contact is there', async () => (await sandbox.contacts()).length === 3);
    await until('every sync has succeeded', () => syncs.events.filter(({ status }) => status === 'SUCCEEDED').length === 3);
  });
});
