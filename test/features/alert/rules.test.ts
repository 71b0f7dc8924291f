import { joinTeam } from '../account/join-team.ts';
import { codesOf } from '../integration/integration-door.ts';
import { until } from '../../support/until.ts';
import { openAlertDoor, type AlertDoor } from './alert-door.ts';

let door: AlertDoor;
beforeAll(async () => { door = await openAlertDoor(); });
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

const byDefault = { isDefault: true, state: 'OK', since: null, message: null, thresholdPercent: null, windowMinutes: null, minAttempts: null, quietHours: null };

describe('the rules of a team', () => {
  it('[I19] are there from the beginning, those that cannot cry wolf switched on', async () => {
    const { token } = await door.app.signUp();
    const rules = (await door.app.ask('{ alertRules(provider: HUBSPOT) { kind enabled isDefault thresholdPercent windowMinutes minAttempts quietHours state since message } }', {}, token)).alertRules as unknown;
    expect(rules).toEqual([
      { ...byDefault, kind: 'AUTH_LOST', enabled: true },
      { ...byDefault, kind: 'FAILURE_RATE', enabled: true, thresholdPercent: 20, windowMinutes: 60, minAttempts: 10 },
      { ...byDefault, kind: 'NO_SYNCS', enabled: false, quietHours: 24 },
    ]);
    expect((await door.app.ask('{ alertRules(provider: PIPEDRIVE) { kind } }', {}, token)).alertRules).toEqual([]);
  });

  it('[I19] are read by `node`, in their own team only', async () => {
    const mallory = await door.app.signUp('Mallory');
    const { id } = await door.rule('AUTH_LOST');
    const node = (token: string) => door.app.graphql('query ($id: ID!) { node(id: $id) { id ... on AlertRule { kind } } }', { id }, token);
    expect((await node(door.session().token)).data).toEqual({ node: { id, kind: 'AUTH_LOST' } });
    expect(codesOf(await node(mallory.token))).toEqual([['NOT_FOUND']]);
    expect(codesOf(await door.app.graphql('mutation ($id: ID!) { deleteAlertRule(input: { id: $id }) { alertRule { id } } }', { id }, mallory.token))).toEqual([['NOT_FOUND']]);
  });

  it('[I19] are changed field by field, go back to the default where null, and are set back whole', async () => {
    const saved = async (input: object) => (await door.save({ kind: 'FAILURE_RATE', ...input })).data?.saveAlertRule.alertRule as unknown;
    expect(await saved({ thresholdPercent: 50, minAttempts: 3 })).toMatchObject({ enabled: true, isDefault: false, thresholdPercent: 50, windowMinutes: 60, minAttempts: 3, quietHours: null });
    expect(await saved({ windowMinutes: 5, thresholdPercent: null })).toMatchObject({ thresholdPercent: 20, windowMinutes: 5, minAttempts: 3 });
    expect(await saved({ enabled: false })).toMatchObject({ enabled: false, windowMinutes: 5 });
    expect(await saved({ enabled: null })).toMatchObject({ enabled: true });
    const { id } = await door.rule('FAILURE_RATE');
    const remove = 'mutation ($id: ID!) { deleteAlertRule(input: { id: $id }) { alertRule { enabled isDefault thresholdPercent windowMinutes minAttempts } } }';
    const back = { deleteAlertRule: { alertRule: { enabled: true, isDefault: true, thresholdPercent: 20, windowMinutes: 60, minAttempts: 10 } } };
    expect(await door.ask(remove, { id })).toEqual(back);
    expect(await door.ask(remove, { id })).toEqual(back);
    const audit = (await door.ask('{ auditLog(first: 10) { nodes { action } } }')).auditLog.nodes as { action: string }[];
    expect(audit.map(({ action }) => action).filter((action) => action.startsWith('alert_rule'))).toEqual(['alert_rule.deleted', ...Array.from({ length: 4 }, () => 'alert_rule.saved')]);
  });

  it.each([
    [{ kind: 'FAILURE_RATE', thresholdPercent: 0 }, 'OUT_OF_RANGE'], [{ kind: 'FAILURE_RATE', thresholdPercent: 101 }, 'OUT_OF_RANGE'],
    [{ kind: 'FAILURE_RATE', windowMinutes: 4 }, 'OUT_OF_RANGE'], [{ kind: 'FAILURE_RATE', windowMinutes: 1_441 }, 'OUT_OF_RANGE'],
    [{ kind: 'FAILURE_RATE', minAttempts: 0 }, 'OUT_OF_RANGE'], [{ kind: 'FAILURE_RATE', minAttempts: -2_147_483_648 }, 'OUT_OF_RANGE'],
    [{ kind: 'NO_SYNCS', quietHours: 0 }, 'OUT_OF_RANGE'], [{ kind: 'NO_SYNCS', quietHours: 169 }, 'OUT_OF_RANGE'],
    [{ kind: 'FAILURE_RATE', quietHours: 1 }, 'NOT_OF_KIND'], [{ kind: 'AUTH_LOST', minAttempts: 10 }, 'NOT_OF_KIND'], [{ kind: 'AUTH_LOST', quietHours: null }, 'NOT_OF_KIND'],
    [{ kind: 'FAILURE_RATE', thresholdPercent: 12.5 }, 'INVALID'], [{ kind: 'LATE' }, 'INVALID'], [{ kind: 'AUTH_LOST', enabled: 'yes' }, 'INVALID'], [{}, 'REQUIRED'],
  ])('[I19] refuse %j with %s', async (input, code) => {
    const before = await door.rules();
    expect(codesOf(await door.save(input))).toEqual([['BAD_USER_INPUT', code]]);
    expect(await door.rules()).toEqual(before);
  });

  it('[I19] name every fault at once, and no CRM that cannot be connected', async () => {
    expect(codesOf(await door.save({ kind: 'NO_SYNCS', quietHours: 0, minAttempts: 1 }))).toEqual([['BAD_USER_INPUT', 'NOT_OF_KIND', 'OUT_OF_RANGE']]);
    expect(codesOf(await door.save({ kind: 'AUTH_LOST', provider: 'ZOHO' }))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
    expect(codesOf(await door.save({ kind: 'AUTH_LOST', provider: 'SALESFORCE' }))).toEqual([['PROVIDER_NOT_CONFIGURED']]);
    for (const id of ['', 'x', 'alert_00000000000000000000000000', door.session().teamId])
      expect(codesOf(await door.app.graphql('mutation ($id: ID!) { deleteAlertRule(input: { id: $id }) { alertRule { id } } }', { id }, door.session().token))[0]?.[0]).toMatch(/NOT_FOUND|BAD_USER_INPUT/);
  });

  it('[I19] are changed by owners and admins, and seen by all who see connections', async () => {
    const sam = await joinTeam(door.app, door.session(), 'SALES');
    const carl = await joinTeam(door.app, door.session(), 'CONTRACTOR');
    const { id } = await door.rule('AUTH_LOST');
    const as = (token: string, query: string) => door.app.graphql(query, {}, token);
    expect((await as(sam.token, '{ alertRules { id } }')).data?.alertRules).toHaveLength(3);
    expect(codesOf(await as(sam.token, 'mutation { saveAlertRule(input: { provider: HUBSPOT, kind: AUTH_LOST, enabled: false }) { alertRule { id } } }'))).toEqual([['FORBIDDEN']]);
    expect(codesOf(await as(sam.token, `mutation { deleteAlertRule(input: { id: "${String(id)}" }) { alertRule { id } } }`))).toEqual([['FORBIDDEN']]);
    expect(codesOf(await as(carl.token, '{ alertRules { id } }'))).toEqual([['FORBIDDEN']]);
  });

  it('[I19] that are switched off while they fire recover, and do not fire again', async () => {
    const alerts = await door.follow();
    await door.revoke();
    await until('it fires', () => alerts.events.length === 1);
    expect((await door.save({ kind: 'AUTH_LOST', enabled: false })).data?.saveAlertRule.alertRule).toMatchObject({ state: 'OK', message: null });
    await until('it recovers', () => alerts.events.length === 2);
    expect(alerts.events[1]).toMatchObject({ type: 'ALERT_RECOVERED', state: 'OK', message: 'The alert was switched off.', firedAt: alerts.events[0]?.firedAt as string, actor: { kind: 'USER' } });
    // Switched on, it is judged at once.
    await door.save({ kind: 'AUTH_LOST', enabled: true });
    await until('it fires again', () => alerts.events.length === 3);
    expect(alerts.events[2]).toMatchObject({ type: 'ALERT_FIRED', rule: { state: 'FIRING' } });
  });
});
