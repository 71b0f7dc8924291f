import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { describeField, type Field } from '../describe/field.ts';
import { fieldOf, withField } from '../describe/sobject.ts';
import { readJson } from '../http/bodies.ts';
import { makeId } from '../record-id.ts';
import { badRequest } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';

const PREFIX = '00N';

/** A text field of somebody's own; other types are not offered here. */
const newField = z.object({
  FullName: z.string(),
  Metadata: z.object({
    type: z.literal('Text', { error: 'the sandbox makes fields of type Text only' }),
    label: z.string().min(1).max(40),
    length: z.int().min(1).max(255),
    externalId: z.boolean().default(false),
    unique: z.boolean().default(false),
    caseSensitive: z.boolean().default(false),
    required: z.literal(false, { error: 'the sandbox makes no required fields' }).optional(),
    description: z.string().optional(),
    inlineHelpText: z.string().nullable().default(null),
  }),
});

/** Making a custom field as an administrator's tool does. */
export function registerTooling(app: FastifyInstance, sandbox: Sandbox): void {
  app.post('/services/data/:version/tooling/sobjects/CustomField', async (request, reply) => {
    addField(sandbox, readJson(request, newField));
    const id = makeId(PREFIX, sandbox.nextNumber++);
    return reply.code(201).send({ id, success: true, errors: [], warnings: [], infos: [] });
  });
}

/** @throws SalesforceError */
function addField(sandbox: Sandbox, { FullName, Metadata }: z.output<typeof newField>): void {
  const [, objectName, name] = /^(\w+)\.([A-Za-z]\w{0,39}__c)$/.exec(FullName) ?? [];
  const object = sandbox.objects.get(objectName?.toLowerCase() ?? '');
  if (name === undefined || !object?.createable) throw badRequest('INVALID_FIELD', `${FullName} does not name a custom field of an object that is there`, ['FullName']);
  if (fieldOf(object, name)) throw badRequest('DUPLICATE_DEVELOPER_NAME', `There is already a field named ${name} on ${object.label}.`, ['FullName']);
  const { label, length, externalId, unique, caseSensitive, inlineHelpText } = Metadata;
  const special: Partial<Field> = { length, externalId, idLookup: externalId, unique, caseSensitive, inlineHelpText };
  sandbox.objects.set(object.name.toLowerCase(), withField(object, describeField({ name, label, type: 'string', ...special })));
}
