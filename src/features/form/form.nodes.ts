import { getForm } from './get-form.ts';
import { getSubmission } from './get-submission.ts';

/** How `node(id)` reads forms and what was sent to them. */
export const formNodes = { form: getForm, submission: getSubmission };
