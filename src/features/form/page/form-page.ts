import type { ErrorDetail } from '../../../shared/app-error.ts';
import { html, type Html } from '../../../shared/page/html.ts';
import { page } from '../../../shared/page/page.ts';
import type { FormField, FormRow } from '../form.entity.ts';
import { formControl } from './form-control.ts';

/** What a visitor sent that could not be taken: the page comes back with it. */
export interface RefusedAnswers {
  data: Readonly<Record<string, unknown>>;
  faults: readonly ErrorDetail[];
}

const none: RefusedAnswers = { data: {}, faults: [] };

/** A fault of a field leads to it; one of the whole submission has nowhere to lead to. */
const summary = (fields: readonly FormField[], faults: readonly ErrorDetail[]): Html | null => {
  if (faults.length === 0) return null;
  const entry = ({ field, message }: ErrorDetail) =>
    fields.some(({ name }) => name === field) ? html`<li><a href="#field-${field}">${message}</a></li>` : html`<li>${message}</li>`;
  return html`<div class="summary" role="alert"><h2>Please look at this again</h2><ul>${faults.map(entry)}</ul></div>`;
};

/** A fault as it stands below its control, whose label needs no second telling. */
const below = (label: string, message: string): string => {
  if (message.startsWith(`${label}: `)) {
    const demand = message.slice(label.length + 2);
    return demand.charAt(0).toUpperCase() + demand.slice(1);
  }
  return message.startsWith(`${label} `) ? `This ${message.slice(label.length + 1)}` : message;
};

/** A form as a page of its own; `action` is the path that it is sent to. */
export const formPage = ({ name, fields }: Pick<FormRow, 'name' | 'fields'>, action: string, { data, faults }: RefusedAnswers = none): string => {
  const faultOf = ({ name: asked, label }: FormField) => {
    const fault = faults.find(({ field }) => field === asked);
    return fault === undefined ? null : below(label, fault.message);
  };
  const valueOf = (field: FormField) => (Object.hasOwn(data, field.name) ? data[field.name] : undefined);
  const legend = fields.some(({ required }) => required) ? html`<p>What is marked <span class="star">*</span> is required.</p>` : null;
  return page(
    faults.length === 0 ? name : `Please check: ${name}`,
    html`<h1>${name}</h1>
${legend}${summary(fields, faults)}
<form method="post" action="${action}" accept-charset="utf-8">
${fields.map((field) => formControl(field, { value: valueOf(field), fault: faultOf(field) }))}
<button type="submit">Send</button>
</form>`,
  );
};
