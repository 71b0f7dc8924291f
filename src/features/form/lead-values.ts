import type { FormField } from './form.entity.ts';
import { targetOf, type LeadAttribute } from './lead-target.ts';
import type { Answer } from './read-answer.ts';
import type { Answers } from './read-answers.ts';

/** What the answers say of a lead; a question that was left open says nothing, so it can blank out nothing. */
export interface LeadValues {
  attributes: Partial<Record<LeadAttribute, string>>;
  customFields: Record<string, Answer>;
}

export const leadValues = (fields: readonly FormField[], answers: Answers): LeadValues => {
  const attributes: LeadValues['attributes'] = {};
  const customFields: [string, Answer][] = [];
  for (const field of fields) {
    const answer = answers.get(field.name);
    if (answer === undefined) continue;
    const target = targetOf(field);
    if ('attribute' in target) attributes[target.attribute] = String(answer);
    else customFields.push([target.customField, answer]);
  }
  return { attributes, customFields: Object.fromEntries(customFields) };
};
