import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CONTACT_SCHEMAS_READ, CONTACT_SCHEMAS_WRITE, CONTACTS_READ } from '../account.ts';
import { HubSpotError, invalidInput } from '../hubspot-error.ts';
import { readJson } from '../http/bodies.ts';
import { type Query, readFlag, readOne } from '../http/queries.ts';
import type { Sandbox } from '../state.ts';
import { propertyPaths } from '../versions.ts';
import { describeProperty, type Property } from './property.ts';

const MOST_UNIQUE_PROPERTIES = 10;

/** Type → the field types that may show it. */
const WRITABLE_TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['string', ['text', 'textarea', 'html', 'phonenumber', 'file']],
  ['number', ['number']],
  ['bool', ['booleancheckbox']],
  ['date', ['date']],
  ['datetime', ['date']],
  ['enumeration', ['select', 'radio', 'checkbox', 'booleancheckbox']],
  ['phone_number', ['phonenumber']],
]);

const newProperty = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, { error: 'must be lower-case letters, digits and _, starting with a letter' }),
  label: z.string().min(1),
  type: z.string(),
  fieldType: z.string(),
  groupName: z.string().min(1),
  description: z.string().default(''),
  displayOrder: z.int().default(-1),
  hasUniqueValue: z.boolean().default(false),
  hidden: z.boolean().default(false),
  formField: z.boolean().default(true),
  options: z
    .array(
      z.object({
        label: z.string(),
        value: z.string().min(1),
        displayOrder: z.int().default(-1),
        hidden: z.boolean().default(false),
        description: z.string().default(''),
      }),
    )
    .default([]),
});

export function registerProperties(app: FastifyInstance, sandbox: Sandbox): void {
  const read = { config: { scopes: [CONTACT_SCHEMAS_READ, CONTACTS_READ] } };
  const write = { config: { scopes: [CONTACT_SCHEMAS_WRITE] } };
  for (const { path } of propertyPaths) {
    app.get<{ Querystring: Query }>(path, read, ({ query }) => {
      const archived = readFlag(query, 'archived');
      const sensitivity = readOne(query, 'dataSensitivity') ?? 'non_sensitive';
      const results = [...sandbox.properties.values()].filter(
        (property) => property.archived === archived && property.dataSensitivity === sensitivity,
      );
      return { results };
    });
    app.get<{ Params: { name: string } }>(`${path}/:name`, read, ({ params }) => find(sandbox, params.name));
    app.post(path, write, async (request, reply) => {
      const property = create(sandbox, readJson(request, newProperty));
      return reply.code(201).send(property);
    });
    app.delete<{ Params: { name: string } }>(`${path}/:name`, write, async ({ params }, reply) => {
      archive(sandbox, find(sandbox, params.name));
      return reply.code(204).send();
    });
  }
}

function find({ properties }: Sandbox, name: string): Property {
  const property = properties.get(name);
  if (property && !property.archived) return property;
  throw new HubSpotError(404, { message: `Property "${name}" does not exist`, category: 'OBJECT_NOT_FOUND' });
}

function create({ properties }: Sandbox, wanted: z.output<typeof newProperty>): Property {
  const { name, type, fieldType } = wanted;
  if (!WRITABLE_TYPES.get(type)?.includes(fieldType)) throw invalidInput(`type ${type} does not go with fieldType ${fieldType}`);
  const known = properties.get(name);
  if (known && !known.archived) {
    throw new HubSpotError(409, {
      message: `A property named '${name}' already exists.`,
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  }
  const unique = [...properties.values()].filter(({ hasUniqueValue, archived }) => hasUniqueValue && !archived);
  if (wanted.hasUniqueValue && unique.length >= MOST_UNIQUE_PROPERTIES) {
    throw invalidInput(`An object has at most ${MOST_UNIQUE_PROPERTIES} properties with unique values`);
  }
  const property = describeProperty(wanted, new Date().toISOString());
  properties.set(name, property);
  return property;
}

function archive({ properties }: Sandbox, property: Property): void {
  if (!property.modificationMetadata.archivable) throw invalidInput(`${property.name} is HubSpot's own and cannot be archived`);
  properties.set(property.name, { ...property, archived: true });
}
