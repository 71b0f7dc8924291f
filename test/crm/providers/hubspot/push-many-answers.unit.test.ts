import type { CrmExchange } from '../../../../src/crm/crm-provider.ts';
import { createHubspot } from '../../../../src/crm/providers/hubspot/create-hubspot.ts';
import { aSession, rejectionOf } from '../../a-session.ts';
import { aRow, manyRows } from './a-row.ts';
import { hubspotThat, notValid, nothing, traced, written, type Says } from './answering-hubspot.ts';

let hubspot: Awaited<ReturnType<typeof hubspotThat>>;
afterEach(() => hubspot.close());

const start = async (says: Parameters<typeof hubspotThat>[0]) => {
  hubspot = await hubspotThat(says);
  return hubspot;
};

const created = (key: string, id: string) => ({ key, action: 'CREATED', externalId: id });

describe('an answer with a success status', () => {
  it('[G9] is read row by row, in any order', async () => {
    const { push } = await start({
      create: () => [
        200,
        {
          numErrors: 1,
          errors: [traced(notValid, 'b')],
          results: [
            { id: '3', objectWriteTraceId: 'c', properties: {} },
            { id: '1', objectWriteTraceId: 'a', properties: {} },
          ],
        },
      ],
    });

    await expect(push([aRow('a'), aRow('b'), aRow('c')])).resolves.toMatchObject({ a: created('a', '1'), b: { action: 'FAILED' }, c: created('c', '3') });
  });

  it('[G9] without trace ids is told apart by e-mail, in whatever case, and by id', async () => {
    const { push } = await start({
      create: () => [201, { results: [{ id: '2', properties: { email: 'B@Example.COM' } }, { id: '1', properties: { email: 'a@example.com' } }] }],
      update: () => [200, { results: [{ id: '12', properties: {} }, { id: '11', properties: {} }] }],
    });

    await expect(
      push([aRow('a'), aRow('b'), aRow('c', { externalId: '11' }), aRow('d', { externalId: '12' })]),
    ).resolves.toMatchObject({ a: created('a', '1'), b: created('b', '2'), c: { action: 'UPDATED', externalId: '11' }, d: { externalId: '12' } });
  });

  it('[G9] but a count of errors without a list is looked into', async () => {
    const says: Says = (inputs) => {
      const bad = inputs.some(({ objectWriteTraceId }) => objectWriteTraceId === 'b');
      const [, answer] = written(inputs.filter(({ objectWriteTraceId }) => objectWriteTraceId !== 'b'), 0);
      return [207, { ...(answer as object), numErrors: bad ? 1 : 0 }];
    };
    const { push } = await start({ create: says });

    await expect(push([aRow('a'), aRow('b'), aRow('c')])).resolves.toMatchObject({
      a: { action: 'CREATED' },
      b: { action: 'FAILED', fault: { code: 'VALIDATION' } },
      c: { action: 'CREATED' },
    });
  });

  it('[G9] that passes over a new row is no success: with an e-mail it is tried again, without one it is not', async () => {
    const { push } = await start({ create: nothing });
    const { email: _, ...nameless } = aRow('nameless', { properties: { firstname: 'x' } });

    await expect(push([aRow('a'), nameless])).resolves.toMatchObject({
      a: { action: 'FAILED', fault: { code: 'UNKNOWN', retryable: true } },
      nameless: { action: 'FAILED', fault: { code: 'UNKNOWN', retryable: false } },
    });
  });

  it.each([[{}], [[]], ['x'], [{ results: {} }], [{ results: [{}] }], [{ results: [{ id: '' }] }]])('[G7] such as %j is the provider being down', async (body) => {
    const { push } = await start({ read: () => [200, body] });

    await expect(rejectionOf(push([aRow('a')]))).resolves.toMatchObject({ fault: { code: 'PROVIDER_DOWN', retryable: true } });
  });
});

describe('a record that is not where it was', () => {
  const survivor = { id: '77', properties: { email: 'main@example.com', hs_merged_object_ids: '40;51', hs_additional_emails: 'a@example.com;z@example.com' } };
  const merged: Says = (inputs) => (inputs.some(({ id }) => id === '51') ? [200, { results: [] }] : written(inputs, 0));

  it('[G8] was merged: the one that took it over is updated, whatever the policy says of duplicates', async () => {
    const { push, calls } = await start({ update: merged, read: () => [200, { results: [survivor] }] });

    await expect(push([aRow('a', { externalId: '51', duplicatePolicy: 'SKIP' })])).resolves.toMatchObject({ a: { action: 'UPDATED', externalId: '77' } });
    expect(calls.map(({ operation }) => operation)).toEqual(['update', 'read', 'update']);
  });

  it('[G8] is met by an additional e-mail, which does not displace the main one', async () => {
    const read: Says = (inputs) => [200, { results: inputs.some(({ id }) => id === 'a@example.com') ? [survivor] : [] }];
    const { push, calls } = await start({ read });

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'UPDATED', externalId: '77' } });
    expect(calls.at(-1)?.inputs).toEqual([{ objectWriteTraceId: 'a', id: '77', properties: { firstname: 'a' } }]);
  });

  it('[G8] is in the bin: it is as if it were not there', async () => {
    const { push } = await start({ read: () => [200, { results: [{ id: '51', archived: true, properties: { email: 'a@example.com' } }] }] });

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'CREATED' } });
  });

  it('[G8] was there a moment ago: the row is to be tried again', async () => {
    const gone: Says = (inputs) => [404, { category: 'OBJECT_NOT_FOUND', context: { ids: inputs.map(({ id }) => id) } }];
    const { push } = await start({ update: gone, read: () => [200, { results: [{ id: '51', properties: { email: 'a@example.com' } }] }] });

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'FAILED', externalId: '51', fault: { code: 'NOT_FOUND', retryable: true } } });
  });
});

describe('a conflict', () => {
  it('[G8] without an id is resolved by reading the e-mail', async () => {
    const { push } = await start({
      read: (_, call) => [200, { results: call === 0 ? [] : [{ id: '51', properties: { email: 'a@example.com' } }] }],
      create: () => [207, { results: [], errors: [traced({ category: 'CONFLICT', message: 'Contact already exists.' }, 'a')] }],
    });

    await expect(push([aRow('a', { duplicatePolicy: 'SKIP' })])).resolves.toEqual({ a: { key: 'a', action: 'SKIPPED', externalId: '51' } });
  });

  it('[G8] that nothing explains is a fault of the row', async () => {
    const { push } = await start({ create: () => [207, { results: [], errors: [traced({ category: 'CONFLICT' }, 'a')] }] });

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'FAILED', fault: { code: 'DUPLICATE', retryable: false } } });
  });

  it('[G8] of an update names the record that holds the value', async () => {
    const { push } = await start({
      update: () => [207, { results: [], errors: [traced({ category: 'CONFLICT', message: 'Contact already exists. Existing ID: 99' }, 'a')] }],
    });

    await expect(push([aRow('a', { externalId: '51' })])).resolves.toMatchObject({
      a: { action: 'FAILED', externalId: '51', fault: { code: 'DUPLICATE', message: expect.stringContaining('99') } },
    });
  });

  it('[G8] is only believed of a conflict: a value that speaks of an id adopts nothing', async () => {
    const { push, calls } = await start({
      create: () => [207, { results: [], errors: [traced({ ...notValid, message: 'Contact already exists. Existing ID: 7 is not a valid name' }, 'a')] }],
    });

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'FAILED', fault: { code: 'VALIDATION' } } });
    expect(calls.map(({ operation }) => operation)).toEqual(['read', 'create']);
  });
});

describe('a call that fails as a whole', () => {
  const limited: [number, unknown] = [429, { policyName: 'TEN_SECONDLY_ROLLING' }];

  it('[G7] throws as long as nothing was written', async () => {
    const { push } = await start({ create: () => limited });

    await expect(rejectionOf(push([aRow('a'), aRow('b', { properties: { x: {} } })]))).resolves.toMatchObject({
      fault: { code: 'RATE_LIMITED', retryable: true, retryAfter: 10_000 },
    });
  });

  it('[G7] after something was written is the result of the rows that are left', async () => {
    const { push } = await start({ read: () => limited });
    const results = await push([aRow('a', { externalId: '51' }), aRow('b')]);

    expect(results).toMatchObject({ a: { action: 'UPDATED', externalId: '51' }, b: { action: 'FAILED', fault: { code: 'RATE_LIMITED', retryAfter: 10_000 } } });
  });

  it('[G7] in the middle of a batch sent in parts leaves no written row without its result', async () => {
    const create: Says = (inputs, call) => (call === 0 ? [400, notValid] : call === 1 ? written(inputs, 0) : limited);
    const { push } = await start({ create });

    await expect(push([aRow('a'), aRow('b')])).resolves.toMatchObject({ a: { action: 'CREATED' }, b: { action: 'FAILED', fault: { code: 'RATE_LIMITED' } } });
  });

  it('[G9] is refused at once with more rows than HubSpot takes', async () => {
    const { push, calls } = await start({});

    await expect(push(manyRows(101))).rejects.toThrow(RangeError);
    expect(calls).toEqual([]);
  });

  it('[E3] with a token that cannot stand in a header says so without it, and sends nothing', async () => {
    const { calls, url } = await start({});
    const connector = createHubspot({ clientId: 'id', clientSecret: 'secret', apiBaseUrl: url });
    const error = await rejectionOf(connector.pushMany(aSession({ accessToken: 'planted\n' }), 'contacts', [aRow('a')]));

    expect(error).toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: false } });
    expect(String((error as Error).stack)).not.toContain('planted');
    expect(calls).toEqual([]);
  });
});

describe('the exchanges of a push', () => {
  it('[E3] are all recorded, in order, and hold no secret that HubSpot repeats', async () => {
    const { push, session } = await start({
      create: () => [207, { results: [], errors: [traced({ ...notValid, message: 'Bearer planted-access-token is odd' }, 'a')] }],
    });
    const results = await push([aRow('a')]);

    expect(session.exchanges.map(({ method, path, status }: CrmExchange) => `${method} ${path} ${status}`)).toEqual([
      'POST /crm/objects/2026-09/contacts/batch/read 200',
      'POST /crm/objects/2026-09/contacts/batch/create 207',
    ]);
    expect(JSON.stringify([session.exchanges, results])).not.toContain('planted');
    expect(results['a']).toMatchObject({ fault: { message: expect.stringContaining('[hidden]') } });
  });
});
