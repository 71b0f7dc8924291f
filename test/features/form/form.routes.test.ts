import { itInChromium, openOffline } from '../../support/chromium.ts';
import { BODY_BYTES_MAX } from '../../../src/features/form/form.limits.ts';
import { openFormDoor, postJson, type FormDoor } from './form-door.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const FORM = 'application/x-www-form-urlencoded';

let door: FormDoor;
beforeAll(async () => { door = await openFormDoor(); });
afterAll(() => door.close());

const post = (url: string, body: string, headers: Record<string, string>) => fetch(url, { method: 'POST', body, headers, redirect: 'manual' });

describe('POST /forms/:publicId/submissions', () => {
  it('[D4] takes the fields of an HTML form, and answers a program with JSON', async () => {
    const { ctx, submissionsUrl } = await door.form();
    const response = await post(submissionsUrl, 'email=ada%40example.com&name=Ada+L%C3%B6w&tag=a&tag=b&message=', { 'content-type': FORM });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ submissionId: expect.stringMatching(/^submission_/) as string });
    const { leads, submissions } = await door.kept(ctx);
    expect(leads[0]).toMatchObject({ email: 'ada@example.com', name: 'Ada Löw', customFields: {} });
    expect(submissions[0]?.data).toEqual({ email: 'ada@example.com', name: 'Ada Löw', tag: ['a', 'b'], message: '' });
  });

  it('[D4] redirects a browser to the thank-you page', async () => {
    const { form, submissionsUrl } = await door.form();
    const response = await post(submissionsUrl, 'email=ada%40example.com', { 'content-type': FORM, accept: BROWSER });
    expect([response.status, response.headers.get('location')]).toEqual([303, `/f/${form.publicId}/thanks`]);
    const thanks = await fetch(new URL(response.headers.get('location') ?? '', door.url));
    expect(thanks.status).toBe(200);
    expect(await thanks.text()).toContain('<h1>Thank you</h1>');
  });

  it('[D4] brings a browser its page back with what was typed, escaped, and what is wrong', async () => {
    const { ctx, submissionsUrl } = await door.form();
    const response = await post(submissionsUrl, 'email=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E', { 'content-type': FORM, accept: BROWSER });
    const page = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(page).not.toContain('<script');
    expect((await door.kept(ctx)).submissions).toEqual([]);
  });

  it('[D4] may be called from the pages of any website', async () => {
    const { submissionsUrl } = await door.form();
    const preflight = await fetch(submissionsUrl, { method: 'OPTIONS', headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': '*', 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type, idempotency-key',
    });
    for (const body of ['{"email":"ada@example.com"}', '{"email":1}', '{'])
      expect((await post(submissionsUrl, body, { 'content-type': 'application/json', origin: 'https://shop.example' })).headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each([
    ['no such form', 'AAAAAAAAAAAAAAAAAAAAAAAA', { body: '{}', type: 'application/json' }, 404, 'NOT_FOUND'],
    ['SQL for a form', "' or 1=1 --", { body: '{}', type: 'application/json' }, 404, 'NOT_FOUND'],
    ['NUL for a form', 'a\0b', { body: '{}', type: 'application/json' }, 404, 'NOT_FOUND'],
    ['malformed JSON', null, { body: '{"email": ', type: 'application/json' }, 400, 'BAD_USER_INPUT'],
    ['no JSON at all', null, { body: '', type: 'application/json' }, 400, 'BAD_USER_INPUT'],
    ['JSON with __proto__', null, { body: '{"email":"a@b.de","__proto__":{"admin":true}}', type: 'application/json' }, 400, 'BAD_USER_INPUT'],
    ['JSON with a constructor', null, { body: '{"email":"a@b.de","constructor":{"prototype":{"admin":true}}}', type: 'application/json' }, 400, 'BAD_USER_INPUT'],
    ['a form with __proto__', null, { body: 'email=a%40b.de&__proto__=x', type: FORM }, 422, 'BAD_USER_INPUT'],
    ['a list', null, { body: '[{"email":"a@b.de"}]', type: 'application/json' }, 422, 'BAD_USER_INPUT'],
    ['a bare text', null, { body: '"a@b.de"', type: 'application/json' }, 422, 'BAD_USER_INPUT'],
    ['null', null, { body: 'null', type: 'application/json' }, 422, 'BAD_USER_INPUT'],
    ['nothing', null, { body: '{}', type: 'application/json' }, 422, 'BAD_USER_INPUT'],
    ['NUL inside', null, { body: String.raw`{"email":"a@b.de","note":"\u0000"}`, type: 'application/json' }, 422, 'BAD_USER_INPUT'],
    ['half a character', null, { body: String.raw`{"email":"a@b.de","note":"\ud83d"}`, type: 'application/json' }, 422, 'BAD_USER_INPUT'],
    ['NUL in a form', null, { body: 'email=a%40b.de&name=a%00b', type: FORM }, 422, 'BAD_USER_INPUT'],
    ['lists in lists in lists', null, { body: `{"email":"a@b.de","a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`, type: 'application/json' }, 422, 'BAD_USER_INPUT'],
    ['plain text', null, { body: 'email=a@b.de', type: 'text/plain' }, 415, 'BAD_USER_INPUT'],
    ['XML', null, { body: '<email>a@b.de</email>', type: 'application/xml' }, 415, 'BAD_USER_INPUT'],
    ['a file', null, { body: '--x--', type: 'multipart/form-data; boundary=x' }, 415, 'BAD_USER_INPUT'],
    ['two megabytes of JSON', null, { body: JSON.stringify({ email: 'a@b.de', message: 'x'.repeat(2_000_000) }), type: 'application/json' }, 413, 'BAD_USER_INPUT'],
    ['two megabytes of a form', null, { body: `email=a%40b.de&message=${'x'.repeat(2_000_000)}`, type: FORM }, 413, 'BAD_USER_INPUT'],
    ['more than is kept', null, { body: JSON.stringify({ email: 'a@b.de', more: 'x'.repeat(BODY_BYTES_MAX - 100) }), type: 'application/json' }, 422, 'BAD_USER_INPUT'],
  ])('[C9] refuses %s in one shape, and keeps nothing', async (_, publicId, { body, type }, status, code) => {
    const { ctx, form } = await door.form();
    const url = `${door.url}/forms/${encodeURIComponent(publicId ?? form.publicId)}/submissions`;
    const response = await post(url, body, { 'content-type': type });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, message: expect.any(String) as string, errors: expect.any(Array) as unknown[], requestId: expect.any(String) as string });
    expect((await door.kept(ctx)).submissions).toEqual([]);
  });

  it('[C9] tells a browser in a page what it would tell a program in JSON', async () => {
    const response = await post(`${door.url}/forms/nothing/submissions`, 'a=b', { 'content-type': FORM, accept: BROWSER });
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('<h1>There is no such form</h1>');
  });

  it('[C9] stores hostile text as the text that it is', async () => {
    const { ctx, submissionsUrl, pageUrl } = await door.form();
    const hostile = [
      "Robert'); drop table leads;--", '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' or '1'='1", '${7*7}{{7*7}}', '%00%0d%0a', String.raw`\u0000 \x00`,
      "Name, FindBy('a')", 'toString', '=cmd|calc', '../../etc/passwd', '😀 ﷽ Ω',
    ];
    for (const text of hostile) expect(await postJson(submissionsUrl, { email: 'ada@example.com', name: text, message: text, [text]: text })).toMatchObject({ status: 200 });
    const { leads, submissions } = await door.kept(ctx);
    expect(leads[0]).toMatchObject({ name: hostile[0], customFields: { message: hostile[0] } });
    expect(submissions.map(({ data }) => data['message'])).toEqual(hostile);
    expect((await fetch(pageUrl)).status).toBe(200);
  });
});

describe('GET /f/:publicId', () => {
  it('[D4] is the form as a page that runs no script and reaches no other origin', async () => {
    const { pageUrl } = await door.form();
    const response = await fetch(pageUrl);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).toContain('<h1>Contact</h1>');
  });

  it.each(['/f/nothing', '/f/nothing/thanks', '/f/AAAAAAAAAAAAAAAAAAAAAAAA'])('[D4] is a page that says so where there is no form: %s', async (path) => {
    const response = await fetch(door.url + path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<h1>There is no such form</h1>');
  });

  itInChromium('[D4] is filled in, corrected and sent in Chromium, without a complaint of the browser', async () => {
    const { ctx, pageUrl } = await door.form({
      name: 'Talk to <us>',
      fields: [
        { name: 'name', label: 'Your name', type: 'TEXT', required: true },
        { name: 'email', label: 'E-mail', type: 'TEXT', mapsTo: 'customFields.mail' },
        { name: 'site', label: 'Website', type: 'TEXT' },
        { name: 'phone', label: 'Phone', type: 'PHONE' },
        { name: 'roof', label: 'Kind of roof', type: 'SELECT', options: ['Flat', 'Pitched & tiled'] },
        { name: 'news', label: 'Send me news', type: 'BOOLEAN' },
        { name: 'about', label: 'What is it about?', type: 'TEXTAREA' },
      ],
    });
    await using browser = await openOffline(pageUrl);
    const { page, complaints, foreign } = browser;
    expect(await page.title()).toBe('Talk to <us>');
    await page.getByLabel('Your name').fill('<b>Ada</b>');
    await page.getByLabel('Phone').fill('call me');
    await page.getByLabel('Kind of roof').selectOption('Pitched & tiled');
    await page.getByLabel('Send me news').check();
    await page.getByLabel('What is it about?').fill('\nTwo\nlines');
    await page.getByRole('button', { name: 'Send' }).click();

    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe('<b>Ada</b>');
    expect(await page.getByLabel('What is it about?').inputValue()).toBe('\nTwo\nlines');
    expect(await page.getByLabel('Kind of roof').inputValue()).toBe('Pitched & tiled');
    expect(await page.getByLabel('Send me news').isChecked()).toBe(true);
    // Chromium itself reports the status 422 of the page.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('422')]);

    await page.getByLabel('Phone').fill('+49 30 901820');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL('**/thanks');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] });

    const { leads } = await door.kept(ctx);
    expect(leads).toHaveLength(1);
    expect(leads[0]).toMatchObject({ name: '<b>Ada</b>', phone: '+4930901820', customFields: { roof: 'Pitched & tiled', news: true, about: 'Two\nlines' } });
  });

  itInChromium('[D4] has an equal in a plain HTML form, which ends on the thank-you page too', async () => {
    const { ctx, submissionsUrl, pageUrl } = await door.form();
    await using browser = await openOffline(pageUrl);
    const { page } = browser;
    await page.setContent(`<form method="post" action="${submissionsUrl}"><input name="email" value="ada@example.com"><input name="coupon" value="SPRING"><button>Go</button></form>`);
    await page.getByRole('button', { name: 'Go' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    const { leads, submissions } = await door.kept(ctx);
    expect(leads).toHaveLength(1);
    expect(submissions[0]?.data).toEqual({ email: 'ada@example.com', coupon: 'SPRING' });
  });
});
