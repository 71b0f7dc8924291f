import { inSystem } from '../../database/in-system.ts';
import { notFound } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { Form, type FormRow } from './form.entity.ts';
import { isPublicId } from './public-id.ts';

/**
 * The form that a public address names, of whichever team.
 * @throws AppError NOT_FOUND
 */
export const findPublicForm = async (ctx: Pick<Context, 'parts'>, publicId: string): Promise<FormRow> => {
  // What cannot be one of ours costs no query.
  const form = isPublicId(publicId) ? await inSystem(ctx, 'public-form', ({ em }) => em.findOne(Form, { publicId })) : null;
  if (!form) throw notFound('Form');
  return form;
};
