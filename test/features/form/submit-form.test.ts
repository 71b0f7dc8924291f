import { AppError } from '../../../src/shared/app-error.ts';
import { openFormDoor, postJson, type FormDoor } from './form-door.ts';

const TOGETHER = 20;

let door: FormDoor;
beforeAll(async () => { door = await openFormDoor(); });
afterAll(() => door.close());

describe('A submission', () => {
  it('[D2] creates a lead, keeps all that was sent, and tells of both in one commit', async () => {
    const { ctx, form, submissionsUrl } = await door.form({ syncTo: [], duplicatePolicy: 'SKIP' });
    const sent = { email: 'Ada@Example.com', name: ' Ada  Lovelace', phone: '0049 30 901820', firm: 'Engines', message: 'Hi\r\nthere', utm: { source: 'spring' } };
    const { status, body } = await postJson(submissionsUrl, sent);
    expect({ status, body }).toEqual({ status: 200, body: { submissionId: expect.stringMatching(/^submission_/) as string, message: expect.any(String) as string } });

    const { leads, submissions, events } = await door.kept(ctx);
    expect(leads).toHaveLength(1);
    expect(leads[0]).toMatchObject({
      email: 'Ada@Example.com', name: 'Ada  Lovelace', phone: '+4930901820', company: 'Engines', title: null, status: 'NEW', source: 'Contact',
      customFields: { message: 'Hi\nthere' },
    });
    const leadId = leads[0]?.id;
    expect(submissions).toEqual([expect.objectContaining({ id: body.submissionId, formId: form.id, leadId, data: sent })]);
    expect(events.map(({ kind, resourceId, actor }) => [kind, resourceId, actor.kind])).toEqual([
      ['lead.created', leadId, 'VISITOR'],
      ['form.submitted', form.id, 'VISITOR'],
    ]);
    expect(events[1]?.payload).toMatchObject({
      form: { id: form.id, name: 'Contact' }, submission: { id: body.submissionId, data: sent }, leadId,
      lead: { email: 'Ada@Example.com', name: 'Ada  Lovelace' }, leadCreated: true, syncTo: [], duplicatePolicy: 'SKIP',
    });
  });

  it('[D2] with the address of a lead adds to it, in any spelling of case, and fills only what is empty', async () => {
    const { ctx, submissionsUrl } = await door.form();
    await postJson(submissionsUrl, { email: 'ada@example.com', name: 'Ada' });
    await postJson(submissionsUrl, { email: ' ADA@example.com ', name: 'Somebody Else', firm: 'Engines', message: 'again' });
    const { leads, submissions, events } = await door.kept(ctx);
    expect(leads).toHaveLength(1);
    expect(leads[0]).toMatchObject({ email: 'ada@example.com', name: 'Ada', company: 'Engines', customFields: { message: 'again' }, version: 2 });
    expect(submissions.map(({ leadId }) => leadId)).toEqual([leads[0]?.id, leads[0]?.id]);
    expect(events.map(({ kind }) => kind)).toEqual(['lead.created', 'form.submitted', 'lead.updated', 'form.submitted']);
    expect(events[3]?.payload).toMatchObject({ leadCreated: false, lead: { name: 'Ada', company: 'Engines' } });
  });

  it('[D2] takes over every value where the form says OVERWRITE, and blanks out nothing', async () => {
    const { ctx, submissionsUrl } = await door.form({ onExisting: 'OVERWRITE' });
    await postJson(submissionsUrl, { email: 'ada@example.com', name: 'Ada', firm: 'Engines', message: 'one' });
    await postJson(submissionsUrl, { email: 'ada@example.com', name: 'Ada Lovelace', firm: '', message: null });
    const { leads, submissions } = await door.kept(ctx);
    expect(leads).toHaveLength(1);
    expect(leads[0]).toMatchObject({ name: 'Ada Lovelace', company: 'Engines', customFields: { message: 'one' } });
    expect(submissions).toHaveLength(2);
  });

  it('[D2] is kept and changes nothing where the form says SKIP', async () => {
    const { ctx, submissionsUrl } = await door.form({ onExisting: 'SKIP' });
    await postJson(submissionsUrl, { email: 'ada@example.com', name: 'Ada' });
    await postJson(submissionsUrl, { email: 'ada@example.com', firm: 'Engines' });
    const { leads, submissions, events } = await door.kept(ctx);
    expect(leads).toHaveLength(1);
    expect(leads[0]).toMatchObject({ company: null, version: 1 });
    expect(submissions).toHaveLength(2);
    expect(events.map(({ kind }) => kind)).toEqual(['lead.created', 'form.submitted', 'form.submitted']);
  });

  it('[D2] of many at once with one address makes one lead, and none is lost', async () => {
    const { ctx, submissionsUrl } = await door.form();
    const answers = await Promise.all(Array.from({ length: TOGETHER }, (_, at) => postJson(submissionsUrl, { email: 'ada@example.com', message: `number ${at}` })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { leads, submissions, events } = await door.kept(ctx);
    expect([leads.length, submissions.length]).toEqual([1, TOGETHER]);
    expect(events.filter(({ kind }) => kind === 'form.submitted')).toHaveLength(TOGETHER);
  });

  it('[D9] repeated with its Idempotency-Key is one submission, also many times at once', async () => {
    const { ctx, submissionsUrl } = await door.form();
    const send = () => postJson(submissionsUrl, { email: 'ada@example.com' }, { 'idempotency-key': 'one click' });
    const answers = await Promise.all(Array.from({ length: TOGETHER }, send));
    expect(new Set(answers.map(({ body }) => body['submissionId'])).size).toBe(1);
    expect((await door.kept(ctx)).submissions).toHaveLength(1);
    expect(await postJson(submissionsUrl, { email: 'bob@example.com' }, { 'idempotency-key': 'one click' })).toMatchObject({
      status: 422, body: { code: 'BAD_USER_INPUT', errors: [{ field: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_REUSED' }] },
    });
  });

  it('[D9] under the same Idempotency-Key at two forms is two submissions', async () => {
    const [one, other] = [await door.form(), await door.form()];
    for (const { submissionsUrl } of [one, other]) await postJson(submissionsUrl, { email: 'ada@example.com' }, { 'idempotency-key': 'k' });
    for (const { ctx } of [one, other]) expect((await door.kept(ctx)).submissions).toHaveLength(1);
  });

  it('[D8] with faults is told of each of them by field, and nothing is kept', async () => {
    const { ctx, submissionsUrl } = await door.form();
    const { status, body } = await postJson(submissionsUrl, { email: {}, name: ['Ada'], phone: 'none', message: 'x'.repeat(10_001) });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'BAD_USER_INPUT', requestId: expect.stringMatching(/^request_/) as string });
    expect((body['errors'] as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'email TYPE_MISMATCH', 'name TYPE_MISMATCH', 'phone PHONE_INVALID', 'message TOO_LONG',
    ]);
    expect(await door.kept(ctx)).toEqual({ leads: [], submissions: [], events: [] });
  });

  it('[B23] is stored whole or not at all: what fails at the commit leaves neither lead nor submission nor event', async () => {
    const { ctx, submissionsUrl } = await door.form();
    const { hooks } = door.database;
    const failing = { beforeCommit: () => Promise.reject(new Error('secret detail of ours')) };
    hooks.push(failing);
    const { status, body } = await postJson(submissionsUrl, { email: 'ada@example.com' });
    hooks.splice(hooks.indexOf(failing), 1);
    expect({ status, body }).toMatchObject({ status: 500, body: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(JSON.stringify(body)).not.toContain('secret detail');
    expect(await door.kept(ctx)).toEqual({ leads: [], submissions: [], events: [] });
  });

  it('[B23] that the store cannot take now is told so, with the time to wait', async () => {
    const { submissionsUrl } = await door.form();
    const { hooks } = door.database;
    const failing = { beforeCommit: () => Promise.reject(new AppError('SERVICE_UNAVAILABLE', 'Try again shortly.', { retryAfter: 1_500 })) };
    hooks.push(failing);
    const response = await fetch(submissionsUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":"ada@example.com"}' });
    hooks.splice(hooks.indexOf(failing), 1);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 1_500 });
  });
});
