import { AppError } from '../../../src/shared/app-error.ts';
import type { Role } from '../../../src/shared/actor.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { countForms } from '../../../src/features/form/count-forms.ts';
import { formNodes } from '../../../src/features/form/form.nodes.ts';
import { createForm, type CreateFormInput } from '../../../src/features/form/index.ts';
import { listForms } from '../../../src/features/form/list-forms.ts';
import { openFormDoor, postJson, type FormDoor } from './form-door.ts';

const input: CreateFormInput = { name: ' Contact  page ', fields: [{ name: 'email', label: 'E-mail', type: 'EMAIL', required: true }] };

let door: FormDoor;
beforeAll(async () => { door = await openFormDoor(); });
afterAll(() => door.close());

const as = (role: Role, { actor, ...ctx }: TeamContext): TeamContext => ({
  ...ctx, actor: { kind: 'USER', teamId: actor.teamId, id: 'user_a', name: 'A', email: 'a@example.com', role, sessionId: 'session_a' },
});

/** What is refused, as its code and the faulty fields. */
const refusalOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(() => null, (error: unknown) => (error instanceof AppError ? [error.code, ...error.details.map(({ field, code }) => `${field} ${code}`)] : error));

describe('createForm', () => {
  it('[D8] makes a form that can be submitted at once, with the documented defaults', async () => {
    const ctx = await door.team();
    const form = await createForm(ctx, input);
    expect(form).toMatchObject({
      name: 'Contact  page', externalId: null, version: 1, syncTo: [], duplicatePolicy: 'UPDATE', onExisting: 'FILL_IF_EMPTY',
      fields: [{ name: 'email', label: 'E-mail', type: 'EMAIL', required: true, mapsTo: null, options: [] }],
    });
    expect(await postJson(`${door.url}/forms/${form.publicId}/submissions`, { email: 'ada@example.com' })).toMatchObject({ status: 200 });
  });

  it('[C9] names every fault of the input, and makes nothing', async () => {
    const ctx = await door.team();
    const refusal = refusalOf(createForm(ctx, { name: '\u0000', externalId: 'x'.repeat(201), fields: [{ name: 'a b', label: ' ', type: 'TEXT', mapsTo: 'nobody' }] }));
    expect(await refusal).toEqual([
      'BAD_USER_INPUT', 'name NOT_TEXT', 'externalId TOO_LONG', 'fields[0].name NAME_INVALID', 'fields[0].mapsTo UNKNOWN_TARGET', 'fields[0].label REQUIRED',
    ]);
    expect(await countForms(ctx)).toBe(0);
  });

  it('[D3] refuses a CRM that is not built', async () => {
    const ctx = await door.team();
    expect(await refusalOf(createForm(ctx, { ...input, syncTo: ['ZOHO'] }))).toEqual(['PROVIDER_NOT_SUPPORTED']);
  });

  it('[D8] gives an external id to one form of the team only, also when two come at once', async () => {
    const [ctx, another] = [await door.team(), await door.team()];
    const made = await Promise.all([1, 2, 3].map(() => refusalOf(createForm(ctx, { ...input, externalId: ' web-1 ' }))));
    expect(made.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(made.filter((refusal) => refusal !== null)).toEqual([['CONFLICT'], ['CONFLICT']]);
    expect(await refusalOf(createForm(another, { ...input, externalId: 'web-1' }))).toBeNull();
  });

  it('[D9] under one idempotencyKey makes one form', async () => {
    const ctx = await door.team();
    const forms = await Promise.all([1, 2, 3].map(() => createForm(ctx, { ...input, idempotencyKey: 'once' })));
    expect(new Set(forms.map(({ id }) => id)).size).toBe(1);
    expect(await countForms(ctx)).toBe(1);
  });

  it.each(['SALES', 'VIEWER', 'CONTRACTOR'] as const)('[A3] is not for the role %s', async (role) => {
    const ctx = await door.team();
    expect(await refusalOf(createForm(as(role, ctx), input))).toEqual(['FORBIDDEN']);
    expect(await countForms(ctx)).toBe(0);
  });
});

describe('A form and its submissions', () => {
  it('[A3] are there for the team alone, and not for its contractors: what one may not see is not found', async () => {
    const { ctx, form, submissionsUrl } = await door.form();
    const { body } = await postJson(submissionsUrl, { email: 'ada@example.com' });
    const submissionId = String(body['submissionId']);
    expect(await formNodes.form(as('VIEWER', ctx), form.id)).toMatchObject({ id: form.id });
    expect(await formNodes.submission(as('VIEWER', ctx), submissionId)).toMatchObject({ data: { email: 'ada@example.com' } });
    for (const stranger of [await door.team(), as('CONTRACTOR', ctx)]) {
      expect(await refusalOf(formNodes.form(stranger, form.id))).toEqual(['NOT_FOUND']);
      expect(await refusalOf(formNodes.submission(stranger, submissionId))).toEqual(['NOT_FOUND']);
    }
    expect(await refusalOf(listForms(as('CONTRACTOR', ctx), {}))).toEqual(['FORBIDDEN']);
  });

  it('[D8] are listed page by page, newest first, in both directions', async () => {
    const ctx = await door.team();
    for (const name of ['one', 'two', 'three']) await createForm(ctx, { ...input, name });
    const names = ({ nodes }: Awaited<ReturnType<typeof listForms>>) => nodes.map(({ name }) => name);
    const first = await listForms(ctx, { first: 2 });
    expect([names(first), first.pageInfo.hasNextPage]).toEqual([['three', 'two'], true]);
    const second = await listForms(ctx, { first: 2, after: first.pageInfo.endCursor });
    expect([names(second), second.pageInfo.hasNextPage]).toEqual([['one'], false]);
    expect(names(await listForms(ctx, { last: 2 }))).toEqual(['two', 'one']);
    expect(names(await listForms(ctx, { last: 2, before: second.pageInfo.startCursor }))).toEqual(['three', 'two']);
    expect(await refusalOf(listForms(ctx, { first: 1, after: "'; drop table forms;--" }))).toEqual(['BAD_USER_INPUT', 'after CURSOR_INVALID']);
  });
});
