import type { z } from 'zod';
import { shown } from '../mapping-problem.ts';
import { placeholdersOf } from './fill-template.ts';
import { step, stepNames, STEPS_MAX, type Step } from './step.ts';

/** The steps in their order, or why there are none, as a whole sentence. */
export type ReadTransform = { steps: readonly Step[] } | { problem: string };

const known: ReadonlySet<unknown> = new Set(stepNames);

const nameOf = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && Object.hasOwn(given, 'name') ? (given as { name: unknown }).name : null;

const sayWhy = ({ issues: [issue] }: z.ZodError): string => {
  if (!issue) return 'its arguments are wrong';
  const where = issue.path.map(String).join('.');
  return shown(`${where === '' ? '' : `${where}: `}${issue.message}`);
};

const readStep = (given: unknown, index: number): Step | string => {
  const named: unknown = typeof given === 'string' ? { name: given } : given;
  const name = nameOf(named);
  if (typeof name !== 'string') return `Step ${index + 1} has no name.`;
  if (!known.has(name)) return `There is no step "${shown(name)}": there are ${stepNames.join(', ')}.`;
  const read = step.safeParse(named);
  if (!read.success) return `Step ${index + 1}, ${name}: ${sayWhy(read.error)}.`;
  return read.data.name === 'template' && placeholdersOf(read.data.text) === null
    ? `Step ${index + 1}, template: every {{ needs a field and }}.`
    : read.data;
};

/** NUL and half characters, which no store and no CRM takes. */
const isWritable = (given: unknown): boolean => !/\\u(0000|d[89a-f])/.test(JSON.stringify(given).replaceAll('\\\\', ''));

/** A rule's `transform`: nothing, the name of a step, or a list of steps, each a name or an object with its arguments. */
export const readTransform = (given: unknown): ReadTransform => {
  if (given === null || given === undefined) return { steps: [] };
  if (typeof given !== 'string' && !Array.isArray(given)) return { problem: 'A transform is a name or a list of steps.' };
  const list: unknown[] = typeof given === 'string' ? [given] : given;
  if (list.length > STEPS_MAX) return { problem: `A transform has at most ${STEPS_MAX} steps.` };
  if (!isWritable(list)) return { problem: 'A transform holds characters that no text may have.' };
  const read = list.map(readStep);
  const problem = read.find((one) => typeof one === 'string');
  return problem === undefined ? { steps: read.filter((one) => typeof one !== 'string') } : { problem };
};

const compiled = new WeakMap<object, ReadTransform>();

/** The transform of a rule that is applied to many leads, read once. */
export const transformOf = (rule: { transform: unknown }): ReadTransform => {
  const read = compiled.get(rule) ?? readTransform(rule.transform);
  compiled.set(rule, read);
  return read;
};
