import type { CrmProvider, PushResult, PushRow } from '../../../../src/crm/crm-provider.ts';
import { aSession, type RecordedSession } from '../../a-session.ts';
import { aRow } from './a-row.ts';
import { startHubspotSandbox, STATIC_TOKEN, type HubspotSandbox } from './hubspot-sandbox.ts';

let sandbox: HubspotSandbox;
let hubspot: CrmProvider;
let session: RecordedSession;
beforeAll(async () => {
  sandbox = await startHubspotSandbox();
});
beforeEach(async () => {
  await sandbox.reset();
  hubspot = sandbox.connect();
  session = aSession({ accessToken: STATIC_TOKEN });
});
afterAll(() => sandbox.stop());

const push = async (rows: PushRow[], provider = hubspot): Promise<Record<string, PushResult>> => {
  const results = await provider.pushMany(session, 'contacts', rows);
  expect(results.map(({ key }) => key).sort()).toEqual(rows.map(({ key }) => key).sort());
  return Object.fromEntries(results.map((result) => [result.key, result]));
};

const contact = async (id: string) => (await sandbox.contacts()).find((one) => one.id === id)?.properties;

describe('a bad row', () => {
  it.each(['2026-09', 'v3'] as const)('[G10] never stops the others, new or known (%s)', async (apiVersion) => {
    const known = await sandbox.plant({ email: 'known@example.com' });
    const spoilt = await sandbox.plant({ email: 'spoilt@example.com' });
    const results = await push(
      [
        aRow('good'),
        aRow('bad', { email: 'not-an-address', properties: { email: 'not-an-address' } }),
        aRow('unmappable', { properties: { firstname: { nested: true } } }),
        aRow('unknown', { properties: { email: 'unknown@example.com', no_such_property: 'x' } }),
        aRow('known', { externalId: known.id }),
        aRow('spoilt', { externalId: spoilt.id, properties: { no_such_property: 'x' } }),
      ],
      sandbox.connect({ apiVersion }),
    );

    expect(results).toMatchObject({
      good: { action: 'CREATED' },
      bad: { action: 'FAILED', fault: { code: 'VALIDATION', field: 'email', retryable: false } },
      unmappable: { action: 'FAILED', fault: { code: 'MAPPING', field: 'firstname' } },
      unknown: { action: 'FAILED', fault: { code: 'MAPPING', field: 'no_such_property' } },
      known: { action: 'UPDATED' },
      spoilt: { action: 'FAILED', externalId: spoilt.id, fault: { code: 'MAPPING', field: 'no_such_property' } },
    });
    expect(await sandbox.contacts()).toHaveLength(3);
  });

  it('[G10] among a thousand', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => aRow(`lead-${index}`));
    rows[417] = aRow('lead-417', { email: 'x@bad', properties: { email: 'x@@bad' } });
    const results: PushResult[] = [];
    for (let start = 0; start < rows.length; start += hubspot.batchSize) {
      results.push(...(await hubspot.pushMany(session, 'contacts', rows.slice(start, start + hubspot.batchSize))));
    }

    expect(results.filter(({ action }) => action === 'CREATED')).toHaveLength(999);
    expect(results.filter(({ action }) => action === 'FAILED')).toMatchObject([{ key: 'lead-417', fault: { code: 'VALIDATION' } }]);
  });

  it('[G10] with hostile words in every value is stored as it is', async () => {
    const hostile = `'; DROP TABLE contacts; -- <script>alert(1)</script> {"$ne":null} \u202e`;
    const { a } = await push([aRow('a', { properties: { email: 'a@example.com', firstname: hostile, company: 'Existing ID: 7' } })]);

    expect(await contact((a as { externalId: string }).externalId)).toMatchObject({ firstname: hostile, company: 'Existing ID: 7' });
  });
});
