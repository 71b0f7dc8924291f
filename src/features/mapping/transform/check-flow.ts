import type { CrmFieldType } from '../../../crm/crm-provider.ts';
import type { LeadField } from '../../lead/index.ts';
import { error, shown, warning, type Finding } from '../mapping-problem.ts';
import { isEmpty, spellValue } from '../spell-value.ts';
import { applyStep } from './apply-steps.ts';
import { startsAnew, type Step } from './step.ts';

type ValueType = LeadField['type'];

/** What comes out of the steps so far. */
export interface Flow {
  /** Null: it may be anything. */
  type: ValueType | null;
  /** All that can come, where that is known. */
  values: readonly unknown[] | null;
}

type Checked = { flow: Flow; findings: Finding[] };

const texts: readonly ValueType[] = ['TEXT', 'TEXTAREA', 'EMAIL', 'PHONE', 'URL', 'SELECT'];

const taken: Readonly<Record<Step['name'], readonly ValueType[] | 'ANYTHING'>> = {
  trim: texts, lower: texts, upper: texts, titleCase: texts, firstName: texts, lastName: texts, phone: texts, truncate: texts, replace: texts,
  map: [...texts, 'NUMBER', 'BOOLEAN'], number: [...texts, 'NUMBER'], boolean: [...texts, 'NUMBER', 'BOOLEAN'], date: [...texts, 'DATE'],
  constant: 'ANYTHING', default: 'ANYTHING', template: 'ANYTHING',
};

const typeOfValue = (value: unknown): ValueType => (typeof value === 'number' ? 'NUMBER' : typeof value === 'boolean' ? 'BOOLEAN' : 'TEXT');

const typeOfValues = (values: readonly unknown[]): ValueType => {
  const [first = 'TEXT', ...others] = new Set(values.map(typeOfValue));
  return others.length === 0 ? first : 'TEXT';
};

const closed = (values: readonly unknown[]): Flow => {
  const some = [...new Set(values)].filter((value) => !isEmpty(value));
  return { type: typeOfValues(some), values: some };
};

/** What a step makes of values that are not known one by one. */
const openFlow = (step: Step, type: ValueType | null): Flow => {
  switch (step.name) {
    case 'trim':
    case 'lower':
    case 'upper':
    case 'titleCase':
    case 'default':
      return { type, values: null };
    case 'truncate':
    case 'replace':
      return { type: type === 'TEXTAREA' ? 'TEXTAREA' : 'TEXT', values: null };
    case 'firstName':
    case 'lastName':
    case 'template':
      return { type: 'TEXT', values: null };
    case 'phone':
      return { type: 'PHONE', values: null };
    case 'date':
      return { type: 'DATE', values: null };
    case 'number':
      return { type: 'NUMBER', values: null };
    case 'boolean':
      return closed([true, false]);
    case 'constant':
      return closed([step.value]);
    case 'map':
      return step.otherwise === undefined ? { type: 'TEXT', values: null } : closed([...Object.values(step.values), step.otherwise]);
  }
};

const crmTypeOf = (type: ValueType): CrmFieldType => (type === 'TEXT' ? 'STRING' : type);

const passClosed = (step: Step, at: string, values: readonly unknown[]): Checked => {
  const read = () => null;
  const passed = (step.name === 'default' ? [...values, step.value] : values).map((value) => ({ value, made: applyStep(step, value, read) }));
  const made = passed.flatMap((one) => ('value' in one.made ? [one.made.value] : []));
  const refused = passed.flatMap((one) => ('problem' in one.made ? [`"${shown(String(one.value))}" ${one.made.problem}`] : []));
  const [first] = refused;
  if (first === undefined) return { flow: closed(made), findings: [] };
  const message = `${at}: ${first}.`;
  return { flow: closed(made), findings: [refused.length === values.length ? error('TRANSFORM_INVALID', message) : warning('TRANSFORM_INVALID', message)] };
};

const checkStep = (step: Step, index: number, { type, values }: Flow): Checked => {
  const at = `Step ${index + 1}, ${step.name}`;
  const takes = taken[step.name];
  if (type !== null && takes !== 'ANYTHING' && !takes.includes(type))
    return { flow: { type: null, values: null }, findings: [error('TRANSFORM_INVALID', `${at}, takes ${takes.includes('TEXT') ? 'text' : takes.join(', ')}, and what comes there is ${type}.`)] };
  if (values !== null && step.name !== 'constant' && step.name !== 'template') return passClosed(step, at, values);
  if (step.name === 'default' && type !== null && 'problem' in spellValue(step.value, crmTypeOf(type)))
    return { flow: { type: null, values: null }, findings: [error('TRANSFORM_INVALID', `${at}: its value is not ${type}, as all others are.`)] };
  return { flow: openFlow(step, type), findings: [] };
};

/** Follows what a source holds through the steps; null comes where a rule has no source. The first error ends it. */
export const checkFlow = (steps: readonly Step[], start: Flow | null): Checked => {
  const begins = start === null ? Math.max(steps.findIndex(startsAnew), 0) : 0;
  let checked: Checked = { flow: start ?? { type: null, values: [] }, findings: [] };
  steps.slice(begins).forEach((step, index) => {
    if (checked.findings.some(({ severity }) => severity === 'ERROR')) return;
    const next = checkStep(step, begins + index, checked.flow);
    checked = { flow: next.flow, findings: [...checked.findings, ...next.findings] };
  });
  return checked;
};
