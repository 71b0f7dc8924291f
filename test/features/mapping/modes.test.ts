import type { Json } from '../../support/app.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { openMappingDoors, type AnyMappingDoor } from './mapping-door.ts';

const modes = ['OVERWRITE', 'NEVER_BLANK', 'FILL_IF_EMPTY', 'PREFER_CRM'];

/** By what became of either side after the first sync: what each mode leaves in the CRM. `own` is the lead's, `theirs` the CRM's. */
const truth: [lead: string | null, crm: string, Record<string, string | null>][] = [
  // The lead: as it was, changed, emptied. The CRM: as it was, changed, emptied.
  ['first', 'first', { overwrite: 'first', never_blank: 'first', fill_if_empty: 'first', prefer_crm: 'first' }],
  ['first', 'theirs', { overwrite: 'first', never_blank: 'first', fill_if_empty: 'theirs', prefer_crm: 'theirs' }],
  ['first', '', { overwrite: 'first', never_blank: 'first', fill_if_empty: 'first', prefer_crm: 'first' }],
  ['own', 'first', { overwrite: 'own', never_blank: 'own', fill_if_empty: 'first', prefer_crm: 'first' }],
  ['own', 'theirs', { overwrite: 'own', never_blank: 'own', fill_if_empty: 'theirs', prefer_crm: 'theirs' }],
  ['own', '', { overwrite: 'own', never_blank: 'own', fill_if_empty: 'own', prefer_crm: 'own' }],
  [null, 'first', { overwrite: null, never_blank: 'first', fill_if_empty: 'first', prefer_crm: 'first' }],
  [null, 'theirs', { overwrite: null, never_blank: 'theirs', fill_if_empty: 'theirs', prefer_crm: 'theirs' }],
  [null, '', { overwrite: null, never_blank: null, fill_if_empty: null, prefer_crm: null }],
];

let doors: Awaited<ReturnType<typeof openMappingDoors>>;
beforeAll(async () => { doors = await openMappingDoors(); });
afterAll(() => doors.close());

describe.each(crmKits)('the modes of a rule, after a first sync has filled both sides of $name', (kit) => {
  const fieldOf = (mode: string) => kit.custom(mode.toLowerCase());
  const rules = [...kit.base, ...modes.map((mode) => ({ source: 'motto', target: fieldOf(mode), mode }))];
  let door: AnyMappingDoor;
  beforeAll(async () => {
    door = doors.to(kit);
    await door.begin();
    await door.ask('mutation { defineLeadFields(input: { fields: [{ name: "motto", label: "Motto", type: TEXT }] }) { fields { name } } }');
    for (const mode of modes) await door.sandbox.addField(fieldOf(mode));
  });

  const writeInCrm = (id: string, value: string) => door.sandbox.write(id, Object.fromEntries(modes.map((mode) => [fieldOf(mode), value])));
  const inCrm = async (id: string) => {
    const { properties } = (await door.sandbox.contacts()).find((contact) => contact.id === id)!;
    return Object.fromEntries(modes.map((mode) => [mode.toLowerCase(), properties[fieldOf(mode)] ?? null]));
  };

  it.each(truth)('[H5] a lead with %j and a CRM with %j', async (own, theirs, expected) => {
    await door.use(rules);
    const leadId = await door.createLead({ name: 'Ada', email: `${String(own)}-${theirs}@example.com`, customFields: { motto: 'first' } });
    const { contactId } = await door.sync(leadId);
    expect(await inCrm(contactId as string)).toEqual({ overwrite: 'first', never_blank: 'first', fill_if_empty: 'first', prefer_crm: 'first' });
    if (theirs !== 'first') await writeInCrm(contactId as string, theirs);
    if (own !== 'first') await door.updateLead(leadId, { customFields: { motto: own } });
    expect(await door.sync(leadId)).toMatchObject({ success: true });
    expect(await inCrm(contactId as string)).toEqual(expected);
  });

  it('[H5] fills what the CRM has emptied since, although the same was sent before', async () => {
    await door.use([...kit.base, { source: 'motto', target: fieldOf('FILL_IF_EMPTY'), mode: 'FILL_IF_EMPTY' }]);
    const leadId = await door.createLead({ name: 'Ada', email: 'again@example.com', customFields: { motto: 'first' } });
    const { contactId } = await door.sync(leadId);
    await writeInCrm(contactId as string, '');
    const stream = await door.follow();
    await door.wantTogether(leadId);
    expect((await door.endOf(stream, leadId)).attempt).toMatchObject({ action: 'UPDATED' });
    expect(await inCrm(contactId as string)).toMatchObject({ fill_if_empty: 'first' });
  });

  it('[H5] refuses the directions that do not exist yet', async () => {
    for (const direction of ['FROM_CRM', 'BOTH']) {
      const { fieldMapping, problems } = await door.save({ rules: [{ source: 'motto', target: fieldOf('OVERWRITE'), direction }, ...kit.base] });
      expect([fieldMapping, (problems as Json[]).map(({ ruleIndex, code, severity }) => [ruleIndex, code, severity])]).toEqual([null, [[0, 'NOT_SUPPORTED_YET', 'ERROR']]]);
    }
  });
});
