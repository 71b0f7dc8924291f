import fc from 'fast-check';
import type { FormField } from '../../../../src/features/form/form.entity.ts';
import { formPage } from '../../../../src/features/form/page/form-page.ts';
import { html } from '../../../../src/shared/page/html.ts';

const field = (name: string, more: Partial<FormField> = {}): FormField => ({ name, label: name, type: 'TEXT', required: false, mapsTo: null, options: [], ...more });

const types = ['TEXT', 'TEXTAREA', 'NUMBER', 'BOOLEAN', 'DATE', 'EMAIL', 'PHONE', 'URL', 'SELECT'] as const;
const oneOfEach = types.map((type, at) => field(`field${at}`, { label: `Label of ${type}`, type, options: type === 'SELECT' ? ['red', 'blue'] : [] }));

/** All that a parser would take for markup. */
const tagsOf = (page: string): string[] => page.match(/<[^<]*/g) ?? [];

describe('The page of a form', () => {
  it('[D4] has one labelled control for every question', () => {
    const page = formPage({ name: 'Contact', fields: oneOfEach }, '/forms/abc/submissions');
    for (const { name, type } of oneOfEach) {
      expect(page.split(` name="${name}"`)).toHaveLength(2);
      if (type !== 'BOOLEAN') expect(page).toContain(`<label for="field-${name}">Label of ${type}</label>`);
    }
    expect(page).toContain('<form method="post" action="/forms/abc/submissions"');
  });

  it('[D4] lets the browser fill in what it knows and check what it can', () => {
    const page = formPage({ name: 'Contact', fields: [field('email', { type: 'EMAIL', required: true }), field('firm', { mapsTo: 'company' })] }, '/x');
    expect(page).toContain('<input type="email" id="field-email" name="email" required value="" autocomplete="email" maxlength="254">');
    expect(page).toContain('autocomplete="organization"');
  });

  it('[D4] comes back with what was typed and what is wrong with it, said where it is', () => {
    const fields = [field('email', { type: 'EMAIL' }), field('about', { type: 'TEXTAREA' }), field('colour', { type: 'SELECT', options: ['red', 'blue'] }), field('news', { type: 'BOOLEAN' })];
    const faults = [{ field: 'email', code: 'EMAIL_INVALID', message: 'email: this must be an address' }, { field: 'data', code: 'TOO_LARGE', message: 'Too large' }];
    const page = formPage({ name: 'Contact', fields }, '/x', { data: { email: 'nobody', about: '\nline', colour: 'blue', news: 'on' }, faults });
    expect(page).toContain('<li><a href="#field-email">email: this must be an address</a></li><li>Too large</li>');
    expect(page).toContain('name="email" aria-invalid="true" aria-describedby="fault-email" value="nobody"');
    expect(page).toContain('<p class="fault" id="fault-email">This must be an address</p>');
    expect(page).toContain('>\n\nline</textarea>');
    expect(page).toContain('<option selected>blue</option>');
    expect(page).toContain('name="news" checked>');
    expect(page).toContain('<title>Please check: Contact</title>');
  });

  it.each([
    ['Your name: this must be answered', 'This must be answered'],
    ['Your name is too long: at most 500 characters', 'This is too long: at most 500 characters'],
    ['Something else', 'Something else'],
  ])('[D4] repeats no label below the question that has it: %s', (message, shown) => {
    const page = formPage({ name: 'Contact', fields: [field('name', { label: 'Your name' })] }, '/x', { data: {}, faults: [{ field: 'name', code: 'X', message }] });
    expect(page).toContain(`<p class="fault" id="fault-name">${shown}</p>`);
    expect(page).toContain(`<a href="#field-name">${message}</a>`);
  });

  it('[C9] shows nothing of what was sent instead of text', () => {
    const data = { field0: { toString: 'x' }, field1: ['a'], field3: {}, field8: 7 };
    expect(formPage({ name: 'C', fields: oneOfEach }, '/x', { data, faults: [] })).toBe(formPage({ name: 'C', fields: oneOfEach }, '/x'));
  });

  it('[C9] has the same tags whatever text is put into it: all of it is escaped', () => {
    const hostile = fc.oneof(
      fc.constantFrom('</textarea><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</title><svg onload=alert(1)>', '<!--', '${7*7}', '&lt;b&gt;', '</style>'),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    const pageWith = (text: string) => {
      const fields = types.map((type, at) => field(`field${at}`, { label: text, type, required: true, options: type === 'SELECT' ? [text] : [] }));
      return formPage({ name: text, fields }, '/x', {
        data: Object.fromEntries(fields.map(({ name }) => [name, text])),
        faults: [...fields.map(({ name }) => ({ field: name, code: 'X', message: text })), { field: 'data', code: 'X', message: text }],
      });
    };
    const shape = (page: string) => tagsOf(page).map((tag) => tag.replace(/"[^"]*"|>.*/gs, '')).filter((tag) => tag.trim() !== '');
    const plain = shape(pageWith('plain'));
    fc.assert(
      fc.property(hostile, (text) => {
        // A ticked box and a chosen option depend on the text, and are attributes of ours.
        const own = (tags: string[]) => tags.map((tag) => tag.replace(/ (checked|selected)/, ''));
        expect(own(shape(pageWith(text)))).toEqual(own(plain));
      }),
    );
  });
});

describe('A template of markup', () => {
  it('[C9] escapes what may end text or an attribute, and lets markup be', () => {
    expect(html`<p title="${'"\'<>&'}">${html`<b>${'<i>'}</b>`}${null}${7}${[html`<u></u>`]}</p>`.markup).toBe(
      '<p title="&quot;&#39;&lt;&gt;&amp;"><b>&lt;i&gt;</b>7<u></u></p>',
    );
  });
});
