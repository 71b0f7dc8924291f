import { eventFields } from '../../graphql/event-fields.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { leadById, leadOfSnapshot } from '../lead/index.ts';
import { countForms } from './count-forms.ts';
import { createForm } from './create-form.ts';
import { findPublicForm } from './find-public-form.ts';
import { submittedFacts } from './form.events.ts';
import { formById } from './form.loaders.ts';
import { formUrls } from './form-urls.ts';
import { getForm } from './get-form.ts';
import { listForms } from './list-forms.ts';
import { submitForm } from './submit-form.ts';

export const formResolvers = {
  Query: {
    form: (_, { id }, ctx) => getForm(requireTeam(ctx), id),
    forms: (_, page, ctx) => listForms(requireTeam(ctx), page),
  },
  Mutation: {
    createForm: async (_, { input }, ctx) => ({ form: await createForm(requireTeam(ctx), input) }),
    submitForm: async (_, { input }, ctx) => submitForm(ctx, await findPublicForm(ctx, input.publicId), input),
  },
  Form: {
    submitUrl: ({ publicId }, _, { parts }) => formUrls(parts.site, publicId).submitUrl,
    pageUrl: ({ publicId }, _, { parts }) => formUrls(parts.site, publicId).pageUrl,
  },
  FormConnection: {
    totalCount: (_, __, ctx) => countForms(requireTeam(ctx)),
  },
  FormSubmission: {
    form: ({ formId }, _, ctx) => formById(requireTeam(ctx), formId),
    lead: ({ leadId }, _, ctx) => (leadId == null ? null : leadById(requireTeam(ctx), leadId)),
  },
  FormSubmittedEvent: {
    ...eventFields,
    formId: ({ resourceId }) => resourceId,
    submission: (event) => {
      const { submission } = submittedFacts(event);
      return { ...submission, teamId: event.teamId, submittedAt: new Date(submission.submittedAt) };
    },
    lead: (event) => leadOfSnapshot(submittedFacts(event).lead),
    leadCreated: (event) => submittedFacts(event).leadCreated,
  },
} satisfies Resolvers;
