import { phoneKeyIn } from '../../../shared/contact-keys.ts';
import { asText, isEmpty } from '../spell-value.ts';
import { titleCase, truncate } from './change-text.ts';
import { fillTemplate, OWN_VALUE } from './fill-template.ts';
import { readBoolean, readDate, readNumber } from './read-value.ts';
import { splitName } from './split-name.ts';
import { startsAnew, type Step } from './step.ts';

/** Characters of the longest text that a step may make of a shorter one. */
const RESULT_MAX = 100_000;

/** What steps make of a value, or why they make nothing, as the end of a sentence. */
export type Reshaped = { value: unknown } | { problem: string };

/** A field of the lead by the name that rules use. */
export type ReadField = (name: string) => unknown;

const tooLong: Reshaped = { problem: `would become longer than ${RESULT_MAX} characters` };
const orProblem = (value: unknown, problem: string): Reshaped => (value === null ? { problem } : { value });

const replace = (text: string, find: string, by: string): Reshaped => {
  const parts = text.split(find);
  return text.length + (parts.length - 1) * (by.length - find.length) > Math.max(RESULT_MAX, text.length) ? tooLong : { value: parts.join(by) };
};

const fill = (template: string, own: unknown, read: ReadField): Reshaped => {
  const unfit: string[] = [];
  const text = fillTemplate(template, (name) => {
    const value = name === OWN_VALUE ? own : read(name);
    const spelled = isEmpty(value) ? '' : asText(value);
    if (spelled === null) unfit.push(name);
    return spelled ?? '';
  });
  if (unfit.length > 0) return { problem: `cannot be filled in: ${unfit.join(', ')} is not text` };
  return text !== null && text.length > RESULT_MAX ? tooLong : { value: text };
};

/** Steps that make something of text. */
const changeText = (step: Step, text: string): Reshaped => {
  switch (step.name) {
    case 'trim':
      return { value: text.trim() };
    case 'lower':
      return { value: text.toLowerCase() };
    case 'upper':
      return { value: text.toUpperCase() };
    case 'titleCase':
      return { value: titleCase(text) };
    case 'firstName':
      return { value: splitName(text, step.oneWord).first };
    case 'lastName':
      return { value: splitName(text, step.oneWord).last };
    case 'phone':
      return orProblem(phoneKeyIn(step.country, text), 'is not a telephone number with its country');
    case 'map':
      return { value: Object.hasOwn(step.values, text) ? step.values[text] : step.otherwise === undefined ? text : step.otherwise };
    case 'boolean':
      return orProblem(readBoolean(text, step), 'is neither of the words for yes nor of those for no');
    case 'truncate':
      return { value: truncate(text, step.length) };
    case 'replace':
      return replace(text, step.find, step.with);
    case 'number':
    case 'date':
    case 'constant':
    case 'default':
    case 'template':
      return { value: text };
  }
};

export const applyStep = (step: Step, value: unknown, read: ReadField): Reshaped => {
  if (step.name === 'constant') return { value: step.value };
  if (step.name === 'default') return { value: isEmpty(value) ? step.value : value };
  if (step.name === 'template') return fill(step.text, value, read);
  if (isEmpty(value)) return { value: null };
  if (step.name === 'date') return orProblem(readDate(value, step.to), 'is not a date such as 2026-11-21 or 2026-11-21T09:30:00Z');
  const text = asText(value);
  if (text === null) return { problem: 'is not text' };
  if (step.name === 'number') return orProblem(readNumber(typeof value === 'number' ? value : text, step), 'is not a number');
  // What is not listed keeps its type.
  if (step.name === 'map' && step.otherwise === undefined && !Object.hasOwn(step.values, text)) return { value };
  return changeText(step, text);
};

/** A value after all steps, one after the other. Pure, and total: whatever a lead holds, it answers. */
export const applySteps = (steps: readonly Step[], value: unknown, read: ReadField): Reshaped => {
  let reshaped: Reshaped = { value };
  for (const step of steps) {
    if ('problem' in reshaped) return reshaped;
    reshaped = applyStep(step, reshaped.value, read);
  }
  return reshaped;
};

/** Whether a rule with these steps needs no source. */
export const needsNoSource = (steps: readonly Step[]): boolean => steps.some(startsAnew);
