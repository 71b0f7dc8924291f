import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { registerDisturbances } from '../../shared/control-routes.ts';
import { registerPage } from '../../shared/page.ts';
import { checkProperties } from '../contacts/check-properties.ts';
import { values } from '../contacts/contact-input.ts';
import { livingContacts } from '../contacts/find-contact.ts';
import { createContact } from '../contacts/write-contact.ts';
import { readJson } from '../http/bodies.ts';
import { endAllTokens } from '../oauth/inspect.ts';
import { tokenTime } from '../oauth/token-time.ts';
import { listOptions, type Property } from '../properties/property.ts';
import { type Contact, resetSandbox, type Sandbox } from '../state.ts';
import { accountPage } from './account-page.ts';

const planted = z.strictObject({ properties: values });
const clock = z.strictObject({ aheadMs: z.int() });
/** What people of the account change in its settings, or HubSpot by itself. */
const resettled = z.strictObject({
  type: z.string().optional(),
  fieldType: z.string().optional(),
  options: z.array(z.string()).optional(),
  readOnly: z.boolean().optional(),
});

/** The side door: for tests to look, to plant and to disturb. It has no counterpart at HubSpot. */
export function registerControl(app: FastifyInstance, sandbox: Sandbox): void {
  registerDisturbances(app, sandbox);
  app.get('/__sandbox/contacts', () => livingContacts(sandbox).map(showPlainly));
  app.post('/__sandbox/contacts', async (request, reply) => {
    const { properties } = readJson(request, planted);
    // Planted contacts were there all along: search knows them at once.
    const contact = createContact(sandbox, checkProperties(sandbox, properties, true), 0);
    return reply.code(201).send(showPlainly(contact));
  });
  app.patch<{ Params: { name: string } }>('/__sandbox/properties/:name', async (request, reply) => {
    const property = sandbox.properties.get(request.params.name);
    if (!property) return reply.code(404).send();
    const { type = property.type, fieldType = property.fieldType, options, readOnly } = readJson(request, resettled);
    const changed: Property = {
      ...property,
      type,
      fieldType,
      ...(options && { options: listOptions(options.map((value) => [value, value])) }),
      ...(readOnly === undefined ? {} : { modificationMetadata: { ...property.modificationMetadata, readOnlyValue: readOnly } }),
    };
    sandbox.properties.set(property.name, changed);
    return changed;
  });
  app.post('/__sandbox/expire-tokens', async (_request, reply) => {
    const expiresAt = tokenTime(sandbox);
    for (const [token, known] of sandbox.accessTokens) sandbox.accessTokens.set(token, { ...known, expiresAt });
    return reply.code(204).send();
  });
  app.put('/__sandbox/token-clock', async (request, reply) => {
    sandbox.tokensAheadMs = readJson(request, clock).aheadMs;
    return reply.code(204).send();
  });
  app.post('/__sandbox/revoke-tokens', async (_request, reply) => {
    endAllTokens(sandbox);
    return reply.code(204).send();
  });
  app.delete('/__sandbox', async (_request, reply) => {
    resetSandbox(sandbox);
    return reply.code(204).send();
  });
  registerPage(app, sandbox, accountPage(sandbox));
}

const showPlainly = ({ id, properties, createdAt, updatedAt }: Contact) => ({
  id,
  properties,
  createdAt: new Date(createdAt).toISOString(),
  updatedAt: new Date(updatedAt).toISOString(),
});
