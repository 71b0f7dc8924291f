import { startApp, type Answer, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';

const CREATE = 'mutation ($input: CreateFormInput!) { createForm(input: $input) { form { id publicId name version syncTo submitUrl pageUrl fields { name mapsTo required options } } } }';
const SUBMIT = 'mutation ($input: SubmitFormInput!) { submitForm(input: $input) { submissionId message } }';
const FOLLOW = `subscription ($filter: FormEventFilter) { formSubmitted(filter: $filter) {
  type formId leadCreated actor { kind } team { id } submission { id data submittedAt form { name } lead { email } } lead { id name email source customFields } } }`;

const email = { name: 'email', label: 'E-mail', type: 'EMAIL', required: true };
const fields = [email, { name: 'name', label: 'Name', type: 'TEXT' }, { name: 'roof', label: 'Roof', type: 'SELECT', options: ['flat', 'steep'] }];

let app: TestApp;
let owner: Session;
beforeAll(async () => {
  app = await startApp();
  owner = await app.signUp();
});
afterAll(() => app.stop());

const codesOf = ({ errors }: Answer): string[] => errors.map(({ extensions }) => String(extensions.code));
const detailsOf = ({ errors }: Answer): string[] =>
  errors.flatMap(({ extensions }) => (extensions.details as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`));

const createForm = async (input: Json = {}): Promise<Json> =>
  (await app.ask(CREATE, { input: { name: 'Contact', fields, ...input } }, owner.token)).createForm.form as Json;
const submit = (publicId: string, data: unknown, more: Json = {}) => app.graphql(SUBMIT, { input: { publicId, data, ...more } });

describe('A form over GraphQL', () => {
  it('[D4] [D8] is created with the addresses at which it can be submitted and seen', async () => {
    const form = await createForm({ name: 'Roofs', externalId: 'roofs' });
    expect(form).toMatchObject({ name: 'Roofs', version: 1, syncTo: [], fields: [{ name: 'email', mapsTo: null, required: true, options: [] }, { name: 'name' }, { options: ['flat', 'steep'] }] });
    const posted = await fetch(form.submitUrl, { method: 'POST', body: new URLSearchParams({ email: 'ada@example.com' }) });
    expect([posted.status, ((await posted.json()) as Json).submissionId]).toEqual([200, expect.stringMatching(/^submission_/)]);
    expect((await fetch(form.pageUrl)).status).toBe(200);
    const { node, forms } = await app.ask('query ($id: ID!) { node(id: $id) { id ... on Form { name externalId } } forms(first: 100) { totalCount nodes { name } } }', { id: form.id }, owner.token);
    expect(node).toEqual({ id: form.id, name: 'Roofs', externalId: 'roofs' });
    expect(forms.nodes).toContainEqual({ name: 'Roofs' });
    expect(forms.totalCount).toBe(forms.nodes.length);
  });

  it('[A3] is not to be had by another team, nor without a token', async () => {
    const form = await createForm();
    const stranger = await app.signUp();
    const query = 'query ($id: ID!) { form(id: $id) { name } }';
    expect((await app.graphql(query, { id: form.id }, stranger.token)).errors[0]).toMatchObject({ message: 'Form not found', extensions: { code: 'NOT_FOUND' } });
    expect((await app.graphql(query, { id: form.id })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await app.graphql(CREATE, { input: { name: 'x', fields } })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it.each<[string, Json, string, string[]]>([
    ['a name of control characters', { name: '\u0007' }, 'BAD_USER_INPUT', ['name REQUIRED']],
    ['no fields', { fields: [] }, 'BAD_USER_INPUT', ['fields REQUIRED']],
    ['a field of no type', { fields: [{ name: 'a', label: 'A', type: 'FILE' }] }, 'BAD_USER_INPUT', ['fields[0].type INVALID']],
    ['a mapping to nothing', { fields: [{ ...email, mapsTo: "x'; drop table forms" }] }, 'BAD_USER_INPUT', ['fields[0].mapsTo UNKNOWN_TARGET']],
    ['a CRM that is not built', { syncTo: ['ZOHO'] }, 'PROVIDER_NOT_SUPPORTED', []],
    ['an unknown property', { colour: 'red' }, 'BAD_USER_INPUT', ['colour UNKNOWN']],
  ])('[C9] is refused with %s', async (_, input, code, details) => {
    const answer = await app.graphql(CREATE, { input: { name: 'Contact', fields, ...input } }, owner.token);
    expect([codesOf(answer), detailsOf(answer)]).toEqual([[code], details]);
  });

  it.each<[string, unknown, string[]]>([
    ['wrong types', { email: {}, name: 7 }, ['email TYPE_MISMATCH', 'name TYPE_MISMATCH']],
    ['nothing', {}, ['email REQUIRED']],
    ['no address', { email: "' or 1=1 --" }, ['email EMAIL_INVALID']],
    ['another option', { email: 'a@b.de', roof: '<b>flat</b>' }, ['roof OPTION_UNKNOWN']],
    ['too long an answer', { email: 'a@b.de', name: 'x'.repeat(501) }, ['name TOO_LONG']],
    ['NUL in an answer', { email: 'a@b.de', name: 'a\0b' }, ['name NOT_TEXT']],
    ['NUL', { email: 'a@b.de', other: 'a\0b' }, ['data NOT_TEXT']],
    ['half a character', { email: 'a@b.de', other: '\ud83d' }, ['data NOT_TEXT']],
    ['a prototype', { email: 'a@b.de', other: { prototype: { admin: true } } }, ['data NAME_INVALID']],
    ['too much', { email: 'a@b.de', other: 'x'.repeat(140_000) }, ['data TOO_LARGE']],
  ])('[C9] does not take %s for answers', async (_, data, details) => {
    const { publicId } = await createForm();
    const answer = await submit(publicId, data);
    expect([codesOf(answer), detailsOf(answer)]).toEqual([['BAD_USER_INPUT'], details]);
  });

  it.each(['nothing', 'AAAAAAAAAAAAAAAAAAAAAAAA', '', "' or 1=1 --", '\0'])('[C9] that does not exist (%j) is not found', async (publicId) => {
    expect(codesOf(await submit(publicId, { email: 'a@b.de' }))).toEqual(['NOT_FOUND']);
  });

  it('[D9] is submitted once under one idempotencyKey', async () => {
    const { publicId } = await createForm();
    const answers = await Promise.all([1, 2, 3].map(() => submit(publicId, { email: 'ada@example.com' }, { idempotencyKey: 'k' })));
    expect(new Set(answers.map(({ data }) => String(data?.submitForm.submissionId))).size).toBe(1);
  });
});

describe('formSubmitted', () => {
  it('[D1] [B4] brings the submission, its form and its lead to whoever follows this form, and nothing to others', async () => {
    const [form, another] = [await createForm({ name: 'This one' }), await createForm({ name: 'Another' })];
    const mine = await app.subscribe(owner.token, FOLLOW, { variables: { filter: { formId: form.id } } });
    const theirs = await app.subscribe(owner.token, FOLLOW, { variables: { filter: { formId: another.id } } });
    const strangers = await app.subscribe((await app.signUp()).token, FOLLOW);
    const data = { email: 'grace@example.com', name: 'Grace', roof: 'flat', utm: 'spring' };
    const { data: answer } = await submit(form.publicId, data);
    await submit(another.publicId, { email: 'grace@example.com' });

    await until('the events arrive', () => mine.events.length > 0 && theirs.events.length > 0);
    expect(mine.events[0]).toMatchObject({
      type: 'FORM_SUBMITTED', formId: form.id, leadCreated: true, actor: { kind: 'VISITOR' }, team: { id: owner.teamId },
      submission: { id: answer?.submitForm.submissionId, data, form: { name: 'This one' }, lead: { email: 'grace@example.com' } },
      lead: { name: 'Grace', email: 'grace@example.com', source: 'This one', customFields: { roof: 'flat' } },
    });
    expect(theirs.events[0]).toMatchObject({ formId: another.id, leadCreated: false, lead: { id: mine.events[0]?.lead.id as string } });
    expect([mine.events.length, theirs.events.length, strangers.events.length]).toEqual([1, 1, 0]);
  });
});
