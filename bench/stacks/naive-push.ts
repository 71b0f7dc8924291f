import { setTimeout as pause } from 'node:timers/promises';
import { signInToSalesforce } from '../leadwire/sign-in-to-salesforce.ts';

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

/** One call of a CRM's API: the JSON of its answer, null for an answer that is empty. */
type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** How such an adapter speaks to a CRM. */
export interface NaiveAdapter {
  readonly tokenFor: (url: string) => Promise<string>;
  readonly find: (call: Call, email: string) => Promise<string | undefined>;
  readonly create: (call: Call, email: string) => Promise<unknown>;
  readonly update: (call: Call, id: string, email: string) => Promise<unknown>;
}

const contacts = '/crm/v3/objects/contacts';
const hubspotContact = (email: string) => ({ properties: { email, firstname: 'New', company: 'Acme' } });

/** By a private token. */
export const naiveHubspot: NaiveAdapter = {
  tokenFor: () => Promise.resolve('pat-na1-sandbox'),
  find: async (call, email) => {
    const filterGroups = [{ filters: [{ propertyName: 'email', operator: 'EQ', value: email }] }];
    return ((await call('POST', `${contacts}/search`, { filterGroups })) as { results: { id: string }[] }).results[0]?.id;
  },
  create: (call, email) => call('POST', contacts, hubspotContact(email)),
  update: (call, id, email) => call('PATCH', `${contacts}/${id}`, hubspotContact(email)),
};

const data = '/services/data/v68.0';
const salesforceContact = (email: string) => ({ Email: email, FirstName: 'New', LastName: 'Lead' });

export const naiveSalesforce: NaiveAdapter = {
  tokenFor: signInToSalesforce,
  find: async (call, email) => {
    const query = encodeURIComponent(`SELECT Id FROM Contact WHERE Email = '${email}' LIMIT 1`);
    return ((await call('GET', `${data}/query?q=${query}`)) as { records: { Id: string }[] }).records[0]?.Id;
  },
  create: (call, email) => call('POST', `${data}/sobjects/Contact`, salesforceContact(email)),
  update: (call, id, email) => call('PATCH', `${data}/sobjects/Contact/${id}`, salesforceContact(email)),
};

/** Pushes contacts to the CRM at this address. @throws Error where it refuses one for good */
export const naivePush = async ({ tokenFor, find, create, update }: NaiveAdapter, url: string, emails: readonly string[]): Promise<NaivePush> => {
  let [calls, refused] = [0, 0];
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor(url)}` };
  const call: Call = async (method, path, body) => {
    calls += 1;
    const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (response.status === TOO_MANY) {
      refused += 1;
      await pause(PAUSE_MS);
      return call(method, path, body);
    }
    if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
  const start = performance.now();
  for (const email of emails) {
    const id = await find(call, email);
    await (id === undefined ? create(call, email) : update(call, id, email));
  }
  return { contacts: emails.length, calls, refused, seconds: (performance.now() - start) / 1_000 };
};
