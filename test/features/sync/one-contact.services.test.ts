import type { Json } from '../../support/app.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { installation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';

const SYNCS = 200;
/** Mutations that one test process has under way while it prepares. */
const AT_ONCE = 20;
const EMAIL = 'everybody@example.com';
/** Three instances and two workers start one after the other on few cores. */
const PATIENCE_MS = 300_000;
const ENDS_MS = 150_000;

/** Five processes on few cores: what waits for its turn is not refused meanwhile. */
const env = { COST_PER_MINUTE: '1000000000', SYNC_SWEEP_MS: '100', DATABASE_CONNECT_TIMEOUT_MS: '30000', DATABASE_LOCK_TIMEOUT_MS: '30000', DATABASE_STATEMENT_TIMEOUT_MS: '60000' };

describe.each(crmKits)('one person whom many bring to $name at the same time', (kit) => {
  it(`[G8] [I7] is one contact and no error after ${String(SYNCS)} parallel syncs over three instances, where a search lags by 30 s`, async () => {
    await using site = await installation(env, { SANDBOX_SEARCH_LAG_MS: '30000' }, {});
    const [first, second, third] = await Promise.all([site.api(), site.api(), site.api(), site.worker(), site.worker()]);
    const instances = [first, second, third];
    const at = (index: number) => instances[index % instances.length]!;
    const { token } = await first.signUp();
    await first.connect(token, kit.provider);
    await first.ask('mutation ($provider: Provider!) { updateIntegrationSettings(input: { provider: $provider, autoSync: false }) { integration { id } } }', { provider: kit.provider }, token);
    const leadIds: string[] = [];
    for (let from = 0; from < SYNCS; from += AT_ONCE) {
      const made = Array.from({ length: AT_ONCE }, (_, index) =>
        at(index).ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { email: EMAIL, name: `Every Body${String(from + index)}` } }, token));
      leadIds.push(...(await Promise.all(made)).map(({ createLead }) => createLead.lead.id as string));
    }
    const syncs = await first.subscribe(token, 'subscription { crmSync(filter: { status: [SUCCEEDED, FAILED] }) { leadId } }');
    const asked = leadIds.map((leadId, index) =>
      at(index).ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { id } } }', { input: { leadId, provider: kit.provider } }, token));
    const ids = (await Promise.all(asked)).map(({ syncLead }) => syncLead.attempt.id as string);
    await until('all are through', () => new Set(syncs.events.map(({ leadId }) => leadId as string)).size === SYNCS, ENDS_MS);
    const attempts: Json[] = [];
    for (const id of ids) attempts.push((await first.ask('query ($id: ID!) { syncAttempt(id: $id) { status action contactId errors { code } } }', { id }, token)).syncAttempt as Json);
    expect(new Set(attempts.map(({ status }) => status as string))).toEqual(new Set(['SUCCEEDED']));
    const contacts = await site.sandboxOf(kit).contacts();
    expect(contacts).toHaveLength(1);
    expect(new Set(attempts.map(({ contactId }) => contactId as string))).toEqual(new Set([contacts[0]?.id]));
    expect(attempts.flatMap(({ errors }) => errors as Json[])).toEqual([]);
    expect(attempts.filter(({ action }) => action === 'CREATED')).toHaveLength(1);
  }, PATIENCE_MS);
});
