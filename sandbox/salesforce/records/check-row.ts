import { type Field, isReadOnly, isRequired } from '../describe/field.ts';
import { fieldOf, type SObject } from '../describe/sobject.ts';
import { badRequest, type Problem, SalesforceError } from '../salesforce-error.ts';
import type { Held, Sandbox, Value, Values } from '../state.ts';
import { deserialise, type Sent } from './deserialise.ts';
import { lookUp } from './find-record.ts';
import { normaliseValue } from './normalise-value.ts';

/** What is about to happen to a row. `bySalesforce` lets read-only fields be written, for rows that are planted. */
export type Writing = { readonly before?: Held; readonly bySalesforce?: boolean };

/** The values as they would be stored; null means cleared. @throws SalesforceError with everything that is wrong */
export function checkRow(sandbox: Sandbox, object: SObject, sent: Sent, writing: Writing): Values {
  const given = Object.entries(sent).filter(([name]) => name !== 'attributes');
  const fields = given.map(([name, json]) => ({ field: writableField(object, name, writing), json }));
  const problems: Problem[] = [];
  const checked = fields.map(({ field, json }): [string, Value] => {
    const outcome = normaliseValue(field, deserialise(field, json));
    const problem = 'code' in outcome ? outcome : referenceProblem(sandbox, field, outcome.value);
    if (problem) problems.push(problem);
    return [field.name, 'code' in outcome ? null : outcome.value];
  });
  const values = Object.fromEntries(checked);
  const failed = problems.flatMap(({ fields: names = [] }) => names);
  problems.push(...missing(object, values, writing.before).filter(({ fields: [name = ''] = [] }) => !failed.includes(name)));
  if (object.name === 'Task') problems.push(...taskProblems({ ...writing.before?.values, ...values }));
  if (problems.length > 0) throw new SalesforceError(400, joinMissing(problems));
  return values;
}

/** @throws SalesforceError for a field that is not there, or not to be written */
function writableField(object: SObject, name: string, { before, bySalesforce = false }: Writing): Field {
  const field = fieldOf(object, name);
  if (!field) throw badRequest('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
  if (field.type === 'id' && before) throw badRequest('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
  if (field.type === 'id') throw badRequest('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
  if (bySalesforce) return field;
  if (isReadOnly(field) || field.calculated || !(before ? field.updateable : field.createable)) {
    throw badRequest(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      [field.name],
    );
  }
  return field;
}

/** Whoever is referred to must be there, and of a kind that the field takes. */
function referenceProblem(sandbox: Sandbox, field: Field, value: Value): Problem | undefined {
  if (field.type !== 'reference' || typeof value !== 'string') return undefined;
  const isThere = field.referenceTo.some((name) => {
    const object = sandbox.objects.get(name.toLowerCase());
    return object && lookUp(sandbox, object, value)?.deleted === false;
  });
  return isThere ? undefined : { code: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [field.name] };
}

/** One problem for each field that a record must have: left out of a new one, or emptied. */
function missing(object: SObject, values: Values, before: Held | undefined): Problem[] {
  const needed = [...object.fields.values()].filter((field) => (before ? !field.nillable && field.updateable : isRequired(field)));
  return needed
    .filter(({ name }) => (before ? values[name] === null : (values[name] ?? null) === null))
    .map(({ name }) => ({ code: 'REQUIRED_FIELD_MISSING', message: '', fields: [name] }));
}

/** What is missing is said in one problem. */
function joinMissing(problems: readonly Problem[]): Problem[] {
  const names = problems.filter(({ code }) => code === 'REQUIRED_FIELD_MISSING').flatMap(({ fields = [] }) => fields);
  const others = problems.filter(({ code }) => code !== 'REQUIRED_FIELD_MISSING');
  if (names.length === 0) return others;
  return [{ code: 'REQUIRED_FIELD_MISSING', message: `Required fields are missing: [${names.join(', ')}]`, fields: names }, ...others];
}

const LEAD_PREFIX = '00Q';

/** A task about a lead has no second thing that it is about. */
const taskProblems = ({ WhoId: who, WhatId: what }: Values): Problem[] =>
  typeof who === 'string' && who.startsWith(LEAD_PREFIX) && typeof what === 'string'
    ? [{ code: 'FIELD_INTEGRITY_EXCEPTION', message: 'Related To ID: a task about a lead cannot have one', fields: ['WhatId'] }]
    : [];
