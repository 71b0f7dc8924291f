import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { once } from '../../database/once.ts';
import { emit } from '../../events/emit.ts';
import { badField } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import type { Context } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { captureLead, snapshotOf } from '../lead/index.ts';
import { checkData } from './check-data.ts';
import { FormSubmission, type FormRow } from './form.entity.ts';
import { FormSubmitted } from './form.events.ts';
import { leadValues, type LeadValues } from './lead-values.ts';
import { readAnswers } from './read-answers.ts';

/** What a visitor sent; `data` is whatever JSON object came. */
export interface Submission {
  data: Readonly<Record<string, unknown>>;
  idempotencyKey?: string | null | undefined;
}

/** What the visitor is told; the same for a new lead and a known one. */
export interface Receipt {
  submissionId: string;
  message: string;
}

export const THANKS = 'We have received your message and will be in touch.';

/** The answers as they speak of a lead. @throws AppError BAD_USER_INPUT with one detail per faulty field */
const readSubmission = ({ fields }: FormRow, data: Submission['data']): LeadValues => {
  // The answers first: a fault of an answer names its field.
  const answers = checkInput((faults) => readAnswers(fields, data, faults));
  checkData(data);
  if (answers.size === 0) throw badField('data', 'REQUIRED', 'Nothing is filled in: answer at least one question.');
  return leadValues(fields, answers);
};

const keepSubmission = async (tx: Tx, form: FormRow, values: LeadValues, data: Submission['data']): Promise<string> => {
  const { lead, created } = await captureLead(tx, { ...values, source: form.name, onExisting: form.onExisting });
  const submission = tx.em.create(FormSubmission, {
    id: newId('submission'), teamId: form.teamId, formId: form.id, leadId: lead.id, data: { ...data }, submittedAt: tx.clock.now(),
  });
  tx.em.persist(submission);
  emit(tx, FormSubmitted, form.id, {
    form: { id: form.id, name: form.name },
    submission: { id: submission.id, formId: form.id, leadId: lead.id, data: submission.data, submittedAt: submission.submittedAt.toISOString() },
    leadId: lead.id,
    lead: snapshotOf(lead),
    leadCreated: created,
    syncTo: form.syncTo,
    duplicatePolicy: form.duplicatePolicy,
  });
  return submission.id;
};

/**
 * Takes a submission of a form as a visitor of the form's team: submission, lead and event are stored together or not
 * at all. CRMs hear of it later, from what the transaction left for them, so none of them can fail it.
 * @throws AppError BAD_USER_INPUT with one detail per faulty field
 */
export const submitForm = async (ctx: Context, form: FormRow, { data, idempotencyKey }: Submission): Promise<Receipt> => {
  const values = readSubmission(form, data);
  const visitor = { ...ctx, actor: { kind: 'VISITOR', teamId: form.teamId } } as const;
  const submissionId = await inTransaction(visitor, (tx) =>
    // Visitors have no names, so a key belongs to the form.
    once(tx, { operation: `submitForm ${form.id}`, key: idempotencyKey, request: data }, () => keepSubmission(tx, form, values, data)),
  );
  return { submissionId, message: THANKS };
};
