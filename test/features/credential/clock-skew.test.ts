import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import { withSession } from '../../../src/features/integration/with-session.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { crmKits, startCrms, type CrmSandbox } from '../../support/crm/crm-kits.ts';
import { openTestParts, type TestParts } from '../../support/parts.ts';
import { openDoors, type AnyDoor } from '../integration/integration-door.ts';
import { connectTeam, credentialOf, later, onInstance, sandboxProvider } from './connected-team.ts';

const MINUTE_MS = 60_000;
/** Longer than HubSpot's tokens live. */
const SKEW_MINUTES = 40;
/** How far the clocks of two instances are apart. */
const APART_MINUTES = 10;
const CALLS = 10;

describe.each(crmKits)('the clock of $name', (kit) => {
  let doors: Awaited<ReturnType<typeof openDoors>>;
  let door: AnyDoor;
  beforeAll(async () => {
    doors = await openDoors();
    door = doors.to(kit);
  });
  afterAll(() => doors.close());
  beforeEach(() => door.sandbox.reset());

  const tokenCalls = async () => (await door.sandbox.requests()).filter(kit.isToken).length;

  it.each([SKEW_MINUTES, -SKEW_MINUTES])('[E7] [E9] that is set by %s min between connecting and a call costs one renewal at most, and no connection', async (minutes) => {
    const olga = await door.connected();
    const before = await tokenCalls();
    await door.sandbox.setAhead(minutes * MINUTE_MS);
    for (let call = 0; call < CALLS; call += 1) expect((await door.readFields(olga)).errors).toEqual([]);
    expect((await tokenCalls()) - before).toBeLessThanOrEqual(1);
    expect(await door.shownOf(olga)).toMatchObject({ status: 'CONNECTED', tokenHealth: { status: 'VALID', consecutiveFailures: 0 } });
  });

  it.each([SKEW_MINUTES, -SKEW_MINUTES])('[E7] that is %s min beside ours from the start is nothing to a connection', async (minutes) => {
    await door.sandbox.setAhead(minutes * MINUTE_MS);
    const olga = await door.connected();
    const before = await tokenCalls();
    expect((await door.readFields(olga)).errors).toEqual([]);
    expect(await tokenCalls()).toBe(before);
    await door.sandbox.expireTokens();
    expect((await door.readFields(olga)).errors).toEqual([]);
    expect(await tokenCalls()).toBe(before + 1);
    expect(await door.shownOf(olga)).toMatchObject({ status: 'CONNECTED', tokenHealth: { status: 'VALID', consecutiveFailures: 0 } });
  });
});

/** Refresh tokens are good once, and one that is used twice ends the connection for good. */
const strict = { hubspot: { SANDBOX_ROTATE_REFRESH_TOKENS: '1', SANDBOX_REUSE_ENDS_ALL_TOKENS: '1' }, salesforce: { SANDBOX_ROTATE_REFRESH_TOKENS: '1' } };

describe.each(crmKits)(`two instances whose clocks are ${String(APART_MINUTES)} min apart, with $name`, (kit) => {
  let parts: TestParts;
  let crms: Awaited<ReturnType<typeof startCrms>>;
  let sandbox: CrmSandbox;
  let crm: CrmProvider;
  beforeAll(async () => {
    [parts, crms] = await Promise.all([openTestParts(), startCrms(strict)]);
    sandbox = crms.sandboxes[kit.provider];
    crm = sandboxProvider(kit, sandbox);
  });
  afterAll(() => Promise.all([parts.close(), crms.stop()]));

  const readFields = (ctx: TeamContext) => withSession(ctx, kit.provider, () => undefined, (session) => crm.listFields(session, kit.object));
  const tokenCalls = async () => (await sandbox.requests()).filter(kit.isToken).length;

  // HubSpot's tokens last half an hour: for neither of them over, for one of them, about to end for the other, and for both.
  it.each([0, 20, 29, 45])('[E8] [E9] renew tokens that were refused after %i min with one request, and take nothing for a revocation', async (minutes) => {
    const { ctx } = await connectTeam(parts, crm);
    const instances = [0, APART_MINUTES].map((ahead) => {
      const moved = later(ctx, (minutes + ahead) * MINUTE_MS);
      return onInstance(moved, sandboxProvider(kit, sandbox, moved.clock));
    });
    const before = await tokenCalls();
    await sandbox.expireTokens();
    await Promise.all(instances.flatMap((instance) => Array.from({ length: CALLS }, () => readFields(instance))));
    await Promise.all(instances.map(readFields));
    expect((await tokenCalls()) - before).toBe(1);
    expect(await credentialOf(ctx, kit.provider)).toMatchObject({ version: 2, revokedAt: null, consecutiveFailures: 0, lastFault: null });
  });

  it('[E9] [F6] a renewal that failed on the one ahead keeps the other from none once it works again', async () => {
    const { ctx } = await connectTeam(parts, crm);
    const [behind, ahead] = [0, APART_MINUTES].map((minutes) => {
      const moved = later(ctx, (45 + minutes) * MINUTE_MS);
      return onInstance(moved, sandboxProvider(kit, sandbox, moved.clock));
    });
    await sandbox.expireTokens();
    await sandbox.fault({ ...kit.at.token, status: 503, times: null });
    await expect(readFields(ahead!)).rejects.toMatchObject({ fault: { code: 'PROVIDER_DOWN', retryable: true } });
    await sandbox.clearFaults();
    await expect(readFields(behind!)).resolves.not.toEqual([]);
    expect(await credentialOf(ctx, kit.provider)).toMatchObject({ version: 2, consecutiveFailures: 0 });
  });
});
