import { array, assert, asyncProperty, constantFrom, oneof, string, uniqueArray } from 'fast-check';
import type { CrmProvider, CrmTokens, PushRow } from '../../../../src/crm/crm-provider.ts';
import { aSession } from '../../a-session.ts';
import { startSalesforceSandbox, type SalesforceSandbox } from './salesforce-sandbox.ts';

/** Hostile texts altogether; each is a record of its own. */
const ROUNDS = 20;
const TEXTS_OF_A_ROUND = 100;
/** Of one test, in milliseconds. */
const LONGEST_MS = 120_000;

let sandbox: SalesforceSandbox;
let salesforce: CrmProvider;
let tokens: CrmTokens;
beforeAll(async () => {
  sandbox = await startSalesforceSandbox();
  salesforce = sandbox.connect();
  tokens = await sandbox.signIn(salesforce);
});
afterAll(() => sandbox.stop());

/** What ends literals, begins comments, stands for others, or is no letter at all. */
const shards = constantFrom(
  "'", "''", '"', '\\', "\\'", '\\\\', '%', '_', '\n', '\r', '\t', '\b', '\f', '--', '/*', '*/', '//', ';', ')', '(', ',', ' OR ', ' AND ', "' OR Email != '", "') OR (Name LIKE '%",
  'LIMIT 0', 'NULL', ':bind', '{', '}', '&', '?', '#', '+', '\u2028', '\u202e', 'ü', '𝄞', '\ufeff', '\u00a0', '@', '.', 'x',
);
const hostile = oneof(
  array(shards, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
  string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);
const texts = uniqueArray(hostile, { minLength: TEXTS_OF_A_ROUND, maxLength: TEXTS_OF_A_ROUND });

/** As it can be held at all: no control characters, no halves of characters. */
const storable = (text: string): string => text.replace(/[\p{Cc}\p{Cs}]/gu, (character) => ('\n\r\t\b\f'.includes(character) ? character : ''));

const rowFor = (email: string, index: number): PushRow => ({ key: `row-${index}`, email, properties: {}, duplicatePolicy: 'UPDATE' });

let rounds = 0;

/** Records of addresses that are none, as an organisation may have kept them from before it checked. */
const plantEmails = async (emails: readonly string[]): Promise<string[]> => {
  await sandbox.addField('Contact', 'Email', { type: 'string', length: 255 });
  const ids = await sandbox.plant('Contact', ...emails.map((Email) => ({ LastName: 'hostile', Email })));
  await sandbox.addField('Contact', 'Email', { type: 'email' });
  return ids;
};

describe('a hostile e-mail address', () => {
  it('[G2] finds exactly the record that holds it, and where none does, none', async () => {
    await sandbox.plant('Contact', { LastName: 'bystander', Email: 'bystander@example.com' }, { LastName: 'nobody' });
    await assert(
      asyncProperty(texts, async (given) => {
        rounds += 1;
        // In the middle of an address, so that none is only white space, and no two are alike.
        const emails = given.map((text, index) => `r${rounds}i${index}.${storable(text)}.z@example.com`);
        const ids = await plantEmails(emails);
        const session = aSession(tokens);

        const found = await salesforce.findMany(session, 'Contact', emails.map(rowFor), ['LastName']);
        expect([...found].map(([key, { externalId }]) => [key, externalId])).toEqual(ids.map((id, index) => [`row-${index}`, id]));
        const absent = emails.map((email, index) => rowFor(`b${email}`, index));
        expect(await salesforce.findMany(session, 'Contact', absent, ['LastName'])).toEqual(new Map());
      }),
      { numRuns: ROUNDS },
    );
  }, LONGEST_MS);

  it('[G4] as the words of a search finds what contains it and nothing else', async () => {
    await assert(
      asyncProperty(hostile, async (text) => {
        rounds += 1;
        const words = `s${rounds}.${storable(text).toLowerCase()}.z`;
        const ids = await sandbox.plant('Contact', { LastName: `before ${words} after` }, { LastName: `s${rounds}.` });
        const { records } = await salesforce.listRecords!(aSession(tokens), 'Contact', { search: words, first: 10, properties: [] });

        expect(records.map(({ externalId }) => externalId)).toEqual(ids.slice(0, 1));
      }),
      { numRuns: TEXTS_OF_A_ROUND },
    );
  }, LONGEST_MS);
});
