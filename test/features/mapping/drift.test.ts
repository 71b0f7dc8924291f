import type { Json, Stream } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { crmKits, hubspotKit, salesforceKit, type CrmKit } from '../../support/crm/crm-kits.ts';
import { openMappingDoors, type AnyMappingDoor } from './mapping-door.ts';

let doors: Awaited<ReturnType<typeof openMappingDoors>>;
beforeAll(async () => { doors = await openMappingDoors(); });
afterAll(() => doors.close());

const ada = { name: 'Ada', email: 'ada@example.com', company: 'Engines' };
const told = ({ events }: Stream) => events.map(({ type, resolved, issue }) => [type, resolved, issue.field, issue.code, issue.severity]);
const detected = (field: string, code: string, severity = 'ERROR') => ['MAPPING_ISSUE_DETECTED', false, field, code, severity];
const resolved = (field: string, code: string, severity = 'ERROR') => ['MAPPING_ISSUE_RESOLVED', true, field, code, severity];
const hears = (stream: Stream, count: number) => until(`${String(count)} issues are told of`, () => stream.events.length >= count);

/** A field that people of the account have made, and a mapping that fills it. */
const regionOf = (kit: CrmKit) => {
  const region = kit.custom('region');
  return { region, rules: [...kit.base, { source: 'company', target: region }] };
};

describe.each(crmKits)('a mapping that $name no longer bears', (kit) => {
  const { region, rules } = regionOf(kit);
  const { fields, provider, object } = kit;
  let door: AnyMappingDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(async () => {
    await door.begin();
    await door.sandbox.addField(region);
  });

  it('[H10] is told of once when a property is deleted, and once when it is there again', async () => {
    await door.use(rules);
    const stream = await door.followIssues();
    expect(await door.issues()).toEqual([]);
    await door.sandbox.removeField(region);
    await Promise.all([door.refresh(), door.refresh(), door.refresh()]);
    await door.refresh();
    expect(await door.issues()).toEqual([{ field: region, code: 'UNKNOWN_TARGET', severity: 'ERROR', message: expect.stringContaining(region) as string, mappingVersion: 2, provider, object }]);
    await door.sandbox.addField(region);
    await door.refresh();
    await hears(stream, 2);
    expect(told(stream)).toEqual([detected(region, 'UNKNOWN_TARGET'), resolved(region, 'UNKNOWN_TARGET')]);
    expect(stream.events[0]).toMatchObject({ actor: { kind: 'USER' }, issue: { provider, object, mappingVersion: 2 } });
    expect(await door.issues()).toEqual([]);
  });

  it('[H10] is told of when a property becomes read-only, changes its type, or loses options', async () => {
    const [size, plan] = [kit.custom('size'), kit.custom('plan')];
    await door.sandbox.addField(size);
    await door.sandbox.addField(plan, 'SELECT', ['gold', 'silver']);
    await door.ask('mutation { defineLeadFields(input: { fields: [{ name: "plan", label: "Plan", type: SELECT, options: ["gold", "silver"] }, { name: "size", label: "Size", type: NUMBER }] }) { fields { name } } }');
    await door.use([...rules, { source: 'size', target: size }, { source: 'plan', target: plan }, { source: 'title', target: fields.title }]);
    const stream = await door.followIssues();
    await door.sandbox.changeField(region, { readOnly: true });
    await door.sandbox.changeField(size, { kind: 'NUMBER' });
    await door.sandbox.changeField(plan, { options: ['gold'] });
    await door.sandbox.changeField(fields.title, { kind: 'NUMBER' });
    await door.refresh();
    await hears(stream, 4);
    expect(told(stream).map(String).sort()).toEqual([
      detected(fields.title, 'TYPE_MISMATCH'), detected(plan, 'OPTION_UNKNOWN', 'WARNING'), detected(region, 'READ_ONLY'), detected(size, 'TYPE_MISMATCH', 'WARNING'),
    ].map(String).sort());
  });

  it('[H10] is not told of for what its author was told when saving it', async () => {
    const { problems } = await door.save({ rules: [...kit.base, { source: 'source', target: fields.select }] });
    expect(problems).toMatchObject([{ code: 'OPTION_UNKNOWN', severity: 'WARNING' }]);
    await door.refresh();
    await door.refresh();
    expect(await door.issues()).toEqual([]);
  });

  it('[H10] is settled by a mapping that does without it', async () => {
    await door.use(rules);
    const stream = await door.followIssues();
    await door.sandbox.removeField(region);
    await door.refresh();
    await door.use(kit.base);
    await hears(stream, 2);
    expect(told(stream)).toEqual([detected(region, 'UNKNOWN_TARGET'), resolved(region, 'UNKNOWN_TARGET')]);
    expect(await door.issues()).toEqual([]);
  });

  it('[H10] is found at once when a lead is refused for a property, without anybody looking', async () => {
    await door.use(rules);
    const stream = await door.followIssues();
    await door.sandbox.removeField(region);
    const leadId = await door.createLead(ada);
    expect(await door.sync(leadId)).toMatchObject({ status: 'FAILED', errors: [{ code: 'MAPPING' }] });
    await hears(stream, 1);
    expect(told(stream)).toEqual([detected(region, 'UNKNOWN_TARGET')]);
    expect(stream.events[0]).toMatchObject({ actor: { kind: 'SYSTEM' } });
  });

  it('[H10] asks the CRM once for many leads that are refused', async () => {
    await door.use(rules);
    const stream = await door.followIssues();
    await door.sandbox.removeField(region);
    const reads = async () => (await door.sandbox.requests()).filter(kit.isFieldRead).length;
    const before = await reads();
    for (const name of ['a', 'b', 'c', 'd']) await door.sync(await door.createLead({ ...ada, email: `${name}@example.com` }));
    await hears(stream, 1);
    // Before it refuses a lead for a field, Salesforce's connector may look whether the field has come back.
    const more = (await reads()) - before - 1;
    expect(more).toBeGreaterThanOrEqual(0);
    expect(more).toBeLessThanOrEqual(provider === 'SALESFORCE' ? 4 : 0);
    expect(await door.issues()).toHaveLength(1);
  });

  it('[H10] is nobody else\'s business', async () => {
    const other = await door.app.signUp();
    const stream = await door.app.subscribe(other.token, 'subscription { mappingIssueDetected { resolved issue { field } } }');
    const own = await door.followIssues();
    const elsewhere = await door.app.subscribe(door.session().token, 'subscription ($provider: CrmProvider) { mappingIssueDetected(provider: $provider) { resolved } }', { variables: { provider: provider === 'HUBSPOT' ? 'SALESFORCE' : 'HUBSPOT' } });
    await door.use(rules);
    await door.sandbox.removeField(region);
    await door.refresh();
    await hears(own, 1);
    await door.app.ask('mutation { createLead(input: { name: "Eve" }) { cursor } }', {}, other.token);
    expect([stream.events, elsewhere.events]).toEqual([[], []]);
  });

  it('[H10] can be resumed from, and is in the log', async () => {
    const { streamHead } = await door.ask('{ streamHead }');
    await door.use(rules);
    await door.sandbox.removeField(region);
    await door.refresh();
    const { events } = await door.ask('query ($after: Cursor!) { events(after: $after, types: [MAPPING_ISSUE_DETECTED]) { nodes { type ... on MappingIssueEvent { issue { field detectedAt } resolved } } } }', { after: streamHead });
    expect(events.nodes as Json[]).toEqual([{ type: 'MAPPING_ISSUE_DETECTED', issue: { field: region, detectedAt: expect.any(String) as string }, resolved: false }]);
    const late = await door.app.subscribe(door.session().token, `subscription { mappingIssueDetected(after: "${String(streamHead)}") { resolved issue { field } } }`);
    await hears(late, 1);
    expect(late.events).toEqual([{ resolved: false, issue: { field: region } }]);
  });
});

describe('what no list of fields shows', () => {
  it('[H10] [H1] is told of what HubSpot demands by refusing, since its properties do not show it, until a rule fills it', async () => {
    const door = doors.to(hubspotKit);
    await door.begin();
    await door.use([...hubspotKit.base, { source: 'company', target: 'company' }]);
    const stream = await door.followIssues();
    const refusal = [{ isValid: false, message: 'city is required', error: 'MISSING_REQUIRED_PROPERTY', name: 'city' }];
    await door.sandbox.fault({ path: '*/batch/create', status: 400, times: null, body: JSON.stringify({ status: 'error', category: 'VALIDATION_ERROR', message: `Property values were not valid: ${JSON.stringify(refusal)}` }) });
    for (const name of ['a', 'b']) expect(await door.sync(await door.createLead({ ...ada, email: `${name}@example.com` }))).toMatchObject({ status: 'FAILED' });
    await door.refresh();
    expect(await door.issues()).toMatchObject([{ field: 'city', code: 'REQUIRED_MISSING', severity: 'ERROR' }]);
    await door.sandbox.clearFaults();
    await door.use([...hubspotKit.base, { source: 'company', target: 'company', mode: 'OVERWRITE' }]);
    expect(await door.issues()).toHaveLength(1);
    await door.use([...hubspotKit.base, { source: 'company', target: 'city', default: 'unknown' }]);
    await hears(stream, 2);
    expect(told(stream)).toEqual([detected('city', 'REQUIRED_MISSING'), resolved('city', 'REQUIRED_MISSING')]);
  });

  it('[H10] [H1] Salesforce shows what it demands: a field that has become required is told of, and so is that a rule fills it', async () => {
    const door = doors.to(salesforceKit);
    await door.begin();
    await doors.sandboxes.SALESFORCE.addField('Region__c');
    await door.use(salesforceKit.base);
    const stream = await door.followIssues();
    await doors.sandboxes.SALESFORCE.salesforce.addField('Contact', 'Region__c', { nillable: false });
    await door.refresh();
    await door.use([...salesforceKit.base, { source: 'company', target: 'Region__c', default: 'unknown' }]);
    await hears(stream, 2);
    expect(told(stream)).toEqual([detected('Region__c', 'REQUIRED_MISSING'), resolved('Region__c', 'REQUIRED_MISSING')]);
  });
});

describe('the worker that looks at what CRMs have', () => {
  let watchful: typeof doors;
  beforeAll(async () => { watchful = await openMappingDoors({ env: { CRM_FIELDS_CHECK_MS: '1000' } }); });
  afterAll(() => watchful.close());

  it.each(crmKits)('[H10] tells of a field that the sandbox of $name deletes, by itself, and of its return', async (kit) => {
    const [door, { region, rules }] = [watchful.to(kit), regionOf(kit)];
    await door.begin();
    await door.sandbox.addField(region);
    await door.use(rules);
    const stream = await door.followIssues();
    await door.sandbox.removeField(region);
    await hears(stream, 1);
    expect(told(stream)).toEqual([detected(region, 'UNKNOWN_TARGET')]);
    await door.sandbox.addField(region);
    await hears(stream, 2);
    expect(told(stream)[1]).toEqual(resolved(region, 'UNKNOWN_TARGET'));
  });

  it.each(crmKits)('[H10] does not mind that $name cannot be asked, and looks again', async (kit) => {
    const [door, { region, rules }] = [watchful.to(kit), regionOf(kit)];
    await door.begin();
    await door.sandbox.addField(region);
    await door.use(rules);
    const stream = await door.followIssues();
    await door.sandbox.fault({ ...kit.at.fields, method: 'GET', status: 503, times: 2 });
    await door.sandbox.removeField(region);
    await hears(stream, 1);
    expect(told(stream)).toEqual([detected(region, 'UNKNOWN_TARGET')]);
  });
});
