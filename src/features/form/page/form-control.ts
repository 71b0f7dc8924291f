import { LINE_MAX, TEXT_MAX } from '../../../shared/clean-text.ts';
import { EMAIL_MAX } from '../../../shared/contact-keys.ts';
import { html, type Html } from '../../../shared/page/html.ts';
import type { FormField } from '../form.entity.ts';
import { PHONE_MAX, URL_MAX } from '../form.limits.ts';
import { answerType, targetOf } from '../lead-target.ts';

/** What a visitor had answered, and why it was not taken. */
export interface Given {
  value: unknown;
  fault: string | null;
}

/** What browsers fill in by themselves; the lead's attributes by their names in HTML. */
const autocomplete = { email: 'email', name: 'name', phone: 'tel', company: 'organization', title: 'off' } as const;

const autocompleteOf = (field: FormField): Html | null => {
  const target = targetOf(field);
  return 'attribute' in target ? html` autocomplete="${autocomplete[target.attribute]}"` : null;
};

const hintOf = (field: FormField): string | null => (answerType(field) === 'PHONE' ? 'With the country code, as +49 30 901820' : null);

/** The attributes that every control has. */
const attributesOf = (field: FormField, { fault }: Given): Html => {
  const { name, required } = field;
  const described = [...(hintOf(field) === null ? [] : [`hint-${name}`]), ...(fault === null ? [] : [`fault-${name}`])].join(' ');
  return html`id="field-${name}" name="${name}"${required ? html` required` : null}${fault === null ? null : html` aria-invalid="true"`}${
    described === '' ? null : html` aria-describedby="${described}"`}`;
};

const inputs = {
  TEXT: { type: 'text', limit: html` maxlength="${LINE_MAX}"` },
  EMAIL: { type: 'email', limit: html` maxlength="${EMAIL_MAX}"` },
  PHONE: { type: 'tel', limit: html` maxlength="${PHONE_MAX}"` },
  URL: { type: 'url', limit: html` maxlength="${URL_MAX}"` },
  NUMBER: { type: 'number', limit: html` step="any"` },
  DATE: { type: 'date', limit: null },
} as const;

const isTicked = (value: unknown): boolean => value === true || (typeof value === 'string' && ['on', 'true', 'yes', '1'].includes(value));

const control = (field: FormField, given: Given): Html => {
  const attributes = attributesOf(field, given);
  const text = typeof given.value === 'string' ? given.value : '';
  const type = answerType(field);
  switch (type) {
    case 'BOOLEAN':
      return html`<input type="checkbox" ${attributes}${isTicked(given.value) ? html` checked` : null}>`;
    case 'TEXTAREA':
      // A parser drops the first line break of a textarea, so the visitor's own needs one before it.
      return html`<textarea ${attributes} maxlength="${TEXT_MAX}">
${text}</textarea>`;
    case 'SELECT': {
      const option = (value: string) => html`<option${value === text ? html` selected` : null}>${value}</option>`;
      return html`<select ${attributes}><option value="">Please choose</option>${field.options.map(option)}</select>`;
    }
    case 'TEXT':
    case 'EMAIL':
    case 'PHONE':
    case 'URL':
    case 'NUMBER':
    case 'DATE': {
      const input = inputs[type];
      return html`<input type="${input.type}" ${attributes} value="${text}"${autocompleteOf(field)}${input.limit}>`;
    }
  }
};

/** One question with its label, its hint and what was wrong with the answer. */
export const formControl = (field: FormField, given: Given): Html => {
  const { name, label, required, type } = field;
  const hint = hintOf(field);
  const star = required ? html` <span class="star" aria-hidden="true">*</span>` : null;
  const notes = html`${hint === null ? null : html`<p class="hint" id="hint-${name}">${hint}</p>`}${
    given.fault === null ? null : html`<p class="fault" id="fault-${name}">${given.fault}</p>`}`;
  return type === 'BOOLEAN'
    ? html`<div class="field tick"><label>${control(field, given)}<span>${label}${star}</span></label>${notes}</div>
`
    : html`<div class="field"><label for="field-${name}">${label}${star}</label>${control(field, given)}${notes}</div>
`;
};
