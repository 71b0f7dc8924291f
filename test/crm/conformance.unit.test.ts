import type { CrmProvider, CrmProviderName, CrmRecord, PushResult, PushRow } from '../../src/crm/crm-provider.ts';
import { createProviders, type CrmProviders } from '../../src/crm/registry.ts';
import { startHubspotSandbox, STATIC_TOKEN } from './providers/hubspot/hubspot-sandbox.ts';
import { aSession, rejectionOf } from './a-session.ts';

/** A provider and the foreign system it speaks to. */
interface Subject {
  provider: CrmProvider;
  accessToken: string;
  stop: () => Promise<void>;
}

const hubspotSubject = async (): Promise<Subject> => {
  const { url, stop } = await startHubspotSandbox();
  const options = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', apiBaseUrl: url, authorizeUrl: `${url}/oauth/authorize` };
  return { provider: createProviders({ HUBSPOT: options }).HUBSPOT!, accessToken: STATIC_TOKEN, stop };
};

/** Not part of the product: it stands for the next provider, and shows that the contract alone is enough. */
const madeUp = (): CrmProvider => {
  const records = new Map<string, CrmRecord>();
  const meeting = ({ externalId, email }: PushRow): CrmRecord | undefined =>
    records.get(externalId ?? '') ?? [...records.values()].find(({ properties }) => email !== undefined && properties['email'] === email);
  const push = (row: PushRow): PushResult => {
    const met = meeting(row);
    const externalId = met?.externalId ?? String(records.size + 1);
    if (met && row.duplicatePolicy === 'SKIP') return { key: row.key, action: 'SKIPPED', externalId };
    records.set(externalId, { externalId, properties: { ...met?.properties, ...row.properties } });
    return { key: row.key, action: met ? 'UPDATED' : 'CREATED', externalId };
  };
  return {
    name: 'PIPEDRIVE',
    defaultObject: 'persons',
    apiVersion: 'v2',
    requiredScopes: ['contacts:full'],
    batchSize: 1,
    usesPkce: false,
    defaultMapping: { email: 'email' },
    authorizationUrl: ({ state, redirectUri }) => `https://crm.invalid/authorize?${new URLSearchParams({ state, redirect_uri: redirectUri }).toString()}`,
    exchangeCode: () => Promise.resolve({ accessToken: 'a', scopes: [] }),
    refreshTokens: (tokens) => Promise.resolve(tokens),
    listFields: () =>
      Promise.resolve([{ name: 'email', label: 'E-mail', type: 'EMAIL', required: false, readOnly: false, unique: false, description: null, options: [] }]),
    findMany: (_session, _object, rows) =>
      Promise.resolve(new Map(rows.flatMap((row) => [meeting(row)].filter((met) => met !== undefined).map((met) => [row.key, met] as const)))),
    pushMany: (_session, _object, rows) => Promise.resolve(rows.map(push)),
  };
};

/** One line per entry of the registry; a made-up one joins as it does in the application. */
const subjects = {
  HUBSPOT: hubspotSubject,
  PIPEDRIVE: () => {
    const providers: CrmProviders = { ...createProviders({}), PIPEDRIVE: madeUp() };
    return Promise.resolve({ provider: providers.PIPEDRIVE!, accessToken: 'any', stop: () => Promise.resolve() });
  },
} satisfies Partial<Record<CrmProviderName, () => Promise<Subject>>>;

describe('the registry', () => {
  it('[F8] has every provider under its own name, and none that is not configured', () => {
    const configured = { clientId: 'id', clientSecret: 'secret' };

    expect(createProviders({})).toEqual({});
    expect(createProviders({ HUBSPOT: undefined })).toEqual({});
    const providers = createProviders({ HUBSPOT: configured });
    for (const [name, provider] of Object.entries(providers)) expect(provider.name).toBe(name);
    expect(Object.keys(subjects)).toEqual(expect.arrayContaining(Object.keys(providers)));
  });
});

describe.each(Object.entries(subjects))('%s, as every provider,', (name, start) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await start();
  });
  afterAll(() => subject.stop());

  const session = () => aSession({ accessToken: subject.accessToken });
  const row = (key: string, more: Partial<PushRow> = {}): PushRow => ({
    key,
    email: `${name.toLowerCase()}-${key}@example.com`,
    properties: { email: `${name.toLowerCase()}-${key}@example.com` },
    duplicatePolicy: 'UPDATE',
    ...more,
  });
  const pushOne = async (one: PushRow): Promise<PushResult | undefined> =>
    (await subject.provider.pushMany(session(), subject.provider.defaultObject, [one]))[0];

  it('[F8] says who it is and what it needs', () => {
    const { provider } = subject;

    expect(provider).toMatchObject({ name, defaultObject: expect.stringMatching(/./), apiVersion: expect.stringMatching(/./) });
    expect(provider.requiredScopes).not.toHaveLength(0);
    expect(provider.batchSize).toBeGreaterThan(0);
    expect(Object.keys(provider.defaultMapping)).toContain('email');
  });

  it('[F1] brings the state and the way back to the place of consent', () => {
    const redirectUri = 'http://127.0.0.1:4000/oauth/callback';
    const url = new URL(subject.provider.authorizationUrl({ state: 'a state&more', redirectUri, codeChallenge: 'c' }));

    expect(url.searchParams.get('state')).toBe('a state&more');
    expect(url.searchParams.get('redirect_uri')).toBe(redirectUri);
  });

  it('[H1] lists fields with unlike names, among them those of its own mapping', async () => {
    const fields = await subject.provider.listFields(session(), subject.provider.defaultObject);
    const names = fields.map((field) => field.name);

    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(Object.values(subject.provider.defaultMapping)));
  });

  it('[I4] finds nothing, creates, finds, updates, skips', async () => {
    const { provider } = subject;
    const object = provider.defaultObject;
    const one = row('story');

    expect(await provider.findMany(session(), object, [one], ['email'])).toEqual(new Map());
    const created = await pushOne(one);
    expect(created).toMatchObject({ key: 'story', action: 'CREATED', externalId: expect.stringMatching(/./) });
    const { externalId } = created as { externalId: string };

    const found = await provider.findMany(session(), object, [one], ['email']);
    expect(found.get('story')).toEqual({ externalId, properties: { email: one.email } });
    expect(await pushOne({ ...one, externalId })).toEqual({ key: 'story', action: 'UPDATED', externalId });
    expect(await pushOne(one)).toEqual({ key: 'story', action: 'UPDATED', externalId });
    expect(await pushOne({ ...one, duplicatePolicy: 'SKIP' })).toEqual({ key: 'story', action: 'SKIPPED', externalId });
  });

  it('[G9] has one result per row, as many as it takes at once', async () => {
    const { provider } = subject;
    const rows = Array.from({ length: provider.batchSize }, (_, index) => row(`batch-${index}`));
    const results = await provider.pushMany(session(), provider.defaultObject, rows);

    expect(results.map(({ key }) => key).sort()).toEqual(rows.map(({ key }) => key).sort());
  });

  it('[G9] has nothing to say of no rows', async () => {
    await expect(subject.provider.pushMany(session(), subject.provider.defaultObject, [])).resolves.toEqual([]);
  });

  it('[E3] records its exchanges without the token', async () => {
    const recorded = session();
    await subject.provider.listFields(recorded, subject.provider.defaultObject);

    expect(JSON.stringify(recorded.exchanges)).not.toContain(`Bearer`);
    expect(JSON.stringify(recorded.exchanges)).not.toContain(`"${subject.accessToken}"`);
  });
});

describe('HUBSPOT, as every provider that is out of reach,', () => {
  it('[G7] throws a CrmError that can be tried again', async () => {
    const provider = createProviders({ HUBSPOT: { clientId: 'id', clientSecret: 'secret', apiBaseUrl: 'http://127.0.0.1:1' } }).HUBSPOT!;

    await expect(rejectionOf(provider.listFields(aSession(), provider.defaultObject))).resolves.toMatchObject({ name: 'CrmError', fault: { code: 'NETWORK', retryable: true } });
    await expect(rejectionOf(provider.refreshTokens({ accessToken: 'a', refreshToken: 'r', scopes: [] }, aSession().signal))).resolves.toMatchObject({
      fault: { code: 'NETWORK' },
    });
  });
});
