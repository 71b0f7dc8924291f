import { crmKits } from '../../support/crm/crm-kits.ts';
import type { TestClient } from '../../support/app.ts';
import { installation, type Installation } from '../../support/installation.ts';

/** What HubSpot takes of the account, and what we ask of a Salesforce organisation beside its own work; for how many of its windows we push. */
const LIMIT = 100;
const WINDOW_MS = 10_000;
const WINDOWS = 2;
/** Requests that are always under way on each instance. */
const AT_ONCE = 5;
/** Three processes start one after the other on two cores. */
const PATIENCE_MS = 120_000;

const readFields = 'query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } }';

let site: Installation;
const instances: TestClient[] = [];
beforeAll(async () => {
  site = await installation({ COST_PER_MINUTE: '1000000000' }, { SANDBOX_RATE_LIMIT: String(LIMIT) }, {});
  for (let index = 0; index < 3; index += 1) instances.push(await site.api());
}, PATIENCE_MS);
afterAll(() => site[Symbol.asyncDispose]());

describe('three instances that push at full speed', () => {
  // One CRM after the other: both at once are more than a small machine can ask.
  it.each(crmKits)('[G6] to $name are never told to slow down, and use nine tenths of what is allowed', async (kit) => {
    const { provider } = kit;
    const { token } = await instances[0]!.signUp();
    await instances[0]!.connect(token, provider);
    const until = performance.now() + WINDOWS * WINDOW_MS + 1_000;
    const refusals: string[] = [];
    const push = async (instance: TestClient) => {
      while (performance.now() < until) refusals.push(...(await instance.graphql(readFields, { provider }, token)).errors.map(({ message }) => message));
    };
    await Promise.all(instances.flatMap((instance) => Array.from({ length: AT_ONCE }, () => push(instance))));

    const calls = (await site.sandboxOf(kit).requests()).filter(kit.isApi);
    const begun = Date.parse(calls[0]!.at);
    const counted = calls.filter(({ at }) => Date.parse(at) < begun + WINDOWS * WINDOW_MS);
    expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
    expect(refusals).toEqual([]);
    expect(counted.length).toBeGreaterThanOrEqual(0.9 * WINDOWS * LIMIT);
    expect(counted.length).toBeLessThanOrEqual(WINDOWS * LIMIT);
  }, PATIENCE_MS);
});
