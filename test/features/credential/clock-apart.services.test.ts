import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import { withSession } from '../../../src/features/integration/with-session.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { crmKits, startCrms, type CrmSandbox } from '../../support/crm/crm-kits.ts';
import { openTestParts, type TestParts } from '../../support/parts.ts';
import { until } from '../../support/until.ts';
import { openDoors } from '../integration/integration-door.ts';
import { connectTeam, credentialOf, onInstance, sandboxProvider } from './connected-team.ts';

/*
 * Instances whose machines tell different times. What is done amid `onFastMachine` is done on one that is ahead; the
 * database has a machine of its own, which the embedded one has not.
 */

const AHEAD_MS = 600_000;

const onFastMachine = async <T>(work: () => Promise<T>): Promise<T> => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + AHEAD_MS });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
};

describe('a failure that was noted on a machine that is 10 min ahead', () => {
  let doors: Awaited<ReturnType<typeof openDoors>>;
  beforeAll(async () => { doors = await openDoors({ env: { TOKEN_SWEEP_MS: '50', CRM_FIELDS_CHECK_MS: '604800000', ACCESS_TOKEN_SECONDS: '86400' } }); });
  afterAll(() => doors.close());

  it.each(crmKits)('[E9] [E10] [F6] keeps the worker of another from no renewal, and $name is announced to be back', async (kit) => {
    const door = doors.to(kit);
    const olga = await door.connected();
    const health = await door.app.subscribe(olga.token, 'subscription ($provider: Provider) { credentialHealthChanged(provider: $provider) { status } }', { variables: { provider: kit.provider } });
    const told = () => health.events.map(({ status }) => status as string);
    await door.sandbox.fault({ ...kit.at.token, status: 503, times: null });
    await door.sandbox.expireTokens();
    await onFastMachine(() => door.readFields(olga));
    await until('it is announced', () => told().includes('FAILING'));
    await door.sandbox.clearFaults();
    await until('it is announced to be back', () => told().at(-1) === 'VALID');
  });
});

describe.each(crmKits)('two instances on machines that are 10 min apart, while $name does not renew', (kit) => {
  let parts: TestParts;
  let crms: Awaited<ReturnType<typeof startCrms>>;
  let sandbox: CrmSandbox;
  let crm: CrmProvider;
  beforeAll(async () => {
    [parts, crms] = await Promise.all([openTestParts(), startCrms()]);
    sandbox = crms.sandboxes[kit.provider];
    crm = sandboxProvider(kit, sandbox);
  });
  afterAll(() => Promise.all([parts.close(), crms.stop()]));

  const readFields = (ctx: TeamContext) => withSession(ctx, kit.provider, () => undefined, (session) => crm.listFields(session, kit.object));
  const tokenCalls = async () => (await sandbox.requests()).filter(kit.isToken).length;

  it('[E8] [E9] leave it alone together as long as it has asked for', async () => {
    const { ctx } = await connectTeam(parts, crm);
    const [fast, right] = [onInstance(ctx, crm), onInstance(ctx, crm)];
    await sandbox.expireTokens();
    await sandbox.fault({ ...kit.at.token, status: 503, retryAfter: 50, times: null });
    const before = await tokenCalls();
    for (let call = 0; call < 3; call += 1) {
      await expect(onFastMachine(() => readFields(fast))).rejects.toMatchObject({ fault: { retryable: true } });
      await expect(readFields(right)).rejects.toMatchObject({ fault: { retryable: true } });
    }
    expect((await tokenCalls()) - before).toBe(1);
    expect(await credentialOf(ctx, kit.provider)).toMatchObject({ consecutiveFailures: 1 });
  });
});
