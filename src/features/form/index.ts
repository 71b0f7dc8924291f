export { createForm, type CreateFormInput } from './create-form.ts';
export { FormSubmitted, submittedFacts } from './form.events.ts';
export { formUrls } from './form-urls.ts';
export { Form } from './form.entity.ts';
