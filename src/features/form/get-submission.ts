import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { kindOfId } from '../../shared/ids.ts';
import { FormSubmission, type FormSubmissionRow } from './form.entity.ts';
import { canSeeForms } from './form.policy.ts';

/** @throws AppError NOT_FOUND, also for whoever may not see forms */
export const getSubmission = async (ctx: TeamContext, id: string): Promise<FormSubmissionRow> => {
  const submission = canSeeForms(ctx.actor) && kindOfId(id) === 'submission' ? await inSnapshot(ctx, ({ em }) => em.findOne(FormSubmission, { id })) : null;
  if (!submission) throw notFound('Form submission');
  return submission;
};
