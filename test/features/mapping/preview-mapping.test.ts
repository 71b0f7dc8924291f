import fc from 'fast-check';
import type { Json } from '../../support/app.ts';
import { crmKits, type CrmKit } from '../../support/crm/crm-kits.ts';
import { openMappingDoors, type AnyMappingDoor } from './mapping-door.ts';

let doors: Awaited<ReturnType<typeof openMappingDoors>>;
beforeAll(async () => { doors = await openMappingDoors(); });
afterAll(() => doors.close());

/** Leads without these have none of the four; the options are those of the CRM. */
const define = (door: AnyMappingDoor) =>
  door.ask(`mutation { defineLeadFields(input: { fields: [
    { name: "roofArea", label: "Roof area", type: NUMBER }, { name: "consent", label: "Consent", type: BOOLEAN }, { name: "start", label: "Start", type: DATE },
    { name: "note", label: "Note", type: TEXTAREA }, { name: "tier", label: "Tier", type: SELECT, options: ["GOLD", "SILVER"] }] }) { fields { name } } }`);

const mode = fc.constantFrom('OVERWRITE', 'NEVER_BLANK', 'FILL_IF_EMPTY', 'PREFER_CRM');
const transforms = fc.constantFrom<unknown>(
  null, 'trim', 'upper', 'titleCase', 'firstName', [{ name: 'lastName', oneWord: 'LAST' }], ['lower', { name: 'truncate', length: 5 }],
  [{ name: 'replace', find: 'a', with: '{{name}}' }], [{ name: 'template', text: '{{value}} <{{roofArea}}> {{company}}' }], [{ name: 'default', value: 'none' }],
);
const textRule = (target: string) => fc.record({ source: fc.constantFrom('name', 'company', 'title', 'note'), target: fc.constant(target), mode, transform: transforms, default: fc.constantFrom(null, 'by default') });
/** Lines of text of the customer's own, that take whatever the steps make. */
const texts = (custom: CrmKit['custom']) => ['motto', 'slogan', 'byline'].map(custom);
const rulesOf = ({ fields, custom, options: [gold, silver] }: CrmKit) =>
  fc.tuple(
    fc.constant({ source: 'email', target: fields.email }),
    ...texts(custom).map(textRule),
    // Salesforce has no contact without a last name.
    fc.record({ source: fc.constantFrom('name', 'company'), target: fc.constant(fields.lastName), mode: fc.constantFrom('NEVER_BLANK', 'FILL_IF_EMPTY'), transform: fc.constant([{ name: 'truncate', length: 80 }]), default: fc.constant('Nobody') }),
    fc.record({ source: fc.constant('roofArea'), target: fc.constant(fields.number), mode, transform: fc.constantFrom(null, [{ name: 'number', decimals: 1 }]) }),
    fc.record({ source: fc.constant('consent'), target: fc.constant(fields.yesNo), mode }),
    fc.record({ source: fc.constant('start'), target: fc.constant(fields.date), mode, transform: fc.constant([{ name: 'date', to: 'DATE' }]) }),
    fc.record({ source: fc.constant('tier'), target: fc.constant(fields.select), mode, transform: fc.constant([{ name: 'map', values: { GOLD: gold, SILVER: silver } }]) }),
  );
const words = fc.constantFrom('Ada Byron', '  ', 'élan vital', '王 小明', 'שלום', '🚀 Ltd', "O'Brien & Sons", 'a'.repeat(100), '\u202e<b>{{name}}</b>');
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const lead = fc.record({
  name: some(words), company: some(words), title: some(words),
  customFields: fc.record({ roofArea: some(fc.constantFrom(0, 12.25, -3)), consent: some(fc.boolean()), start: some(fc.constantFrom('2026-11-21', '2024-02-29')), note: some(words), tier: some(fc.constantFrom('GOLD', 'SILVER')) }),
});
/** What stands in the CRM already, by our names of its fields. */
const inCrm = some(fc.record({ motto: some(words), slogan: some(words), number: some(fc.constant(7)), select: some(fc.constant(2)), yesNo: some(fc.constant(true)) }));

const withoutUndefined = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

describe.each(crmKits)('the preview of a mapping to $name', (kit) => {
  const { fields, provider } = kit;
  let door: AnyMappingDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(() => door.begin());

  const plant = ({ motto, slogan, number, select, yesNo }: Json, email: string) =>
    door.sandbox.plant(withoutUndefined({
      [fields.email]: email, [fields.lastName]: 'Theirs', [kit.custom('motto')]: motto, [kit.custom('slogan')]: slogan,
      ...kit.spell(withoutUndefined({ [fields.number]: number as unknown, [fields.yesNo]: yesNo as unknown, [fields.select]: select === undefined ? undefined : kit.options[select as number] })),
    }));

  it('[H6] [H7] equals what the following sync sends, byte for byte, for whatever lead, rules and record', async () => {
    await define(door);
    for (const name of texts(kit.custom)) await door.sandbox.addField(name);
    const samples = fc.sample(fc.record({ lead, rules: rulesOf(kit), inCrm, known: fc.boolean() }), { numRuns: 10, seed: 20261121 });
    const seen = new Set<string>();
    for (const [index, sample] of samples.entries()) {
      const email = `someone${String(index)}@example.com`;
      const leadId = await door.createLead(withoutUndefined({ ...sample.lead, email }));
      // Some are new to the CRM, whatever chance says.
      const isNew = index % 4 === 0;
      if (sample.inCrm && !isNew) await plant(sample.inCrm, email);
      await door.use(kit.base);
      if (sample.known && !isNew) await door.sync(leadId);
      const previewed = await door.preview(leadId, { rules: sample.rules });
      await door.use(sample.rules);
      const before = (await door.written()).length;
      const attempt = await door.sync(leadId);
      const sent = (await door.written()).slice(before);
      expect([index, attempt.status, attempt.errors]).toEqual([index, 'SUCCEEDED', []]);
      expect([index, sent.map((body) => JSON.stringify(body))]).toEqual([index, [JSON.stringify(kit.spell(previewed.payload as Json))]]);
      expect(attempt.payload).toEqual(previewed.payload);
      seen.add(attempt.action as string);
    }
    expect([...seen].sort()).toEqual(['CREATED', 'UPDATED']);
  }, 120_000);

  it('[H7] reads the record for rules that give way to it, and writes nothing anywhere', async () => {
    const leadId = await door.createLead({ name: 'Ada Byron', email: 'ada@example.com', company: 'Engines' });
    await door.sandbox.plant({ [fields.email]: 'ada@example.com', [fields.lastName]: 'Lovelace', [fields.text]: 'Countess Ltd' });
    const mapping = { rules: [{ source: 'email', target: fields.email }, { source: 'company', target: fields.text, mode: 'FILL_IF_EMPTY' }, { source: 'name', target: fields.lastName, mode: 'PREFER_CRM', transform: 'lastName' }, { source: 'name', target: fields.firstName, mode: 'PREFER_CRM', transform: 'firstName' }] };
    expect(await door.preview(leadId, mapping)).toEqual({ payload: { [fields.email]: 'ada@example.com', [fields.firstName]: 'Ada' }, problems: [] });
    expect(await door.written()).toEqual([]);
    expect(await door.attempts(leadId)).toEqual([]);
    expect((await door.ask('query ($provider: CrmProvider!) { fieldMapping(provider: $provider) { version } }', { provider })).fieldMapping.version).toBe(1);
  });

  it('[H7] names what is wrong with the rules and with the values of this lead, and leaves both out', async () => {
    const leadId = await door.createLead({ name: 'Ada Byron', email: 'ada@example.com', title: 'a lot' });
    const mapping = { rules: [{ source: 'name', target: 'no_such_property' }, { source: 'title', target: fields.number, transform: 'number' }, { source: 'name', target: fields.firstName, transform: 'shout' }, ...kit.base] };
    const { payload, problems } = await door.preview(leadId, mapping);
    expect(payload).toEqual({ [fields.email]: 'ada@example.com', [fields.lastName]: 'Ada Byron' });
    expect((problems as Json[]).map(({ ruleIndex, code, severity }) => [ruleIndex, code, severity])).toEqual([[0, 'UNKNOWN_TARGET', 'ERROR'], [2, 'TRANSFORM_INVALID', 'ERROR'], [1, 'TYPE_MISMATCH', 'ERROR']]);
    expect(problems[2].message).toContain("The lead's title is not a number");
  });

  it('[H7] says when the CRM cannot be asked, and of which lead', async () => {
    const leadId = await door.createLead({ name: 'Ada', email: 'ada@example.com' });
    const input = { provider, leadId, mapping: { rules: [{ source: 'name', target: fields.firstName, mode: 'FILL_IF_EMPTY' }] } };
    const ask = (changes: Json = {}) => door.app.graphql('query ($input: PreviewMappingInput!) { previewMapping(input: $input) { payload } }', { input: { ...input, ...changes } }, door.session().token);
    await door.refresh();
    await door.sandbox.fault({ ...kit.at.api, status: 503 });
    expect((await ask()).errors.map(({ extensions }) => extensions.code as string)).toEqual(['PROVIDER_UNAVAILABLE']);
    await door.sandbox.clearFaults();
    expect((await ask({ leadId: 'lead_00000000000000000000000000' })).errors.map(({ extensions }) => extensions.code as string)).toEqual(['NOT_FOUND']);
  });
});
