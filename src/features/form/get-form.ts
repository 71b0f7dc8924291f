import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { kindOfId } from '../../shared/ids.ts';
import { Form, type FormRow } from './form.entity.ts';
import { canSeeForms } from './form.policy.ts';

/** @throws AppError NOT_FOUND, also for whoever may not see forms */
export const getForm = async (ctx: TeamContext, id: string): Promise<FormRow> => {
  const form = canSeeForms(ctx.actor) && kindOfId(id) === 'form' ? await inSnapshot(ctx, ({ em }) => em.findOne(Form, { id })) : null;
  if (!form) throw notFound('Form');
  return form;
};
