import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CONTACTS_READ, CONTACTS_WRITE } from '../account.ts';
import { contactNotFound, invalidInput } from '../hubspot-error.ts';
import { readJson } from '../http/bodies.ts';
import { type Query, readFlag, readLimit, readList, readOne } from '../http/queries.ts';
import type { Sandbox } from '../state.ts';
import { contactPaths } from '../versions.ts';
import { registerBatches } from './batch-routes.ts';
import { checkProperties } from './check-properties.ts';
import { associations, values } from './contact-input.ts';
import { findContact } from './find-contact.ts';
import { searchContacts, searchInput } from './search.ts';
import { showContact, showWritten } from './show-contact.ts';
import { archiveContact, createContact, updateContact } from './write-contact.ts';

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 100;

const creation = z.object({ properties: values, associations: associations.optional() });
const change = z.object({ properties: values });

const reading = { config: { scopes: [CONTACTS_READ] } };
const writing = { config: { scopes: [CONTACTS_WRITE] } };

type ById = { Params: { id: string }; Querystring: Query };

export function registerContacts(app: FastifyInstance, sandbox: Sandbox): void {
  for (const { version, path } of contactPaths) {
    app.get<{ Querystring: Query }>(path, reading, ({ query, protocol, host }) =>
      listContacts(sandbox, query, `${protocol}://${host}${path}`),
    );
    app.get<ById>(`${path}/:id`, reading, ({ params, query }) => {
      refuseHistory(query);
      const contact = readFlag(query, 'archived')
        ? sandbox.contacts.get(params.id)
        : findContact(sandbox, params.id, readOne(query, 'idProperty'));
      if (!contact) throw contactNotFound();
      return showContact(sandbox, contact, readList(query, 'properties'));
    });
    app.post(path, writing, async (request, reply) => {
      const checked = checkProperties(sandbox, readJson(request, creation).properties);
      return reply.code(201).send(showWritten(sandbox, createContact(sandbox, checked), checked));
    });
    app.patch<ById>(`${path}/:id`, writing, (request) => {
      const { properties } = readJson(request, change);
      const contact = findContact(sandbox, request.params.id, readOne(request.query, 'idProperty'));
      if (!contact) throw contactNotFound();
      const checked = checkProperties(sandbox, properties);
      return showWritten(sandbox, updateContact(sandbox, contact, checked), checked);
    });
    app.delete<ById>(`${path}/:id`, writing, async ({ params }, reply) => {
      const contact = findContact(sandbox, params.id);
      if (contact) archiveContact(sandbox, contact);
      return reply.code(204).send();
    });
    app.post(`${path}/search`, reading, (request) => searchContacts(sandbox, readJson(request, searchInput)));
    registerBatches(app, sandbox, version, path);
  }
}

/** In the order of ids. `after` is the id that the next page begins with. */
function listContacts(sandbox: Sandbox, query: Query, address: string) {
  refuseHistory(query);
  const limit = readLimit(query, DEFAULT_PAGE, LARGEST_PAGE);
  const after = readOne(query, 'after') ?? '0';
  if (!/^\d{1,15}$/.test(after)) throw invalidInput('after is not a cursor of this list');
  const archived = readFlag(query, 'archived');
  const rest = [...sandbox.contacts.values()].filter((contact) => contact.archived === archived && Number(contact.id) >= Number(after));
  const next = rest[limit];
  const results = rest.slice(0, limit).map((contact) => showContact(sandbox, contact, readList(query, 'properties')));
  if (!next) return { results };
  return { results, paging: { next: { after: next.id, link: linkTo(address, query, next.id) } } };
}

function linkTo(address: string, query: Query, after: string): string {
  const search = new URLSearchParams();
  for (const [name, value = []] of Object.entries(query)) for (const each of [value].flat()) search.append(name, each);
  search.set('after', after);
  return `${address}?${search.toString()}`;
}

function refuseHistory(query: Query): void {
  if (query['propertiesWithHistory'] !== undefined) throw invalidInput('the sandbox keeps no history: leave out propertiesWithHistory');
}
