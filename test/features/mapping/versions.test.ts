import type { Json } from '../../support/app.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { openMappingDoors, type AnyMappingDoor } from './mapping-door.ts';

let doors: Awaited<ReturnType<typeof openMappingDoors>>;
beforeAll(async () => { doors = await openMappingDoors(); });
afterAll(() => doors.close());

describe.each(crmKits)('with $name:', (kit) => {
  const { fields, provider } = kit;
  let door: AnyMappingDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(() => door.begin());

  const versions = async (first = 20) =>
    (await door.ask('query ($provider: CrmProvider!, $first: Int) { fieldMapping(provider: $provider) { versions(first: $first) { id version rules { source target mode transform } createdBy { kind } } } }', { provider, first })).fieldMapping.versions as Json[];
  const mappingVersions = async (leadId: string) =>
    (await door.ask('query ($id: ID!) { lead(id: $id) { syncAttempts { nodes { mappingVersion } } } }', { id: leadId })).lead.syncAttempts.nodes.map(({ mappingVersion }: Json) => mappingVersion as number) as number[];
  const split = { source: 'name', target: fields.firstName, transform: 'firstName' };
  const whole = { source: 'name', target: fields.firstName };
  /** Salesforce has no contact without a last name, so a name of one word goes there. */
  const part = (name: string) => (provider === 'HUBSPOT' ? name : [{ name, oneWord: 'LAST' }]);
  const ownRules = [
    ['email', fields.email, null], ['name', fields.firstName, part('firstName')], ['name', fields.lastName, part('lastName')], ['phone', fields.phone, null],
    ...(provider === 'HUBSPOT' ? [['company', 'company', null]] : []), ['title', fields.title, null],
  ];

  describe('the versions of a mapping', () => {
    it('[H9] are kept, newest first, the first of them the provider\'s own with the parts of the name', async () => {
      await door.use([...kit.base, split]);
      await door.use([...kit.base, whole]);
      const all = await versions();
      expect(all.map(({ version }) => version as number)).toEqual([3, 2, 1]);
      expect(all[1]!.rules[2]).toMatchObject({ target: fields.firstName, transform: 'firstName' });
      expect(all[2]!.rules.map(({ source, target, transform }: Json) => [source, target, transform])).toEqual(ownRules);
      expect((await versions(2)).map(({ version }) => version as number)).toEqual([3, 2]);
    });

    it('[H9] have a limit', async () => {
      for (const first of [0, 101, -1]) {
        const { errors } = await door.app.graphql('query ($provider: CrmProvider!, $first: Int) { fieldMapping(provider: $provider) { versions(first: $first) { version } } }', { provider, first }, door.session().token);
        expect(errors.map(({ extensions }) => extensions.code as string)).toEqual(['BAD_USER_INPUT']);
      }
    });

    it('[H9] can be put in force again as the next one, and every sync names the one it used', async () => {
      const leadId = await door.createLead({ name: 'Ada Byron', email: 'ada@example.com' });
      await door.use([...kit.base, split]);
      await door.sync(leadId);
      await door.use([...kit.base, whole]);
      await door.sync(leadId);
      const { fieldMapping, problems } = await door.restore(2);
      expect(problems).toEqual([]);
      expect(fieldMapping).toMatchObject({ version: 4, rules: [{ target: fields.email }, { target: fields.lastName }, { target: fields.firstName, transform: 'firstName' }] });
      await door.sync(leadId);
      await door.sync(leadId, { dryRun: true });
      expect(await mappingVersions(leadId)).toEqual([4, 4, 3, 2]);
      expect((await door.written()).map((sent) => sent[fields.firstName] as string)).toEqual(['Ada', 'Ada Byron', 'Ada']);
      expect((await versions()).map(({ version }) => version as number)).toEqual([4, 3, 2, 1]);
    });

    it('[H9] that are in force already make no new one', async () => {
      const { id } = await door.use([...kit.base, split]);
      expect((await door.restore(2)).fieldMapping).toMatchObject({ id, version: 2 });
    });

    it('[H9] are held against what the CRM has today', async () => {
      const shortLived = kit.custom('short_lived');
      await door.sandbox.addField(shortLived);
      await door.use([...kit.base, { source: 'company', target: shortLived }]);
      await door.use(kit.base);
      await door.sandbox.removeField(shortLived);
      await door.refresh();
      const { fieldMapping, problems } = await door.restore(2);
      expect(fieldMapping).toBeNull();
      expect(problems).toMatchObject([{ ruleIndex: 2, code: 'UNKNOWN_TARGET', severity: 'ERROR' }]);
      expect((await versions(1)).map(({ version }) => version as number)).toEqual([3]);
    });

    it('[H9] that never were cannot be restored', async () => {
      const { errors } = await door.app.graphql('mutation ($provider: CrmProvider!) { restoreFieldMapping(input: { provider: $provider, version: 99 }) { fieldMapping { id } } }', { provider }, door.session().token);
      expect(errors.map(({ extensions }) => extensions.code as string)).toEqual(['NOT_FOUND']);
    });
  });

  describe('a suggested mapping', () => {
    const suggest = async () => (await door.ask('query ($provider: CrmProvider!) { suggestFieldMapping(provider: $provider) { source target direction mode transform default } }', { provider })).suggestFieldMapping as Json[];

    const names = [['name', fields.firstName, part('firstName')], ['name', fields.lastName, part('lastName')]];
    const company = provider === 'HUBSPOT' ? [['company', 'company', null]] : [];

    it("[H8] has S1's pairs, is the same each time, and can be saved as it is", async () => {
      const suggested = await suggest();
      expect(suggested.map(({ source, target, transform }) => [source, target, transform])).toEqual([
        ...names, ['email', fields.email, null], ['phone', fields.phone, null], ...company, ['title', fields.title, null],
      ]);
      expect(await suggest()).toEqual(suggested);
      expect((await door.save({ rules: suggested })).problems).toEqual([]);
    });

    it('[H8] follows what the team and the account have, and leaves out what is read-only', async () => {
      await door.ask('mutation { defineLeadFields(input: { fields: [{ name: "contractStart", label: "Contract start", type: DATE }, { name: "customerNumber", label: "Customer no.", type: TEXT }] }) { fields { name } } }');
      await door.sandbox.addField(kit.custom('contract_start_text'));
      await door.sandbox.changeField(fields.phone, { readOnly: true });
      await door.refresh();
      const targets = (await suggest()).map(({ source, target }) => [source, target] as [string, string]);
      expect(targets).toEqual(expect.arrayContaining([['phone', provider === 'HUBSPOT' ? 'mobilephone' : 'MobilePhone'], ['customerNumber', fields.unique]]));
      expect(targets.map(([, target]) => target)).not.toContain(fields.phone);
      if (provider === 'HUBSPOT') expect(targets).toContainEqual(['contractStart', 'contract_start']);
    });
  });
});
