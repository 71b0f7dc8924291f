import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { CrmTokens } from '../../crm-provider.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import type { SalesforceCall } from './call.ts';
import { named } from './object-name.ts';

const flag = z.boolean().nullish().transform((value) => value === true);

const field = z.object({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,99}$/),
  label: z.string().nullish(),
  type: z.string(),
  nillable: flag,
  createable: flag,
  updateable: flag,
  defaultedOnCreate: flag,
  calculated: flag,
  autoNumber: flag,
  externalId: flag,
  unique: flag,
  length: z.number().nullish(),
  inlineHelpText: z.string().nullish(),
  picklistValues: z.array(z.object({ active: flag, value: z.string(), label: z.string().nullish() })).nullish(),
});

export type DescribedField = z.output<typeof field>;

const answer = z.object({ fields: z.array(field) });

/** An object as the connected user sees it: a field that the user may not see is not there. */
export interface DescribedObject {
  name: string;
  fields: readonly DescribedField[];
  /** Salesforce does not mind the case of a name. */
  field: (name: string) => DescribedField | undefined;
  /** The field that holds the e-mail address: the one of that name, also as people make it, else the only one of that type. */
  email: DescribedField | undefined;
}

/** What it is called: by Salesforce, and where people have made it. */
const EMAIL_NAMES = ['email', 'email__c'];

/** Which of an object's e-mail fields its records are found by. */
export const emailAmong = <Field extends { name: string }>(emails: readonly Field[]): Field | undefined =>
  EMAIL_NAMES.map((called) => emails.find(({ name }) => name.toLowerCase() === called)).find((found) => found !== undefined) ?? (emails.length === 1 ? emails[0] : undefined);

/** What an object is made of. @throws CrmError as the call failed */
export const describeObject = async (call: SalesforceCall, object: string): Promise<DescribedObject> => {
  const read = answer.safeParse(await call('GET', `/sobjects/${named(object)}/describe`));
  if (!read.success) throw unreadableAnswer('Salesforce');
  const { fields } = read.data;
  const byName = new Map(fields.map((one) => [one.name.toLowerCase(), one]));
  return { name: object, fields, field: (name) => byName.get(name.toLowerCase()), email: emailAmong(fields.filter(({ type }) => type === 'email')) };
};

/** How long an object is taken as it was read, in milliseconds, and how many one connection keeps. */
const KEPT_MS = 60_000;
const MAX_KEPT = 20;

/** By the tokens in use, so that who connects anew begins anew. A reading under way is not here: it ends with its caller. */
const described = new WeakMap<CrmTokens, LRUCache<string, DescribedObject>>();

const cacheOf = (tokens: CrmTokens) => {
  const cache = described.get(tokens) ?? new LRUCache<string, DescribedObject>({ max: MAX_KEPT, ttl: KEPT_MS });
  described.set(tokens, cache);
  return cache;
};

/** The same, as it was read with these tokens within the last minute; `anew` reads it again. */
export const knownObject = async (call: SalesforceCall, tokens: CrmTokens, name: string, anew = false): Promise<DescribedObject> => {
  const cache = cacheOf(tokens);
  const known = anew ? undefined : cache.get(name);
  if (known) return known;
  const object = await describeObject(call, name);
  cache.set(name, object);
  return object;
};
