import type { Faults } from '../../shared/check-input.ts';
import type { FormField } from './form.entity.ts';
import { answerType } from './lead-target.ts';
import { answerReaders, type Answer } from './read-answer.ts';

/** By field name; a question that was left open is not in it. */
export type Answers = ReadonlyMap<string, Answer>;

/** Nothing, also as a form posts it; what is only space is found out by the cleaning. */
const isOpen = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The answers to a form's questions in the data of a submission; what is wrong with them is added to `faults`. */
export const readAnswers = (fields: readonly FormField[], data: Readonly<Record<string, unknown>>, faults: Faults): Answers => {
  const answers = new Map<string, Answer>();
  for (const field of fields) {
    const { name, label, required } = field;
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    const found = faults.length;
    const answer = isOpen(value) ? null : answerReaders[answerType(field)](value, field, faults);
    if (answer !== null) answers.set(name, answer);
    else if (required && faults.length === found) faults.push({ field: name, code: 'REQUIRED', message: `${label}: this must be answered` });
  }
  return answers;
};
