import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkProperties } from '../contacts/check-properties.ts';
import { values } from '../contacts/contact-input.ts';
import { livingContacts } from '../contacts/find-contact.ts';
import { createContact } from '../contacts/write-contact.ts';
import { readJson } from '../http/bodies.ts';
import { endAllTokens } from '../oauth/inspect.ts';
import { type Contact, resetSandbox, type Sandbox } from '../state.ts';
import { addFault, orderedFault } from './faults.ts';
import { registerPage } from './page.ts';

const planted = z.strictObject({ properties: values });

/** The side door: for tests to look, to plant and to disturb. It has no counterpart at HubSpot. */
export function registerControl(app: FastifyInstance, sandbox: Sandbox): void {
  app.get('/__sandbox/requests', () => sandbox.requests);
  app.get('/__sandbox/contacts', () => livingContacts(sandbox).map(showPlainly));
  app.post('/__sandbox/contacts', async (request, reply) => {
    const { properties } = readJson(request, planted);
    // Planted contacts were there all along: search knows them at once.
    const contact = createContact(sandbox, checkProperties(sandbox, properties, true), 0);
    return reply.code(201).send(showPlainly(contact));
  });
  app.get('/__sandbox/faults', () => sandbox.faults);
  app.post('/__sandbox/faults', async (request, reply) => reply.code(201).send(addFault(sandbox, readJson(request, orderedFault))));
  app.delete('/__sandbox/faults', async (_request, reply) => {
    sandbox.faults = [];
    return reply.code(204).send();
  });
  app.post('/__sandbox/expire-tokens', async (_request, reply) => {
    const expiresAt = Date.now();
    for (const [token, known] of sandbox.accessTokens) sandbox.accessTokens.set(token, { ...known, expiresAt });
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
  registerPage(app, sandbox);
}

const showPlainly = ({ id, properties, createdAt, updatedAt }: Contact) => ({
  id,
  properties,
  createdAt: new Date(createdAt).toISOString(),
  updatedAt: new Date(updatedAt).toISOString(),
});
