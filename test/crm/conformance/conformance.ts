import { createHash } from 'node:crypto';
import type { CrmProvider, CrmProviderName, CrmSite, CrmTokens, PushResult, PushRow, RecordPage } from '../../../src/crm/crm-provider.ts';
import { aSession, rejectionOf } from '../a-session.ts';

/** A provider and the foreign system that it speaks to. */
export interface Subject {
  provider: CrmProvider;
  /** The same provider, before a place where nobody listens. */
  outOfReach: CrmProvider;
  /** Makes the foreign system forget the access tokens that it has given out. */
  expireTokens: () => Promise<void> | void;
  stop: () => Promise<void>;
}

const redirectUri = 'http://127.0.0.1:4000/oauth/callback';
const site: CrmSite = { environment: 'SANDBOX' };
const codeVerifier = 'v'.repeat(43);
const { signal } = new AbortController();

/** Consents as a browser does, and returns the tokens. */
const connect = async (provider: CrmProvider): Promise<CrmTokens> => {
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const address = provider.authorizationUrl({ state: 'the-state', redirectUri, codeChallenge, site });
  const { headers } = await fetch(`${address}&approve=1`, { redirect: 'manual' });
  const callback = new URL(headers.get('location') ?? '');
  expect(callback.searchParams.get('state')).toBe('the-state');
  return provider.exchangeCode({ code: callback.searchParams.get('code') ?? '', redirectUri, codeVerifier, site }, signal);
};

/** What the product relies on in every provider, whatever it speaks to. */
export const describeConformance = (name: CrmProviderName, start: () => Promise<Subject>): void => {
  describe(`${name}, as every provider,`, () => {
    let subject: Subject;
    let provider: CrmProvider;
    let tokens: CrmTokens;
    let object: string;
    beforeAll(async () => {
      subject = await start();
      ({ provider } = subject);
      object = provider.defaultObject;
      tokens = await connect(provider);
    });
    afterAll(() => subject.stop());

    const session = () => aSession(tokens);
    const row = (key: string, more: Partial<PushRow> = {}): PushRow => {
      const email = `${name.toLowerCase()}-${key}@example.com`;
      const { email: emailName, lastName } = provider.contactProperties;
      return { key, email, properties: { [emailName]: email, ...(lastName !== undefined && { [lastName]: key }) }, duplicatePolicy: 'UPDATE', ...more };
    };
    const push = (...rows: PushRow[]): Promise<PushResult[]> => provider.pushMany(session(), object, rows);
    const pushOne = async (one: PushRow): Promise<PushResult | undefined> => (await push(one))[0];

    it('[F8] says who it is and what it needs', () => {
      expect(provider).toMatchObject({ name, defaultObject: expect.stringMatching(/./), apiVersion: expect.stringMatching(/./) });
      expect(provider.requiredScopes).not.toHaveLength(0);
      expect(provider.batchSize).toBeGreaterThan(0);
      expect(Object.keys(provider.defaultMapping)).toContain('email');
      expect(provider.pace.requests).toBeGreaterThan(0);
    });

    it('[F1] brings the state back from the place of consent, and a code for tokens with every scope that it needs', () => {
      expect(tokens.accessToken).not.toBe('');
      expect(tokens.accountId).toMatch(/./);
      expect(tokens.scopes).toEqual(expect.arrayContaining([...provider.requiredScopes]));
    });

    it('[G6] knows who is connected', async () => {
      await expect(provider.readAccount(session())).resolves.toMatchObject({ accountId: tokens.accountId, accountName: tokens.accountName });
    });

    it('[H1] lists fields with unlike names, among them those of its own mappings and parts', async () => {
      const names = (await provider.listFields(session(), object)).map((field) => field.name);

      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining(Object.values(provider.defaultMapping)));
      expect(names).toEqual(expect.arrayContaining(Object.values(provider.contactProperties)));
      for (const [other, mapping] of Object.entries(provider.defaultMappings ?? {})) {
        const known = (await provider.listFields(session(), other)).map((field) => field.name);
        expect(known).toEqual(expect.arrayContaining(Object.values(mapping)));
        expect(provider.takesObject?.(other)).toBe(true);
      }
    });

    it('[I4] finds nothing, creates, finds, updates, skips', async () => {
      const one = row('story');
      const { email } = provider.contactProperties;

      expect(await provider.findMany(session(), object, [one], [email])).toEqual(new Map());
      const created = await pushOne(one);
      expect(created).toMatchObject({ key: 'story', action: 'CREATED', externalId: expect.stringMatching(/./) });
      const { externalId } = created as { externalId: string };

      const found = await provider.findMany(session(), object, [one], [email]);
      expect(found).toEqual(new Map([['story', { externalId, properties: { [email]: one.email } }]]));
      const { email: _, ...byId } = { ...one, externalId };
      expect((await provider.findMany(session(), object, [byId], [email])).get('story')?.externalId).toBe(externalId);
      expect(await pushOne({ ...one, externalId })).toEqual({ key: 'story', action: 'UPDATED', externalId });
      expect(await pushOne({ ...one, key: 'another' })).toEqual({ key: 'another', action: 'UPDATED', externalId });
      expect(await pushOne({ ...one, key: 'a-third', duplicatePolicy: 'SKIP' })).toEqual({ key: 'a-third', action: 'SKIPPED', externalId });
    });

    it('[I7] writes into a new record the e-mail that it is known again by, also where the row leaves it out', async () => {
      const { email } = (await provider.readMarks?.(session(), object)) ?? { email: provider.contactProperties.email };
      const one = row('marked');
      const { [provider.contactProperties.email]: _, ...properties } = one.properties;
      const created = (await pushOne({ ...one, properties: { ...properties } })) as { externalId: string };

      expect(email).toBeDefined();
      expect((await provider.findMany(session(), object, [{ ...one, externalId: created.externalId }], [email!])).get('marked')?.properties).toMatchObject({ [email!]: one.email });
    });

    it('[G4] lists its records page by page, where it lists them: each once, with the properties that were asked for', async () => {
      const { email } = provider.contactProperties;
      for (const key of ['one', 'two', 'three']) await pushOne(row(`list-${key}`));
      const pages: RecordPage[] = [];
      for (let page = await provider.listRecords?.(session(), object, { first: 2, properties: [email] }); page;) {
        pages.push(page);
        page = page.after === null ? undefined : await provider.listRecords?.(session(), object, { first: 2, after: page.after, properties: [email] });
      }
      const records = pages.flatMap((page) => page.records);

      expect(pages.every((page) => page.records.length <= 2)).toBe(true);
      expect(new Set(records.map(({ externalId }) => externalId)).size).toBe(records.length);
      if (provider.listRecords) expect(records.map(({ properties }) => properties[email])).toEqual(expect.arrayContaining(['one', 'two', 'three'].map((key) => row(`list-${key}`).email)));
    });

    it('[G9] has one result per row, as many as it takes at once', async () => {
      const rows = Array.from({ length: provider.batchSize }, (_, index) => row(`batch-${index}`));
      const results = await push(...rows);

      expect(results.map(({ key }) => key).sort()).toEqual(rows.map(({ key }) => key).sort());
      expect(new Set(results.map(({ action }) => action))).toEqual(new Set(['CREATED']));
    });

    it('[G9] has nothing to say of no rows', async () => {
      await expect(push()).resolves.toEqual([]);
      await expect(provider.findMany(session(), object, [], [])).resolves.toEqual(new Map());
    });

    it('[G10] lets a bad row fail alone, and says why', async () => {
      const bad = row('bad');
      const results = await push(row('good'), { ...bad, properties: { ...bad.properties, no_such_field: 'x' } }, row('fine'));

      expect(new Map(results.map((result) => [result.key, result]))).toMatchObject(new Map<string, object>([
        ['good', { action: 'CREATED' }], ['bad', { action: 'FAILED', fault: { code: 'MAPPING', field: 'no_such_field', retryable: false } }], ['fine', { action: 'CREATED' }],
      ]));
    });

    it('[I4] makes no second record of one e-mail, be it twice in a batch or once more', async () => {
      const twin = { ...row('twin'), key: 'twin-2' };
      const results = await push(row('twin'), twin);
      const again = await push(twin);

      expect(results.map(({ action }) => action).sort()).toEqual(['CREATED', 'UPDATED']);
      expect(new Set([...results, ...again].map(({ externalId }) => externalId)).size).toBe(1);
    });

    it('[E3] records its exchanges without the token', async () => {
      const recorded = session();
      await provider.listFields(recorded, object);

      expect(recorded.exchanges).not.toHaveLength(0);
      expect(JSON.stringify(recorded.exchanges)).not.toContain(tokens.accessToken);
    });

    it('[E1] says when its token is over, and renews it', async () => {
      await subject.expireTokens();
      await expect(rejectionOf(provider.listFields(session(), object))).resolves.toMatchObject({ name: 'CrmError', fault: { code: 'AUTH_EXPIRED', retryable: true } });
      tokens = { ...tokens, ...(await provider.refreshTokens(tokens, signal)) };

      await expect(provider.listFields(session(), object)).resolves.not.toHaveLength(0);
    });

    it('[G7] out of reach throws what can be tried again', async () => {
      const { outOfReach } = subject;
      const there = outOfReach.authorizationUrl({ state: 's', redirectUri, codeChallenge: 'c', site });
      const lost: CrmTokens = { accessToken: 'a', refreshToken: 'r', scopes: [], instanceUrl: new URL(there).origin, loginUrl: new URL(there).origin };

      await expect(rejectionOf(outOfReach.listFields(aSession(lost), object))).resolves.toMatchObject({ name: 'CrmError', fault: { code: 'NETWORK', retryable: true } });
      await expect(rejectionOf(outOfReach.refreshTokens(lost, signal))).resolves.toMatchObject({ name: 'CrmError', fault: { code: 'NETWORK' } });
    });

    it('[G7] is left alone when the caller gives up, who gets its own reason', async () => {
      const reason = new Error('the worker stops');

      await expect(rejectionOf(provider.listFields(aSession(tokens, AbortSignal.abort(reason)), object))).resolves.toBe(reason);
    });
  });
};
