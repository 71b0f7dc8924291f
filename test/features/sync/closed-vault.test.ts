import type { Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

let door: SyncDoor;
beforeAll(async () => { door = await openSyncDoor(); });
afterAll(() => door.close());

const execute = (sql: string, values: unknown[]) => door.app.app.parts.base.parts.database.orm.em.fork().execute<Json[]>(sql, values);
/** Another version, since what a process has opened of one it keeps open. */
const rewrite = async (sealed: unknown) =>
  execute('update credentials set encrypted = ?::jsonb, version = version + 1 where team_id = ?', [JSON.stringify(sealed), door.session().teamId]);
const sealed = async () => (await execute('select encrypted from credentials where team_id = ?', [door.session().teamId]))[0]?.encrypted as Json;
const integration = async () => (await door.ask('{ integration(provider: HUBSPOT) { status error { code message } tokenHealth { consecutiveFailures } } }')).integration as Json;

describe('the key that the tokens are sealed under', () => {
  it('[E5] [I7] where it is missing keeps leads back with a fault that says so, and lets them go on by themselves when it is there', async () => {
    await door.begin();
    const before = await sealed();
    await rewrite({ ...before, kid: '0000000000000000' });
    const syncs = await door.follow();
    const [lead, other] = [await door.createLead({ name: 'Ada', email: 'ada@example.com' }), await door.createLead({ name: 'No Address' })];
    await door.wantTogether(lead, other);
    await until('each was tried twice', () => [lead, other].every((id) => syncs.events.filter(({ leadId, status }) => leadId === id && status === 'RETRYING').length >= 2));

    const missing = 'Its operator sets SECRET_VAULT_KEY_PREVIOUS to what SECRET_VAULT_KEY was before. Nothing is lost.';
    expect(syncs.events.find(({ status }) => status === 'RETRYING')?.attempt).toMatchObject({
      message: 'The stored access to HubSpot cannot be opened by this server. It will be tried again.',
      errors: [{ code: 'UNKNOWN', message: 'The stored access to HubSpot cannot be opened by this server.', hint: missing, retryable: true }],
      requests: [],
    });
    expect(await integration()).toEqual({
      status: 'ERROR', error: { code: 'SERVICE_UNAVAILABLE', message: `The stored access to HubSpot cannot be opened by this server. ${missing}` }, tokenHealth: { consecutiveFailures: 0 },
    });
    const { errors } = await door.app.graphql('{ crmFields(provider: HUBSPOT, refresh: true) { name } }', {}, door.session().token);
    expect(errors[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    expect((await door.ask('mutation { testIntegration(input: { provider: HUBSPOT }) { ok fault { hint } } }')).testIntegration).toEqual({ ok: false, fault: { hint: missing } });

    await rewrite(before);
    expect([(await door.endOf(syncs, lead)).status, (await door.endOf(syncs, other)).status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await integration()).toMatchObject({ status: 'CONNECTED', error: null });
    expect(await door.sandbox.contacts()).toHaveLength(2);
  });
});
