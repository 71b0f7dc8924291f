import { defineSubscription } from '../../realtime/subscription.ts';
import { badField } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { refuse } from '../account/index.ts';
import { FormSubmitted } from './form.events.ts';
import { canSeeForms } from './form.policy.ts';

interface FormSubmittedArgs {
  filter?: { formId?: string | null } | null;
}

/** The index of the hub has done all the filtering there is. */
export const formSubmitted = defineSubscription<FormSubmittedArgs>({
  kinds: [FormSubmitted.kind],
  resourceId: ({ filter }) => filter?.formId ?? null,
  match: () => 'MATCHES',
  authorize: (actor, { filter }) => {
    if (!canSeeForms(actor)) throw refuse(actor, 'see forms', 'forms:read');
    if (filter?.formId != null && kindOfId(filter.formId) !== 'form')
      throw badField('filter.formId', 'ID_INVALID', 'filter.formId must be the id of a form, which begins with form_');
  },
});
