import { z } from 'zod';
import { defineEvent } from '../../events/define-event.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import { leadSnapshot } from '../lead/index.ts';
import { canSeeForms } from './form.policy.ts';

/** A submission in JSON types. */
const submissionSnapshot = z.object({
  id: z.string(),
  formId: z.string(),
  leadId: z.string(),
  data: z.record(z.string(), z.unknown()),
  submittedAt: z.iso.datetime(),
});

/** A visitor submitted a form. The resource is the form, which is what subscribers ask for. */
export const FormSubmitted = defineEvent({
  kind: 'form.submitted',
  version: 1,
  typeName: 'FormSubmittedEvent',
  payload: z.object({
    form: z.object({ id: z.string(), name: z.string() }),
    submission: submissionSnapshot,
    leadId: z.string(),
    /** As of the commit. */
    lead: leadSnapshot,
    leadCreated: z.boolean(),
    /** What the form wants of the CRMs, as of the submission. */
    syncTo: z.array(z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE'])),
    duplicatePolicy: z.enum(['SKIP', 'UPDATE', 'CREATE_NEW']),
  }),
  visibleTo: canSeeForms,
});

type FormSubmittedFacts = z.output<(typeof FormSubmitted)['payload']>;

/** The facts of a submission out of the log. Version 1 is the only one so far. */
export const submittedFacts = ({ payload }: LoggedEvent): FormSubmittedFacts => payload as FormSubmittedFacts;
