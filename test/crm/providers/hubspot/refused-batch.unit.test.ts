import { aRow, manyRows } from './a-row.ts';
import { hubspotThat, notValid, nothing, traced, written, type Says } from './answering-hubspot.ts';

let hubspot: Awaited<ReturnType<typeof hubspotThat>>;
afterEach(() => hubspot.close());

const start = async (says: Parameters<typeof hubspotThat>[0]) => {
  hubspot = await hubspotThat(says);
  return hubspot;
};

describe('a batch that is refused whole', () => {
  const refusing = (bad: string): Says => (inputs) =>
    inputs.some(({ objectWriteTraceId }) => objectWriteTraceId === bad) ? [400, notValid] : written(inputs, 0);

  it.each(['create', 'update'] as const)('[G9, G10] fails the one row that it is about and no other (%s)', async (operation) => {
    const { push, calls } = await start({ [operation]: refusing('row-37') });
    const results = await push(manyRows(100).map((one, index) => (operation === 'update' ? { ...one, externalId: String(index + 1) } : one)));

    expect(Object.values(results).filter(({ action }) => action === 'FAILED')).toMatchObject([{ key: 'row-37', fault: { code: 'VALIDATION' } }]);
    expect(Object.keys(results)).toHaveLength(100);
    expect(calls.filter((call) => call.operation === operation).length).toBeLessThanOrEqual(15);
  });

  it('[G10] for a property that nobody has fails the rows with it, after one more call', async () => {
    const says: Says = (inputs) =>
      inputs.some(({ properties }) => 'favourite' in properties)
        ? [400, { ...notValid, errors: [{ code: 'PROPERTY_DOESNT_EXIST', message: 'x', context: { propertyName: ['favourite'] } }] }]
        : written(inputs, 0);
    const { push, calls } = await start({ create: says });
    const results = await push(manyRows(100).map((one, index) => (index % 2 ? { ...one, properties: { ...one.properties, favourite: 'x' } } : one)));

    expect(calls.filter(({ operation }) => operation === 'create')).toHaveLength(2);
    expect(results['row-0']).toMatchObject({ action: 'CREATED' });
    expect(results['row-1']).toMatchObject({ action: 'FAILED', fault: { code: 'MAPPING', field: 'favourite' } });
    expect(Object.values(results).filter(({ action }) => action === 'FAILED')).toHaveLength(50);
  });

  it('[G10] with the rows named fails those and sends the others again', async () => {
    const says: Says = (inputs, call) => (call === 0 ? [400, { ...notValid, errors: [traced({ message: 'bad' }, 'a', 'c')] }] : written(inputs, 0));
    const { push, calls } = await start({ create: says });
    const results = await push([aRow('a'), aRow('b'), aRow('c')]);

    expect(results).toMatchObject({ a: { fault: { code: 'VALIDATION' } }, b: { action: 'CREATED' }, c: { fault: { code: 'VALIDATION' } } });
    expect(calls.at(-1)?.inputs.map(({ objectWriteTraceId }) => objectWriteTraceId)).toEqual(['b']);
  });

  it('[G8] for a conflict of rows that are named says of them what its status says', async () => {
    const conflict: Says = () => [409, { errors: [traced({ message: 'Contact already exists. Existing ID: 51' }, 'b')] }];
    const { push } = await start({ create: (inputs, call) => (call === 0 ? conflict : written)(inputs, call) });

    await expect(push([aRow('a'), aRow('b')])).resolves.toMatchObject({ a: { action: 'CREATED' }, b: { action: 'UPDATED', externalId: '51' } });
  });

  it('[G8] for a conflict adopts the record that is named', async () => {
    const says: Says = (inputs) =>
      inputs.some(({ objectWriteTraceId }) => objectWriteTraceId === 'b')
        ? [409, { message: 'Contact already exists. Existing ID: 51', category: 'CONFLICT' }]
        : written(inputs, 0);
    const { push, calls } = await start({ create: says });
    const results = await push([aRow('a'), aRow('b'), aRow('c')]);

    expect(results).toMatchObject({ a: { action: 'CREATED' }, b: { action: 'UPDATED', externalId: '51' }, c: { action: 'CREATED' } });
    // The e-mail is the contact's already, perhaps as an additional one that must not displace the main one.
    expect(calls.at(-1)).toMatchObject({ operation: 'update', inputs: [{ id: '51', properties: { firstname: 'b' } }] });
    expect(calls.at(-1)?.inputs[0]?.properties).not.toHaveProperty('email');
  });

  it('[G10] while reading does not keep the others from being brought', async () => {
    const { push } = await start({ read: (inputs) => (inputs.some(({ id }) => id === 'b@example.com') ? [400, notValid] : nothing(inputs, 0)) });

    await expect(push([aRow('a'), aRow('b'), aRow('c')])).resolves.toMatchObject({
      a: { action: 'CREATED' },
      b: { action: 'FAILED', fault: { code: 'VALIDATION' } },
      c: { action: 'CREATED' },
    });
  });
});
