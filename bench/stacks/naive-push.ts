import { setTimeout as pause } from 'node:timers/promises';

/*
 * An adapter as many write it first: for each contact a search, then a create or an update, one after the other; when it
 * is told to slow down it waits for a second and tries again.
 */

const PAUSE_MS = 1_000;
const TOO_MANY = 429;

export interface NaivePush {
  readonly contacts: number;
  /** Calls, the refused ones among them. */
  readonly calls: number;
  readonly refused: number;
  readonly seconds: number;
}

/** Pushes contacts to HubSpot at this address, by a private token. */
export const naivePush = async (url: string, token: string, emails: readonly string[]): Promise<NaivePush> => {
  let [calls, refused] = [0, 0];
  const call = async (method: string, path: string, body: unknown): Promise<unknown> => {
    calls += 1;
    const response = await fetch(`${url}/crm/v3/objects/contacts${path}`, {
      method, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body),
    });
    if (response.status !== TOO_MANY) return response.json();
    refused += 1;
    await pause(PAUSE_MS);
    return call(method, path, body);
  };
  const start = performance.now();
  for (const email of emails) {
    const found = (await call('POST', '/search', { filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: email }] }] })) as { results: { id: string }[] };
    const [contact] = found.results;
    const properties = { email, firstname: 'New', company: 'Acme' };
    await (contact ? call('PATCH', `/${contact.id}`, { properties }) : call('POST', '', { properties }));
  }
  return { contacts: emails.length, calls, refused, seconds: (performance.now() - start) / 1_000 };
};
